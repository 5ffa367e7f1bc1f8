// 忘记密码: the number comes back masked, the new password opens, the old one does not; an unknown account gets the same words.
import { expect, test } from '@playwright/test'
import { askToRecover, candidate, logIn, origin, person, proveRecovery, ready, watch } from './steps.mjs'

async function ask(page, p, seen) {
  await page.goto(`${origin()}/login`)
  await page.getByRole('link', { name: '忘记密码' }).click()
  await page.waitForURL('**/recover')
  await ready(page)
  await askToRecover(page, p)
  // What differs by itself: the phone, the seconds to the next code, and how far the message is.
  const main = await page.locator('main').innerText()
  const words = main.replace(/\d{3}\*+\d+/, 'PHONE').replace(/\d+ 秒/, 'S 秒').replace(/发送状态\s.*/, '')
  await proveRecovery(page, p, seen)
  return words
}

test('a forgotten password is replaced, an unknown number is led to registration', async ({ page, browser }) => {
  const clean = await watch(page)
  const p = await candidate(page)
  await page.getByRole('button', { name: '安全退出' }).click()
  await page.waitForURL(`${origin()}/`)
  const known = await ask(page, p, 1)
  const masked = `${p.number.slice(0, 4)}${'*'.repeat(12)}${p.number.slice(-2)}`
  await expect(page.getByText(masked)).toBeVisible()
  await ready(page)
  const fresh = { ...p, password: 'Copper-meadow-lantern' }
  await page.getByLabel('密码', { exact: true }).fill(fresh.password)
  await page.getByLabel('再次输入密码', { exact: true }).fill(fresh.password)
  await page.getByRole('button', { name: '保存新密码' }).click()
  await page.waitForURL('**/recover/done')
  await expect(page.getByText(masked)).toBeVisible()
  expect(await page.content()).not.toContain(p.number)
  await page.getByRole('link', { name: '登录' }).last().click()
  await page.waitForURL('**/login')
  await logIn(page, fresh)

  const other = await (await browser.newContext()).newPage()
  await other.goto(`${origin()}/login`)
  await ready(other)
  await other.getByLabel('证件号码或手机号').fill(p.phone)
  await other.getByLabel('密码', { exact: true }).fill(p.password)
  await other.getByRole('button', { name: '登录', exact: true }).click()
  await expect(other.getByRole('alert')).toContainText('账号或密码不正确')

  expect(await ask(other, person(), 0)).toBe(known)
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('没有找到同时使用这个证件号码和手机号的账号')
  await other.getByRole('link', { name: '用户注册' }).click()
  await other.waitForURL('**/register')
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('用户注册')
  clean()
})
