// An exam is made, its table taken over twice, its rules rehearsed and published; who starred its positions is told what changed.
import { expect, test } from '@playwright/test'
import { asStaff, makeExam, takeTable } from './staff.mjs'
import { candidate, origin, ready } from './steps.mjs'
import { look, lookable } from './look.mjs'

const HEAD = '职位代码,招录单位,职位名称,招录人数,学历,学位,专业,备注\n'
const BEFORE = `${HEAD}1,柳堰县档案馆,档案管理,1,本科,学士,不限,\n2,柳堰县气象局,预报员,2,本科及以上,学士,不限,\n`
const AFTER = `${HEAD}1,柳堰县档案馆,档案管理,1,本科及以上,学士,档案学（120502）,限应届\n3,柳堰县水利局,工程师,1,本科及以上,学士,不限,\n`

test('who starred a position is told what a new table says of it', async ({ browser }) => {
  const desk = await (await asStaff(browser, 'exam')).newPage()
  const exam = await makeExam(desk, 30)
  await takeTable(desk, exam, '第一版.csv', BEFORE)

  const { page, clean } = await lookable(await browser.newContext())
  await candidate(page)
  await page.goto(`${origin()}${exam.replace('/admin/exams', '/exam')}/positions`)
  await ready(page)
  const stars = page.locator('button.star')
  for (const at of [0, 1]) {
    await stars.nth(at).click()
    await expect(stars.nth(at)).toHaveAttribute('aria-pressed', 'true')
  }
  await takeTable(desk, exam, '第二版.csv', AFTER)

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
