// The session ends while a form is being filled in: by way of the log-in back to the form, with everything as typed.
import { expect, test } from '@playwright/test'
import { candidate, fillEducation, logIn, origin, ready, typed, watch } from './steps.mjs'

test('what was typed outlives the session', async ({ page, context }) => {
  const clean = await watch(page)
  const p = await candidate(page)
  await page.goto(`${origin()}/me/education`)
  await ready(page)
  await fillEducation(page)
  await page.getByLabel('院系').fill('公共管理学院（A&B+1）')
  const before = await typed(page)
  expect(before.length).toBeGreaterThan(10)
  await context.clearCookies({ name: '__Host-sid' })
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.waitForURL('**/login?to=**')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('考生登录')
  await logIn(page, p)
  await page.waitForURL('**/me/education?attempt=**')
  await ready(page)
  expect(await typed(page)).toEqual(before)
  await expect(page.getByRole('alert')).toContainText('您已重新登录，刚才的内容还没有提交')
  await expect(page.getByRole('alert')).toBeFocused()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.waitForURL('**/me/education?saved=1')
  expect(await typed(page)).toEqual(before)
  clean()
})
