// Who decides: rules approve what passes with its confirmation; where people decide everybody, the verdict is advice.
import { expect, test } from '@playwright/test'
import { asStaff, makeExam, takeTable } from './staff.mjs'
import { candidate, confirm, origin, ready, saveForm, uploadPhoto } from './steps.mjs'
import { look, lookable } from './look.mjs'

const TABLE = `职位代码,招录单位,职位名称,招录人数,学历,学位,专业,备注
1,柳堰县档案馆,档案管理,1,本科及以上,学士,不限,
2,柳堰县气象局,预报员,1,硕士研究生,硕士,大气科学,
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
  await uploadPhoto(page, '#ffffff', `?exam=${exam.split('/').at(-1)}`)
  await page.goto(`${origin()}${exam.replace('/admin/exams', '/me/begin')}`)
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

  await decides(desk, exam, '全部由人审核，系统比对只供参考', 'rules-people')
  await page.goto(`${origin()}${shown}/eligible`)
  await ready(page)
  await page.getByRole('button', { name: '用我的填报信息' }).click()
  await expect(page.getByText('系统认为不符合（由人决定）').first()).toBeVisible()
  await look(page, 'eligible-people')
  for (const done of [clean, cleanDesk]) done()
})
