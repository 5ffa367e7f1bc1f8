// Who decides: rules approve what passes with its confirmation; where people decide everybody, the verdict is advice.
import { expect, test } from '@playwright/test'
import { asStaff, makeExam, takeTable } from './staff.mjs'
import { candidate, confirm, origin, ready, saveForm, uploadPhoto } from './steps.mjs'
import { look, lookable } from './look.mjs'

// The first row is the demonstration reviewer's unit.
const TABLE = `职位代码,单位代码,招录单位,职位名称,招录人数,学历,学位,专业,备注
1,1011001,柳堰县档案馆,档案管理,1,本科及以上,学士,不限,
2,1011002,柳堰县气象局,预报员,1,硕士研究生,硕士,大气科学,
`

/** Chooses who decides, rehearses and publishes it. */
async function decides(desk, exam, mode, name) {
  await desk.goto(`${origin()}${exam}/rules`)
  await ready(desk)
  await desk.getByLabel(mode).check()
  await desk.getByRole('button', { name: '预演' }).click()
  await expect(desk.getByRole('heading', { name: '预演结果' })).toBeVisible()
  await look(desk, name)
  await ready(desk)
  await desk.getByRole('button', { name: '发布这份规则' }).click()
  await expect(desk.getByText(/已发布第 \d+ 版规则/)).toBeVisible()
}

test('rules decide, then people do', async ({ browser }) => {
  const { page: desk, clean: cleanDesk } = await lookable(await asStaff(browser, 'exam'))
  const exam = await makeExam(desk, -1)
  await takeTable(desk, exam, '第一版.csv', TABLE)
  await decides(desk, exam, '自动审核为准，判断不了的由人审核', 'rules-auto')

  const { page, clean } = await lookable(await browser.newContext())
  await candidate(page)
  const shown = exam.replace('/admin/exams', '/exam')
  await page.goto(`${origin()}${shown}`)
  await expect(page.getByText('自动审核为准')).toBeVisible()
  await look(page, 'exam-auto')
  await page.getByRole('link', { name: '立即报名' }).click()
  await expect(page.getByText('还没有照片')).toBeVisible()
  await look(page, 'begin-without-photo')
  await page.getByRole('link', { name: '上传照片' }).click()
  await page.waitForURL('**/me/photo?exam=**')
  await uploadPhoto(page, '#ffffff', new URL(page.url()).search)
  await page.getByRole('link', { name: '报考文件和承诺书' }).click()
  await page.waitForURL('**/me/begin/**')
  await ready(page)
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: '接受，开始报名' }).click()
  await page.waitForURL('**/me/application/**')
  const flow = page.url()
  await saveForm(page)
  await page.goto(`${flow}/position`)
  await ready(page)
  await page.getByRole('link', { name: '档案管理', exact: true }).click()
  await page.waitForURL('**/position/**')
  await ready(page)
  await expect(page.getByText('系统自动审核通过')).toBeVisible()
  await look(page, 'position-auto')
  await page.getByRole('button', { name: '选择这个岗位' }).click()
  await page.waitForURL(flow)
  await look(page, 'flow-auto')
  await confirm(page, flow)
  await expect(page.getByText('系统已按公布的条件自动审核通过')).toBeVisible()
  await look(page, 'flow-passed')
  await page.goto(`${flow}/status`)
  await look(page, 'status-passed')

  const { page: reviewer, clean: cleanReviewer } = await lookable(await asStaff(browser, 'review'))
  await reviewer.goto(`${origin()}/admin/review?stage=passed`)
  await expect(reviewer.locator('li.pos')).toHaveCount(1)
  await look(reviewer, 'queue-passed')
  await reviewer.locator('li.pos').getByRole('heading').getByRole('link').click()
  await expect(reviewer.getByText('没有人审核过')).toBeVisible()
  await look(reviewer, 'case-passed')
  await reviewer.getByRole('link', { name: '撤销审核' }).click()
  await reviewer.waitForURL('**/undo')
  await ready(reviewer)
  await reviewer.getByLabel('撤销理由').fill('抽查发现学位证书编号与学信网不一致')
  await reviewer.getByRole('button', { name: '撤销审核' }).click()
  await reviewer.waitForURL(/review\/[^/]+$/)
  await look(reviewer, 'case-taken-back')
  await page.goto(flow)
  await look(page, 'flow-taken-back')

  await decides(desk, exam, '全部由人审核，系统比对只供参考', 'rules-people')
  await page.goto(`${origin()}${shown}/eligible`)
  await ready(page)
  await page.getByRole('button', { name: '用我的填报信息' }).click()
  await expect(page.getByText('系统认为不符合（由人决定）').first()).toBeVisible()
  await look(page, 'eligible-people')
  for (const done of [clean, cleanDesk, cleanReviewer]) done()
})
