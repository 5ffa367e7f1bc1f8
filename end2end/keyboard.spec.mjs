// By keyboard alone, from the exam list to the confirmation; at each stop of the tab key the focus is to be seen.
import { expect, test } from '@playwright/test'
import { finding, fine, phone, refused } from './photo.mjs'
import { fillBasic, fillOther, fillWork, origin, person, portrait, ready, savePart, smsCode } from './steps.mjs'

const FURTHEST = 90

/** Runs in the page: whether `wanted` has the focus, and what is wrong with how the focus shows. */
function stop(wanted) {
  const now = document.activeElement
  if (!now || now === document.body) return { here: false }
  const style = getComputedStyle(now)
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1
  const box = now.getBoundingClientRect()
  const [x, y] = [box.left + Math.min(box.width, innerWidth) / 2, box.top + Math.min(box.height, innerHeight) / 2]
  const top = document.elementFromPoint(x, y)
  const fault = [
    !outlined && style.boxShadow === 'none' && 'no outline',
    !(top && (now.contains(top) || top.contains(now))) && `hidden behind ${top?.outerHTML.slice(0, 60)}`,
  ].filter(Boolean)
  return { here: now === wanted, fault: fault.length ? `${now.outerHTML.slice(0, 90)}: ${fault.join(', ')}` : null }
}

/** Presses tab until `target` has the focus. */
async function reach(page, target, back = false) {
  await target.waitFor()
  for (let i = 0; i < FURTHEST; i++) {
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
    const { here, fault } = await target.evaluate(stop)
    expect(fault ?? null).toBe(null)
    if (here) return
  }
  throw new Error(`not reached: ${target}`)
}

const press = async (page, role, name, key = 'Enter') => {
  await reach(page, page.getByRole(role, { name }).filter({ visible: true }).first())
  await page.keyboard.press(key)
}
const type = async (page, field, text) => {
  await reach(page, field)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(text)
}
const label = (page, name) => page.getByLabel(name, { exact: true }).first()

/** Arrow keys until the list shows `value`. */
async function pick(page, field, value) {
  await reach(page, field)
  for (let i = 0; i < FURTHEST && (await field.inputValue()) !== value; i++) await page.keyboard.press('ArrowDown')
  await expect(field).toHaveValue(value)
}

async function enter(page, p) {
  await page.goto(origin())
  await press(page, 'link', '注册')
  await page.waitForURL('**/register')
  await ready(page)
  await type(page, label(page, '姓名'), p.name)
  await type(page, label(page, '证件号码'), p.number)
  await type(page, label(page, '手机号'), p.phone)
  await type(page, label(page, '密码'), p.password)
  await type(page, label(page, '再次输入密码'), p.password)
  await press(page, 'checkbox', /用户协议/, 'Space')
  await press(page, 'button', '注册，获取短信验证码')
  await page.waitForURL('**/register/code')
  await ready(page)
  await type(page, label(page, '短信验证码'), await smsCode(p.phone))
  await page.keyboard.press('Enter')
  await page.waitForURL('**/register/confirm')
  await ready(page)
  await type(page, label(page, '再次填写姓名'), p.name)
  await type(page, label(page, '再次填写证件号码'), p.number)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/login**')
  await ready(page)
  await type(page, label(page, '证件号码或手机号'), p.phone)
  await type(page, label(page, '密码'), p.password)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/me**')
}

async function education(page) {
  const row = page.getByRole('region', { name: '第 1 段' })
  const field = (name) => row.getByLabel(name, { exact: true })
  const part = (group, name) => row.getByRole('group', { name: group }).getByLabel(name)
  await pick(page, field('学历'), '21')
  await pick(page, field('学位'), '412')
  await type(page, field('毕业院校'), '云湖大学')
  const mode = field('学习形式')
  await pick(page, mode, await mode.locator('option').nth(1).getAttribute('value'))
  await type(page, field('专业'), '行政管理')
  await type(page, part('入学时间', '年'), '2019')
  await type(page, part('入学时间', '月'), '9')
  await type(page, part('毕业时间', '年'), '2023')
  await type(page, part('毕业时间', '月'), '6')
  await press(page, 'radio', '是', 'Space')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: '否' })).toBeChecked()
  await reach(page, row.getByLabel(/^学历证书编号/), true)
  await page.keyboard.type('104881202305001234')
  await press(page, 'button', '保存')
  await page.waitForURL('**/me/education?saved=1')
}

