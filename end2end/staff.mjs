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

/** Beijing time as a control of date and time takes it, some days from now. */
const inDays = (days) => new Date(Date.now() + (8 + 24 * days) * 3600_000).toISOString().slice(0, 16)

/** An exam whose applying opens in some days; answers its page at the desk. It ends after the one of all other journeys, and so stands below it. */
export async function makeExam(desk, opens) {
  await desk.goto(`${origin()}/admin/exams/new`)
  await ready(desk)
  const code = `LY-${Date.now() % 100000}`
  await desk.getByLabel('考试名称').fill(`柳堰县公开招考（${code}）`)
  await desk.getByLabel('考试代码').fill(code)
  await desk.getByLabel('考试类别').selectOption({ index: 1 })
  await desk.getByLabel('组织单位').fill('柳堰县人事考试中心')
  await desk.getByLabel('照片规格').selectOption('cpta-1inch-white')
  for (const [label, days] of [['报名开始', opens], ['报名截止', 40], ['审核开始', opens], ['审核截止', 42]]) await desk.getByLabel(label).fill(inDays(days))
  await desk.getByLabel('文件标题').first().fill('报考公告')
  for (const body of await desk.getByLabel('文件正文').all()) await body.fill('## 须知\n\n请如实填报。')
  await desk.getByRole('button', { name: '保存' }).click()
  await desk.waitForURL('**saved=1')
  return new URL(desk.url()).pathname
}

/** Reads a table and lets it count. */
export async function takeTable(desk, exam, name, text) {
  await desk.goto(`${origin()}${exam}`)
  await desk.locator('#table').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await desk.getByRole('button', { name: '读入并核对' }).first().click()
  await desk.waitForURL('**/admin/import/**')
  await ready(desk)
  await desk.getByRole('button', { name: '采用这份职位表' }).click()
  await desk.getByText('已采用').first().waitFor()
}
