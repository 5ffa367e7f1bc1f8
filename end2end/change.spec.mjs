// An exam is made, its table taken over twice, its rules rehearsed and published; who starred its positions is told what changed.
import { expect, test } from '@playwright/test'
import { asStaff } from './staff.mjs'
import { candidate, origin, ready } from './steps.mjs'
import { look, lookable } from './look.mjs'

const HEAD = '职位代码,招录单位,职位名称,招录人数,学历,学位,专业,备注\n'
const BEFORE = `${HEAD}1,柳堰县档案馆,档案管理,1,本科,学士,不限,\n2,柳堰县气象局,预报员,2,本科及以上,学士,不限,\n`
const AFTER = `${HEAD}1,柳堰县档案馆,档案管理,1,本科及以上,学士,档案学（120502）,限应届\n3,柳堰县水利局,工程师,1,本科及以上,学士,不限,\n`

/** Beijing time as a control of date and time takes it, some days from now: this exam must not come before the one of all other journeys. */
const inDays = (days) => new Date(Date.now() + (8 + 24 * days) * 3600_000).toISOString().slice(0, 16)

async function take(desk, exam, name, text) {
  await desk.goto(`${origin()}${exam}`)
  await desk.locator('#table').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await desk.getByRole('button', { name: '读入并核对' }).first().click()
  await desk.waitForURL('**/admin/import/**')
  await ready(desk)
  await desk.getByRole('button', { name: '采用这份职位表' }).click()
  await expect(desk.getByText('已采用').first()).toBeVisible()
}

test('who starred a position is told what a new table says of it', async ({ browser }) => {
  const desk = await (await asStaff(browser, 'exam')).newPage()
  await desk.goto(`${origin()}/admin/exams/new`)
  await ready(desk)
  const code = `LY-${Date.now() % 100000}`
  await desk.getByLabel('考试名称').fill(`柳堰县公开招考（${code}）`)
  await desk.getByLabel('考试代码').fill(code)
  await desk.getByLabel('考试类别').selectOption({ index: 1 })
  await desk.getByLabel('组织单位').fill('柳堰县人事考试中心')
  await desk.getByLabel('照片规格').selectOption({ index: 1 })
  for (const [label, days] of [['报名开始', 30], ['报名截止', 40], ['审核开始', 30], ['审核截止', 42]]) await desk.getByLabel(label).fill(inDays(days))
  await desk.getByLabel('文件标题').first().fill('报考公告')
  for (const body of await desk.getByLabel('文件正文').all()) await body.fill('## 须知\n\n请如实填报。')
  await desk.getByRole('button', { name: '保存' }).click()
  await desk.waitForURL('**saved=1')
  const exam = new URL(desk.url()).pathname
  await take(desk, exam, '第一版.csv', BEFORE)

  const { page, clean } = await lookable(await browser.newContext())
  await candidate(page)
  await page.goto(`${origin()}${exam.replace('/admin/exams', '/exam')}/positions`)
  await ready(page)
  const stars = page.locator('button.star')
  for (const at of [0, 1]) {
    await stars.nth(at).click()
    await expect(stars.nth(at)).toHaveAttribute('aria-pressed', 'true')
  }
  await take(desk, exam, '第二版.csv', AFTER)

  await expect(async () => {
    await page.goto(`${origin()}/me/messages`)
    await expect(page.locator('li.pos')).toHaveCount(2, { timeout: 1000 })
  }).toPass()
  await expect(page.getByText('职位表有变更，改了 3 处')).toBeVisible()
  await expect(page.getByText('已移出职位表')).toBeVisible()
  await look(page, 'messages-changed')
  await page.getByRole('link', { name: '档案管理' }).click()
  await expect(page.getByText('所在表：第二版')).toBeVisible()
  await expect(page.getByRole('deletion').first()).toHaveText('本科')
  await expect(page.getByRole('insertion').first()).toHaveText('本科及以上')
  await look(page, 'position-changed')
  await page.goto(`${origin()}/me/favourites`)
  await expect(page.getByText('收藏以后的变更')).toHaveCount(2)
  await look(page, 'favourites-changed')
  clean()

  await desk.goto(`${origin()}${exam}/rules`)
  await ready(desk)
  await desk.getByLabel('最高年龄（周岁）').fill('38')
  await desk.getByRole('button', { name: '预演' }).click()
  await expect(desk.getByRole('heading', { name: '预演结果' })).toBeVisible()
  await ready(desk)
  await desk.getByRole('button', { name: '发布这份规则' }).click()
  await expect(desk.getByText('已发布第 2 版规则')).toBeVisible()
  await expect(desk.getByLabel('最高年龄（周岁）')).toHaveValue('38')
})
