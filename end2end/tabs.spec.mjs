// Two tabs, a request sent again, and the way back: one effect each, and whoever comes second is told in words.
import { expect, test } from '@playwright/test'
import { applicant, candidate, events, fillEducation, origin, ready, typed } from './steps.mjs'

const CONFLICT = '这里的内容刚在别处改过，请核对现在的内容再操作'
const CONFIRMED = '确认了报名信息'

test('the tab that saves later is told, loses nothing and may then save', async ({ page, context }) => {
  await candidate(page)
  const later = await context.newPage()
  for (const tab of [page, later]) {
    await tab.goto(`${origin()}/me/education`)
    await ready(tab)
    await fillEducation(tab)
  }
  await later.getByLabel('毕业院校').fill('南湖学院')
  const before = await typed(later)
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.waitForURL('**/me/education?saved=1')
  await later.getByRole('button', { name: '保存', exact: true }).click()
  await expect(later.getByRole('alert')).toContainText(CONFLICT)
  await expect(later.getByRole('alert')).toBeFocused()
  expect(await typed(later)).toEqual(before)
  await page.reload()
  await expect(page.getByLabel('毕业院校')).toHaveValue('云湖大学')
  await ready(later)
  await later.getByRole('button', { name: '保存', exact: true }).click()
  await later.waitForURL('**/me/education?saved=1')
  await expect(later.getByLabel('毕业院校')).toHaveValue('南湖学院')
})

test('confirming once more, by a repeated request or by the way back, is one confirmation', async ({ page }) => {
  const { flow } = await applicant(page)
  await page.getByRole('link', { name: '核对并确认' }).click()
  await page.waitForURL('**/confirm**')
  await ready(page)
  await page.getByRole('checkbox').check()
  const [answer] = await Promise.all([
    page.waitForResponse('**/api/me/application/confirm'),
    page.getByRole('button', { name: /确认报名信息/ }).click(),
  ])
  const sent = answer.request()
  await page.waitForURL(flow)
  expect(answer.status()).toBe(200)

  await page.goBack()
  await page.waitForURL('**/confirm**')
  await expect(page.getByText('报名信息已确认，不能再修改')).toBeVisible()
  await expect(page.getByRole('button', { name: /确认报名信息/ })).toHaveCount(0)
  expect(await events(page, flow, CONFIRMED)).toBe(1)

  const headers = { ...(await sent.allHeaders()), origin: origin() }
  const again = await page.request.post(sent.url(), { headers, data: sent.postData() })
  expect([again.status(), await again.json()]).toEqual([200, { next: new URL(flow).pathname }])
  expect(await events(page, flow, CONFIRMED)).toBe(1)
})
