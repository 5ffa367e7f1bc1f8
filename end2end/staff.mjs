// What the staff do, by the words on the page.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { origin, ready } from './steps.mjs'

const kept = (name) => join(process.env.FOLDER, name)

/** The authenticator's code; one that was used already counts no more, so the next is waited for. */
async function totp(login) {
  const file = kept(`${login}.code`)
  const used = existsSync(file) ? readFileSync(file, 'utf8') : ''
  for (let i = 0; i < 320; i++) {
    const { code } = await (await fetch(`${process.env.SANDBOX}/totp?name=${login}`)).json()
    if (code !== used) {
      writeFileSync(file, code)
      return code
    }
    await new Promise((r) => setTimeout(r, 100))
  }
  throw new Error('the authenticator stands still')
}

export async function staffLogIn(page, login) {
  await page.goto(`${origin()}/admin/login`)
  await ready(page)
  await page.getByLabel('用户名').fill(login)
  await page.getByLabel('密码', { exact: true }).fill('Lantern-2027-demo')
  await page.getByLabel('动态验证码').fill(await totp(login))
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.waitForURL(/\/admin$/)
}

/** A browser of the staff's: logged in once in all journeys, so that no code has to be waited for. */
export async function asStaff(browser, login, options = {}) {
  const file = kept(`${login}.json`)
  if (!existsSync(file)) {
    const first = await browser.newContext({ javaScriptEnabled: true })
    await staffLogIn(await first.newPage(), login)
    await first.storageState({ path: file })
    await first.close()
  }
  return browser.newContext({ ...options, storageState: file })
}

/** The case of the application whose flow page the candidate sees, taken onto the reviewer's desk. */
export async function openCase(page, flow) {
  const id = new URL(flow).pathname.split('/').at(-1)
  await page.goto(`${origin()}/admin/review/${id}`)
  await take(page)
}

/** 领取, unless it is on the own desk already. */
async function take(page) {
  await page.getByRole('heading', { name: '审核决定' }).waitFor()
  await ready(page)
  const button = page.getByRole('button', { name: '领取并审核' })
  if (await button.count()) await button.click()
  await page.getByRole('button', { name: '不通过' }).waitFor()
  await ready(page)
}

export async function refuse(page, words) {
  const url = page.url()
  await page.getByLabel('专业不符合岗位要求').check()
  await page.getByLabel('给考生的话').fill(words)
  await page.getByRole('button', { name: '不通过' }).click()
  await page.waitForURL((u) => u.href !== url)
}

export async function approve(page, url) {
  await page.goto(url)
  await take(page)
  await page.getByRole('button', { name: '通过', exact: true }).click()
  await page.waitForURL((u) => u.href !== url)
}
