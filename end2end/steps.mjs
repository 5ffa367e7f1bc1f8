// What a candidate and a reviewer do, by the words on the page.
import { expect } from '@playwright/test'

export const origin = () => process.env.ORIGIN

let count = 0
/** An invented person with a right check digit; another one at each call. */
export function person() {
  const n = ++count + Math.floor(Math.random() * 90) * 10
  const digits = `420106${1990 + (n % 10)}0${1 + (n % 9)}1${n % 10}${String(n % 1000).padStart(3, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = [...digits].reduce((s, d, i) => s + Number(d) * weights[i], 0)
  return { name: '张晓岚', number: digits + '10X98765432'[sum % 11], phone: `137${String(Date.now()).slice(-6)}${String(count).padStart(2, '0')}`, password: 'quiet-harbour-7000' }
}

/** Fails on console errors and warnings and on policy reports; call at the start of a journey with scripts. */
export function watch(page) {
  const seen = []
  page.on('console', (m) => ['error', 'warning'].includes(m.type()) && seen.push(m.text()))
  page.on('pageerror', (e) => seen.push(String(e)))
  return () => expect(seen.filter((t) => !/status of (401|403|404|409|422|429)|was preloaded using link preload/.test(t))).toEqual([])
}

export async function smsCode(phone) {
  for (let i = 0; i < 60; i++) {
    const list = await (await fetch(`${process.env.SANDBOX}/outbox?phone=${phone}`)).json()
    if (list.length) return list.at(-1).code
    await new Promise((r) => setTimeout(r, 100))
  }
  throw new Error('no code came')
}

export async function ready(page) {
  // The frame's handlers are attached once a form says so; pages without a form need nothing.
  await page.waitForLoadState('networkidle')
}

export async function register(page, p) {
  await page.goto(`${origin()}/register`)
  await ready(page)
  await page.getByLabel('姓名', { exact: true }).fill(p.name)
  await page.getByLabel('证件号码', { exact: true }).fill(p.number.toLowerCase())
  await page.getByLabel('手机号', { exact: true }).fill(p.phone)
  await page.getByLabel('密码', { exact: true }).fill(p.password)
  await page.getByLabel('再次输入密码', { exact: true }).fill(p.password)
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: '注册，获取短信验证码' }).click()
  await page.waitForURL('**/register/code**')
  await ready(page)
  await page.getByLabel('短信验证码').fill(await smsCode(p.phone))
  await page.getByRole('button', { name: '验证手机号' }).click()
  await page.waitForURL('**/register/confirm**')
  await ready(page)
  await page.getByLabel('再次填写姓名').fill(p.name)
  await page.getByLabel('再次填写证件号码').fill(p.number)
  await page.getByRole('button', { name: '确定，完成注册' }).click()
  await page.waitForURL('**/login**')
}

export async function logIn(page, p, login = p.number) {
  if (!new URL(page.url()).pathname.startsWith('/login')) await page.goto(`${origin()}/login`)
  await ready(page)
  await page.getByLabel('证件号码或手机号').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(p.password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.waitForURL('**/me**')
}

/** A portrait on white, drawn and encoded by the browser itself. */
export async function portrait(page, ground = '#ffffff') {
  const other = await page.context().browser().newPage()
  const data = await other.evaluate((ground) => {
    const canvas = document.createElement('canvas')
    canvas.width = 600
    canvas.height = 840
    const c = canvas.getContext('2d')
    c.fillStyle = ground
    c.fillRect(0, 0, 600, 840)
    c.fillStyle = '#2f4656'
    c.beginPath(); c.ellipse(300, 840, 270, 230, 0, 0, 7); c.fill()
    c.fillStyle = '#e8bd9e'
    c.beginPath(); c.ellipse(300, 380, 120, 170, 0, 0, 7); c.fill()
    c.fillStyle = '#2b2623'
    c.beginPath(); c.ellipse(300, 260, 130, 90, 0, 0, 7); c.fill()
    return canvas.toDataURL('image/jpeg', 0.92).split(',')[1]
  }, ground)
  await other.close()
  return { name: 'me.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(data, 'base64') }
}

export async function fillEducation(page) {
  const row = page.getByRole('region', { name: '第 1 段' })
  await row.getByLabel('学历', { exact: true }).selectOption('21')
  await row.getByLabel('学位', { exact: true }).selectOption('412')
  await row.getByLabel('毕业院校').fill('云湖大学')
  await row.getByLabel('学习形式').selectOption({ index: 1 })
  await row.getByLabel('专业', { exact: true }).fill('行政管理')
  const months = { 入学时间: ['2019', '9'], 毕业时间: ['2023', '6'] }
  for (const [name, [year, month]] of Object.entries(months)) {
    const group = row.getByRole('group', { name })
    await group.getByLabel('年').fill(year)
    await group.getByLabel('月').fill(month)
  }
  await row.getByLabel('学历证书编号').fill('104881202305001234')
  await page.getByRole('radio', { name: '否' }).check()
}

export async function staffLogIn(page, login) {
  await page.goto(`${origin()}/admin/login`)
  await ready(page)
  await page.getByLabel('用户名').fill(login)
  await page.getByLabel('密码', { exact: true }).fill('Lantern-2027-demo')
  const { code } = await (await fetch(`${process.env.SANDBOX}/totp?name=${login}`)).json()
  await page.getByLabel('动态验证码').fill(code)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.waitForURL(/\/admin$/)
}
