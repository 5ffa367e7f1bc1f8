// A table with a column nobody knows: the administrator says that it asks nothing, and everybody reads so. Then positions that fall short
// of the 开考比例 are cancelled in one act, and closed without scripts.
import { expect, test } from '@playwright/test'
import { asStaff } from './staff.mjs'
import { origin, ready } from './steps.mjs'
import { look, lookable } from './look.mjs'

const HEAD = '职位代码,招录单位,职位名称,招录人数,学历,学位,专业,备注,特殊说明,内部备忘\n'
const row = (n) => `${n},竹溪县第${n}中学,教师,${n},本科及以上,学士,不限,${n === 1 ? '限男性，须会游泳；需值夜班' : ''},A 型,${n === 2 ? '限女性' : '已报批'}\n`
const TABLE = HEAD + [1, 2, 3, 4].map(row).join('')

/** Beijing time as a control of date and time takes it: this exam must not come before the one of all other journeys. */
const inDays = (days) => new Date(Date.now() + (8 + 24 * days) * 3600_000).toISOString().slice(0, 16)

async function makeExam(desk) {
  await desk.goto(`${origin()}/admin/exams/new`)
  await ready(desk)
  const code = `ZX-${Date.now() % 100000}`
  await desk.getByLabel('考试名称').fill(`竹溪县公开招聘（${code}）`)
  await desk.getByLabel('考试代码').fill(code)
  await desk.getByLabel('考试类别').selectOption({ index: 2 })
  await desk.getByLabel('组织单位').fill('竹溪县人事考试中心')
  await desk.getByLabel('照片规格').selectOption({ index: 1 })
  for (const [label, days] of [['报名开始', 31], ['报名截止', 40], ['审核开始', 31], ['审核截止', 42]]) await desk.getByLabel(label).fill(inDays(days))
  await desk.getByLabel('文件标题').first().fill('招聘公告')
  for (const body of await desk.getByLabel('文件正文').all()) await body.fill('## 须知\n\n请如实填报。')
  await desk.getByRole('button', { name: '保存' }).click()
  await desk.waitForURL('**saved=1')
  return new URL(desk.url()).pathname
}

async function send(desk, exam) {
  await desk.goto(`${origin()}${exam}`)
  await desk.locator('#table').setInputFiles({ name: '第一版.csv', mimeType: 'text/csv', buffer: Buffer.from(TABLE) })
  await desk.getByRole('button', { name: '读入并核对' }).first().click()
  await desk.waitForURL('**/admin/import/**')
  await ready(desk)
}

test('a column is declared, and positions that fall short are cancelled', async ({ browser }) => {
  const { page: desk, clean } = await lookable(await asStaff(browser, 'exam'))
  const exam = await makeExam(desk)
  await send(desk, exam)
  await expect(desk.getByText('其中 1 格读出了报考条件')).toBeVisible()
  for (const summary of await desk.locator('summary').all()) await summary.click()
  await expect(desk.getByText('读作：性别：限男性')).toBeVisible()
  await expect(desk.getByRole('region', { name: '各列读懂了多少' }).getByRole('row', { name: '特殊说明' })).toContainText('A 型')
  await look(desk, 'import-unknown')
  await desk.getByLabel('特殊说明：这一栏没有报考条件').check()
  await desk.getByRole('button', { name: '保存声明' }).click()
  await desk.waitForURL('**declared=1')
  await ready(desk)
  await expect(desk.getByText('声明已保存')).toBeVisible()
  await expect(desk.getByLabel('特殊说明：这一栏没有报考条件')).toBeChecked()
  await expect(desk.getByLabel('内部备忘：这一栏没有报考条件')).not.toBeChecked()
  await look(desk, 'import-declared')
  await desk.getByRole('button', { name: '采用这份职位表' }).click()
  await expect(desk.getByText('已采用').first()).toBeVisible()
  await expect(desk.getByText('已声明没有报考条件')).toBeVisible()
  await look(desk, 'import-declared-after')
  const { page } = await lookable(await browser.newContext())
  await page.goto(`${origin()}${exam.replace('/admin/exams', '/exam')}/positions`)
  await page.locator('li.pos h2 a').first().click()
  await expect(page.getByText('组织单位说明：「特殊说明」一栏没有报考条件。').first()).toBeVisible()
  await look(page, 'position-declared')

  await desk.goto(`${origin()}${exam}/posts`)
  await desk.getByRole('link', { name: '达不到开考比例的岗位' }).click()
  await expect(desk.getByText('没有设开考比例')).toBeVisible()
  await look(desk, 'posts-short-none')
  await desk.getByLabel('开考比例（每招 1 人需要几人）').fill('3')
  await desk.getByRole('button', { name: '查看' }).click()
  await expect(desk.getByText('共 4 个岗位达不到 3 : 1')).toBeVisible()
  await ready(desk)
  await desk.getByRole('button', { name: '处理选中的岗位' }).click()
  await expect(desk.getByRole('alert')).toBeFocused()
  await look(desk, 'posts-short-error')
  await desk.getByRole('link', { name: '全选本页' }).click()
  await ready(desk)
  const boxes = desk.getByRole('group', { name: '岗位', exact: true }).getByRole('checkbox')
  await expect(boxes).toHaveCount(4)
  for (const at of [0, 1, 2, 3]) await expect(boxes.nth(at)).toBeChecked()
  await boxes.nth(0).uncheck()
  await boxes.nth(3).uncheck()
  await desk.getByLabel('取消岗位', { exact: true }).check()
  await desk.getByLabel('给考生的说明').fill('报名人数达不到开考比例，取消岗位。')
  await desk.getByLabel('改报截止').fill(inDays(41))
  await look(desk, 'posts-short')
  await desk.getByRole('button', { name: '处理选中的岗位' }).click()
  await desk.waitForURL('**saved=2')
  await expect(desk.getByText('已处理 2 个岗位')).toBeVisible()
  clean()

  // It works without scripts as well.
  const plain = await (await asStaff(browser, 'exam', { javaScriptEnabled: false })).newPage()
  await plain.goto(`${origin()}${exam}/posts/short?ratio=3`)
  await expect(plain.getByText('共 2 个岗位达不到 3 : 1')).toBeVisible()
  await plain.getByRole('button', { name: '处理选中的岗位' }).click()
  await expect(plain.getByText('有 2 处要改')).toBeVisible()
  await plain.getByLabel('竹溪县第4中学').check()
  await plain.getByLabel('停止报名', { exact: true }).check()
  await plain.getByRole('button', { name: '处理选中的岗位' }).click()
  await expect(plain.getByText('已处理 1 个岗位')).toBeVisible()
  await plain.goto(`${origin()}${exam}/posts/short?ratio=3`)
  await expect(plain.getByText('，已停止报名')).toHaveCount(1)
})
