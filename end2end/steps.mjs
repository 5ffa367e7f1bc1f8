// What a candidate does, by the words on the page.
import { expect } from '@playwright/test'

export const origin = () => process.env.ORIGIN

let last = 0

/** An invented person with a right check digit, another one at each call: made of the time, so that a second try makes new ones. */
export function person() {
  last = Math.max(last + 1, Math.floor(Date.now() / 100))
  const day = Math.floor(last / 1000)
  const two = (n) => String(n).padStart(2, '0')
  const birth = `${1990 + (day % 10)}${two(1 + (Math.floor(day / 10) % 12))}${two(10 + (Math.floor(day / 120) % 18))}`
  const digits = `420106${birth}${String(last % 1000).padStart(3, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = [...digits].reduce((s, d, i) => s + Number(d) * weights[i], 0)
  return { name: '张晓岚', number: digits + '10X98765432'[sum % 11], phone: `137${String(last).slice(-8)}`, password: 'Quiet-harbour-lantern' }
}

/** Fails on console errors and warnings and on policy reports; call at the start of a journey with scripts. */
export async function watch(page) {
  const seen = []
  await page.addInitScript(() =>
    addEventListener('securitypolicyviolation', (e) => console.error(`policy: ${e.effectiveDirective} ${e.blockedURI}`)),
  )
  page.on('console', (m) => ['error', 'warning'].includes(m.type()) && seen.push(m.text()))
  page.on('pageerror', (e) => seen.push(String(e)))
  return () => expect(seen.filter((t) => !/status of (401|403|404|409|422|429)|was preloaded using link preload/.test(t))).toEqual([])
}

/** The code of the message to `phone` that follows `seen` earlier ones. */
export async function smsCode(phone, seen = 0) {
  for (let i = 0; i < 60; i++) {
    const list = await (await fetch(`${process.env.SANDBOX}/outbox?phone=${phone}`)).json()
    if (list.length > seen) return list[seen].code
    await new Promise((r) => setTimeout(r, 100))
  }
  throw new Error('no code came')
}

export async function ready(page) {
  // The frame's handlers are attached once a form says so; pages without a form need nothing.
  await page.waitForLoadState('networkidle')
}

/** Registration up to the page that asks for the code. */
export async function askToRegister(page, p) {
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
}

/** The code of the message that follows `seen` earlier ones. */
export async function proveRegistration(page, p, seen = 0) {
  await page.getByLabel('短信验证码').fill(await smsCode(p.phone, seen))
  await page.getByRole('button', { name: '验证手机号' }).click()
  await page.waitForURL('**/register/confirm**')
  await ready(page)
}

export async function confirmRegistration(page, p) {
  await page.getByLabel('再次填写姓名').fill(p.name)
  await page.getByLabel('再次填写证件号码').fill(p.number)
  await page.getByRole('button', { name: '确定，完成注册' }).click()
  await page.waitForURL('**/login**')
}

export async function register(page, p) {
  await askToRegister(page, p)
  await proveRegistration(page, p)
  await confirmRegistration(page, p)
}

/** 忘记密码 up to the page that asks for the code. */
export async function askToRecover(page, p) {
  await page.getByLabel('证件号码', { exact: true }).fill(p.number)
  await page.getByLabel('手机号', { exact: true }).fill(p.phone)
  await page.getByRole('button', { name: '获取短信验证码' }).click()
  await page.waitForURL('**/recover/code')
  await ready(page)
}

export async function proveRecovery(page, p, seen) {
  await page.getByLabel('短信验证码').fill(await smsCode(p.phone, seen))
  await page.getByRole('button', { name: '验证手机号' }).click()
  await page.waitForURL('**/recover/password')
  await ready(page)
}

export async function logIn(page, p, login = p.number) {
  if (!new URL(page.url()).pathname.startsWith('/login')) await page.goto(`${origin()}/login`)
  await ready(page)
  await page.getByLabel('证件号码或手机号').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(p.password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.waitForURL('**/me**')
}

const portraits = new Map()

/** A portrait on `ground`, drawn and encoded by the browser itself. */
export async function portrait(page, ground = '#ffffff') {
  if (!portraits.has(ground)) {
    const other = await page.context().browser().newPage({ javaScriptEnabled: true })
    portraits.set(ground, await other.evaluate(drawn, ground))
    await other.close()
  }
  return { name: 'me.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(portraits.get(ground), 'base64') }
}

/** Runs in the page: head and shoulders with all that a face has, so that the engine finds one. Lengths in eye distances. */
function drawn(ground) {
  const canvas = document.createElement('canvas')
  canvas.width = 600
  canvas.height = 840
  const c = canvas.getContext('2d')
  c.fillStyle = ground
  c.fillRect(0, 0, 600, 840)
  c.translate(300, 330)
  c.scale(142, 142)
  const oval = (colour, x, y, rx, ry, from = 0, to = 7) => {
    c.fillStyle = colour
    c.beginPath()
    c.ellipse(x, y, rx, ry, 0, from, to)
    c.fill()
  }
  const shade = (x, y, r, inner, outer) => {
    const g = c.createRadialGradient(x, y, 0, x, y, r)
    g.addColorStop(0, inner)
    g.addColorStop(1, outer)
    return g
  }
  oval('#2b2623', 0, -0.2, 1.3, 1.6)
  c.fillStyle = '#c39a7c'
  c.fillRect(-0.62, 1, 1.24, 2)
  oval('#2f4656', 0, 4.75, 2.95, 2.3)
  for (const side of [-1, 1]) oval('#c9a083', side * 1.14, 0.18, 0.13, 0.3)
  oval(shade(0, 0.3, 1.9, '#efc6a6', '#c0967a'), 0, 0.22, 1.1, 1.62)
  oval('#2b2623', 0, -0.2, 1.24, 1.55, Math.PI * 1.22, Math.PI * 1.78)
  for (const side of [-1, 1]) {
    oval(shade(side * 0.5, -0.1, 0.42, 'rgba(120,80,60,.35)', 'rgba(120,80,60,0)'), side * 0.5, -0.1, 0.42, 0.3)
    c.strokeStyle = '#33291f'
    c.lineWidth = 0.11
    c.beginPath()
    c.moveTo(side * 0.17, -0.36)
    c.quadraticCurveTo(side * 0.52, -0.56, side * 0.86, -0.36)
    c.stroke()
    oval('#e9e3de', side * 0.5, 0, 0.235, 0.1)
    oval('#3e2a1e', side * 0.5, 0, 0.105, 0.1)
    oval('#0c0a0a', side * 0.5, 0, 0.05, 0.05)
    oval('#ffffff', side * 0.5 - 0.04, -0.04, 0.018, 0.018)
    c.strokeStyle = '#3a2a22'
    c.lineWidth = 0.04
    c.beginPath()
    c.ellipse(side * 0.5, 0.01, 0.24, 0.12, 0, Math.PI, 2 * Math.PI)
    c.stroke()
    oval('#6b4a3a', side * 0.135, 0.815, 0.065, 0.032)
    oval(shade(side * 0.2, 0.45, 0.3, 'rgba(120,80,60,.25)', 'rgba(120,80,60,0)'), side * 0.2, 0.45, 0.13, 0.5)
  }
  oval('#a86a62', 0, 1.2, 0.43, 0.12)
  oval('#5b352f', 0, 1.19, 0.42, 0.02)
  return canvas.toDataURL('image/jpeg', 0.92).split(',')[1]
}

/** 上传照片, with scripts. Another ground makes another file; `query` names an exam, by whose profile it is judged. */
export async function uploadPhoto(page, ground = '#ffffff', query = '') {
  await page.goto(`${origin()}/me/photo${query}`)
  await ready(page)
  await page.getByLabel('选择照片').setInputFiles(await portrait(page, ground))
  await page.getByRole('button', { name: '使用这张照片' }).click()
  await expect(page.getByText('照片检测通过，已保存。')).toBeVisible()
}

/** From the exam list to the flow page, whose address it answers. */
export async function begin(page) {
  await page.goto(origin())
  await page.getByRole('link', { name: '立即报名' }).first().click()
  await page.waitForURL('**/me/begin/**')
  await ready(page)
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: '接受，开始报名' }).click()
  await page.waitForURL('**/me/application/**')
  return page.url()
}

/** A calendar month within `scope`: two inputs of one group. */
async function fillMonth(scope, name, [year, month]) {
  const group = scope.getByRole('group', { name })
  await group.getByLabel('年').fill(year)
  await group.getByLabel('月').fill(month)
}

export async function fillEducation(page) {
  const row = page.getByRole('region', { name: '第 1 段' })
  await row.getByLabel('学历', { exact: true }).selectOption('21')
  await row.getByLabel('学位', { exact: true }).selectOption('412')
  await row.getByLabel('毕业院校').fill('云湖大学')
  await row.getByLabel('学习形式').selectOption({ index: 1 })
  await row.getByLabel('专业', { exact: true }).fill('行政管理')
  await fillMonth(row, '入学时间', ['2019', '9'])
  await fillMonth(row, '毕业时间', ['2023', '6'])
  await row.getByLabel('学历证书编号').fill('104881202305001234')
  await page.getByRole('radio', { name: '否' }).check()
}

export async function fillBasic(page) {
  const choices = { 民族: '01', 婚姻状况: '10', 政治面貌: '13', 健康状况: '1', 考生身份: '12' }
  for (const [name, code] of Object.entries(choices)) await page.getByLabel(name, { exact: true }).selectOption(code)
  for (const name of ['户籍所在省（区、市）', '生源地所在省（区、市）']) await page.getByLabel(name, { exact: true }).selectOption('42')
  const texts = { 籍贯: '临江云湖', 户籍所在市县: '云湖市清溪县', 生源地所在市县: '云湖市', 通讯地址: '云湖市湖滨路 8 号', 紧急联系人: '王建国', 紧急联系人电话: '13920000000' }
  for (const [name, text] of Object.entries(texts)) await page.getByLabel(name, { exact: true }).fill(text)
}

export async function fillWork(page) {
  await page.getByRole('checkbox', { name: '无工作经历' }).check()
  await page.getByRole('group', { name: '是否服过兵役' }).getByLabel('否').check()
}

export async function fillOther(page) {
  await page.getByRole('checkbox', { name: '无家庭成员' }).check()
  await page.getByLabel('奖惩情况', { exact: true }).fill('无')
  for (const name of ['是否受过处分或刑事处罚', '是否现役军人', '是否在职公务员', '回避关系']) {
    await page.getByRole('group', { name }).getByLabel('否').check()
  }
  await page.getByRole('checkbox', { name: /我承诺/ }).check()
}

/** Fills a part of 填报信息 and saves it. */
export async function savePart(page, part, fill) {
  await page.goto(`${origin()}/me/${part}`)
  await ready(page)
  await fill(page)
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.waitForURL(`**/me/${part}?saved=1`)
}

export const saveEducation = (page) => savePart(page, 'education', fillEducation)

/** 填报信息, all four parts; 教育 last, as the pages that follow expect. */
export async function saveForm(page) {
  await savePart(page, 'basic', fillBasic)
  await savePart(page, 'work', fillWork)
  await savePart(page, 'other', fillOther)
  await saveEducation(page)
}

/** From the flow page to the page of a position of the sample unit that nothing rules out. */
export async function findPosition(page) {
  await page.getByRole('link', { name: '去选择岗位' }).click()
  await page.waitForURL('**/position')
  await page.getByLabel('职位、单位或代码').fill('云湖市市场监督管理局')
  await page.getByRole('button', { name: '查找' }).click()
  await page.waitForURL(/q=/)
  const links = await page.getByRole('heading', { level: 2 }).getByRole('link').evaluateAll((all) => all.map((a) => a.href))
  for (const link of links) {
    await page.goto(link)
    if (await page.getByRole('button', { name: '选择这个岗位' }).count()) break
  }
  await page.getByRole('button', { name: '选择这个岗位' }).waitFor()
  await ready(page)
}

export async function choosePosition(page, flow) {
  await page.goto(flow)
  await findPosition(page)
  await page.getByRole('button', { name: '选择这个岗位' }).click()
  await page.waitForURL(flow)
}

export async function confirm(page, flow) {
  await page.getByRole('link', { name: '核对并确认' }).click()
  await page.waitForURL('**/confirm**')
  await ready(page)
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: /确认报名信息/ }).click()
  await page.waitForURL(flow)
}

/** A registered candidate who is logged in. */
export async function candidate(page) {
  const p = person()
  await register(page, p)
  await logIn(page, p)
  return p
}

/** A candidate whose form and position are saved; `flow` is the page where it is confirmed. */
export async function applicant(page) {
  const p = await candidate(page)
  await uploadPhoto(page)
  p.flow = await begin(page)
  await saveForm(page)
  await choosePosition(page, p.flow)
  return p
}

/** What stands in the page's form, as it would be sent; without what is never kept. */
export const typed = (page) =>
  page.locator('main form[method=post]').first().evaluate((form) =>
    [...new FormData(form)].filter(([name]) => name.startsWith('form[') && !/version|password|code\]|totp/.test(name)),
  )

/** How often an event stands in the history of an application. */
export async function events(page, flow, words) {
  await page.goto(`${flow}/status`)
  return page.getByRole('listitem').filter({ hasText: words }).count()
}