test('from the exam list to the confirmation by keyboard', async ({ browser }) => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage()
  await enter(page, person())
  await page.waitForURL('**/me/photo**')
  await ready(page)
  await reach(page, page.getByLabel('选择照片'))
  await page.getByLabel('选择照片').setInputFiles(await portrait(page))
  await press(page, 'button', '使用这张照片')
  await page.waitForURL('**/me/photo?saved=1')
  await press(page, 'link', '考试')
  await page.waitForURL(`${origin()}/`)
  await press(page, 'link', /^立即报名/)
  await page.waitForURL('**/me/begin/**')
  await ready(page)
  await press(page, 'checkbox', /我已阅读报考文件/, 'Space')
  await press(page, 'button', '接受，开始报名')
  await page.waitForURL('**/me/application/**')
  const flow = page.url()
  const beside = await page.context().newPage()
  for (const [part, fill] of [['basic', fillBasic], ['work', fillWork], ['other', fillOther]]) await savePart(beside, part, fill)
  await beside.close()
  await page.reload()
  await press(page, 'link', '去填报')
  await page.waitForURL('**/me/education')
  await ready(page)
  await education(page)
  await press(page, 'link', '我的报考')
  await page.waitForURL('**/me')
  await press(page, 'link', '查看报考流程')
  await page.waitForURL(flow)
  await press(page, 'link', '去选择岗位')
  await page.waitForURL('**/position')
  await type(page, page.getByLabel('职位、单位或代码'), '云湖市市场监督管理局')
  await page.keyboard.press('Enter')
  await page.waitForURL(/q=/)
  const offered = await page.getByRole('link', { name: /^选择\s*：/ }).count()
  for (let i = 0; i < offered; i++) {
    await reach(page, page.getByRole('link', { name: /^选择\s*：/ }).nth(i))
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/position\/[^?]+$/)
    await page.getByRole('heading', { name: /初审/ }).waitFor()
    if (await page.getByRole('button', { name: '选择这个岗位' }).count()) break
    await page.goBack()
    await page.waitForURL(/q=/)
  }
  await press(page, 'button', '选择这个岗位')
  await page.waitForURL(flow)
  await press(page, 'link', '核对并确认')
  await page.waitForURL('**/confirm')
  await ready(page)
  await press(page, 'checkbox', /我确认以上信息/, 'Space')
  await press(page, 'button', /^确认报名信息/)
  await page.waitForURL(flow)
  await expect(page.getByText('已提交审核').first()).toBeVisible()
})

test('the frame of a photo is moved, zoomed and turned by keys, and the verdict follows', async ({ browser }) => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage()
  await page.goto(`${origin()}/photo`)
  await ready(page)
  await reach(page, page.getByLabel('选择照片'))
  await page.getByLabel('选择照片').setInputFiles(await phone(page, 0))
  await expect(fine(page)).toBeVisible()
  await press(page, 'button', '手动调整裁切框')
  const picture = page.getByRole('application')
  await expect(picture).toBeFocused()
  expect(await picture.evaluate(stop)).toEqual({ here: true, fault: null })
  const keys = async (key, times) => {
    for (let i = 0; i < times; i++) await page.keyboard.press(key)
  }
  for (const [there, back, times, what] of [['ArrowLeft', 'ArrowRight', 14, '人像没有居中'], ['-', '+', 12, '头部大小不合适'], [',', '.', 40, '头部倾斜']]) {
    await keys(there, times)
    await expect(finding(page, what).filter({ hasText: /最多|至少/ })).toBeVisible()
    await keys(back, times)
    await expect(fine(page)).toBeVisible()
  }
  await keys('ArrowDown', 30)
  await expect(refused(page)).toBeVisible()
  await keys('ArrowUp', 30)
  await reach(page, page.getByRole('slider', { name: '旋转' }))
  await keys('PageUp', 3)
  await expect(finding(page, '头部倾斜').filter({ hasText: /最多/ })).toBeVisible()
  await press(page, 'button', '恢复自动裁切')
  await expect(fine(page)).toBeVisible()
  await press(page, 'button', '完成调整')
  await expect(picture).toHaveCount(0)
  await expect(page.locator('#verdict')).toBeFocused()
})
