// 诚信库: one administrator enters a record, another puts it in force; whoever it is about is told, may choose nothing, and states their case.
import { expect, test } from '@playwright/test'
import { asStaff, openCase } from './staff.mjs'
import { applicant, confirm, origin, person, ready } from './steps.mjs'
import { look, lookable } from './look.mjs'

const NOBODY = '/00000000-0000-0000-0000-000000000000'

/** Presses `button` and waits for what is wrong. */
async function wrong(page, button) {
  await ready(page)
  await page.getByRole('button', { name: button, exact: true }).click()
  await expect(page.getByRole('alert')).toBeFocused()
}

async function enter(page, number, decision) {
  await page.goto(`${origin()}/admin/integrity/new`)
  await ready(page)
  await page.getByLabel('姓名', { exact: true }).fill('张晓岚')
  await page.getByLabel('证件类型').selectOption('01')
  await page.getByLabel('证件号码', { exact: true }).fill(number)
  await page.getByLabel('违反的规定').fill('公务员录用违规违纪行为处理办法第九条')
  await page.getByLabel('决定文号').fill(decision)
  await page.getByLabel('决定机关').fill('云湖市公务员局')
  await page.getByLabel('限制报考开始日').fill('2026-01-02')
  await page.getByLabel('终身限制报考').check()
  await page.getByLabel('事实和证据').fill('笔试中使用通讯设备，监考记录第 3 页')
  await page.getByRole('button', { name: '录入，等待核对' }).click()
  await page.waitForURL('**?saved=1')
  return page.url().replace('?saved=1', '')
}

test('who is in the register chooses no position, and states their case', async ({ browser }) => {
  const { page, clean } = await lookable(await browser.newContext())
  const p = await applicant(page)
  const { flow } = p
  await page.goto(`${origin()}/me/integrity`)
  await look(page, 'own-records-none')

  const { page: one, clean: cleanOne } = await lookable(await asStaff(browser, 'exam'))
  const { page: two, clean: cleanTwo } = await lookable(await asStaff(browser, 'exam2'))
  await one.goto(`${origin()}/admin/integrity?state=refused`)
  await look(one, 'integrity-none')
  await one.goto(`${origin()}/admin/integrity${NOBODY}`)
  await look(one, 'integrity-record-missing')
  await one.goto(`${origin()}/admin/integrity/new`)
  await look(one, 'integrity-new')
  await wrong(one, '录入，等待核对')
  await look(one, 'integrity-new-error')
  const record = await enter(one, p.number, `云人社〔2026〕${person().phone.slice(-6)}号`)
  await look(one, 'integrity-record-own')
  await expect(one.getByText('要由另一位考务管理员核对')).toBeVisible()

  await two.goto(`${origin()}/admin/integrity`)
  await look(two, 'integrity')
  await two.getByLabel('证件号码', { exact: true }).fill(p.number.toLowerCase())
  await ready(two)
  await two.getByRole('button', { name: '查找', exact: true }).click()
  await two.waitForURL('**?person=**')
  expect(two.url()).not.toContain(p.number)
  await expect(two.locator('li.pos')).toHaveCount(1)
  await two.goto(record)
  await look(two, 'integrity-record')
  await wrong(two, '退回')
  await look(two, 'integrity-record-error')
  await two.getByRole('button', { name: '核对一致，生效' }).click()
  await expect(two.getByRole('heading', { name: '解除记录' })).toBeVisible()

  await page.goto(`${origin()}/me`)
  await expect(page.getByText('诚信库有您的限制报考记录')).toBeVisible()
  await look(page, 'me-banned')
  await page.goto(flow)
  await expect(page.getByText('诚信库有您的限制报考记录')).toBeVisible()
  await look(page, 'flow-banned')
  await page.getByRole('link', { name: '查看记录，陈述申辩' }).first().click()
  await page.waitForURL('**/me/integrity')
  await look(page, 'own-records')
  await wrong(page, '提交陈述申辩')
  await look(page, 'own-records-error')
  await page.getByLabel('陈述申辩').fill('通讯设备不是我的，监控可以证明。')
  await page.getByRole('button', { name: '提交陈述申辩' }).click()
  await expect(page.getByText('已提交，还没有答复')).toBeVisible()
  await look(page, 'own-records-stated')

  await one.goto(record)
  await look(one, 'integrity-record-asks')
  await ready(one)
  await one.getByLabel('答复').fill('经复核，申辩成立。')
  await one.getByRole('button', { name: '答复', exact: true }).click()
  await expect(one.getByText('经复核，申辩成立。')).toBeVisible()
  await ready(one)
  await one.getByLabel('解除的理由').fill('原决定已经撤销')
  await one.getByRole('button', { name: '解除', exact: true }).click()
  await expect(one.getByText('已解除')).toBeVisible()
  await look(one, 'integrity-record-lifted')
  await page.goto(`${origin()}/me/messages`)
  await expect(page.getByText('关于您的诚信记录已解除')).toBeVisible()
  await page.goto(flow)
  await expect(page.getByText('诚信库有您的限制报考记录')).toHaveCount(0)
  for (const done of [clean, cleanOne, cleanTwo]) done()
})

test('a record that comes after the confirmation is told to the reviewer', async ({ browser }) => {
  const { page, clean } = await lookable(await browser.newContext())
  const { number, flow } = await applicant(page)
  await page.goto(flow)
  await confirm(page, flow)
  const one = await (await asStaff(browser, 'exam')).newPage()
  const record = await enter(one, number, `云人社〔2026〕${person().phone.slice(-6)}号`)
  const two = await (await asStaff(browser, 'exam2')).newPage()
  await two.goto(record)
  await ready(two)
  await two.getByRole('button', { name: '核对一致，生效' }).click()
  await expect(two.getByRole('heading', { name: '解除记录' })).toBeVisible()

  const { page: reviewer, clean: cleanReviewer } = await lookable(await asStaff(browser, 'review'))
  await openCase(reviewer, flow)
  await expect(reviewer.getByText('诚信库有这名考生的限制报考记录')).toBeVisible()
  await look(reviewer, 'case-banned')
  await page.goto(`${origin()}/me`)
  await expect(page.getByText('诚信库有您的限制报考记录')).toBeVisible()
  await look(page, 'me-waiting-banned')
  for (const done of [clean, cleanReviewer]) done()
})
