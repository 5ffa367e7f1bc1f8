// Every page, in its normal and its refused state, on a phone and on a desk, light, dark and in large text.
import { expect, test } from '@playwright/test'
import { look, lookable } from './look.mjs'
import { approve, asStaff, openCase, refuse } from './staff.mjs'
import {
  askToRecover, askToRegister, begin, candidate, choosePosition, confirm, confirmRegistration, fillBasic, fillEducation, fillOther,
  fillWork, findPosition, origin, person, portrait, proveRecovery, proveRegistration, ready, savePart, uploadPhoto,
} from './steps.mjs'

test.setTimeout(240_000)

/** Judging takes longer than the scripts need to start, so the page is not waited for before. */
async function visit(page, path, name) {
  await page.goto(path.startsWith('/') ? origin() + path : path)
  await look(page, name)
}

/** Runs in the page: the fields that the summary names, and the same in the page's order. */
function orders(links) {
  const named = links.map((link) => link.hash.slice(1))
  const where = (id) => document.getElementById(id)
  const inPage = (a, b) => (where(a).compareDocumentPosition(where(b)) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1)
  return [named, [...named].sort(inPage)]
}

/** Presses `button` and looks at what the page says then. */
async function refused(page, button, name) {
  await ready(page)
  await page.getByRole('button', { name: button, exact: true }).click()
  await expect(page.getByRole('alert')).toBeFocused()
  const [named, inPage] = await page.getByRole('alert').getByRole('link').evaluateAll(orders)
  expect.soft(named, `${name}: the summary's order`).toEqual(inPage)
  await look(page, `${name}-error`)
}

const NOBODY = '/00000000-0000-0000-0000-000000000000'

const inner = (page) => page.getByRole('heading', { level: 2 }).getByRole('link').first()

async function registration(page, p) {
  await visit(page, '/register', 'register')
  await refused(page, '注册，获取短信验证码', 'register')
  await askToRegister(page, p)
  await look(page, 'register-code')
  await refused(page, '验证手机号', 'register-code')
  await proveRegistration(page, p)
  await look(page, 'register-confirm')
  await refused(page, '确定，完成注册', 'register-confirm')
  await confirmRegistration(page, p)
  await look(page, 'login-registered')
  await refused(page, '登录', 'login')
}

async function recovery(page, p) {
  await visit(page, '/recover', 'recover')
  await refused(page, '获取短信验证码', 'recover')
  await askToRecover(page, p)
  await look(page, 'recover-code')
  await refused(page, '验证手机号', 'recover-code')
  await proveRecovery(page, p, 1)
  await look(page, 'recover-password')
  await refused(page, '保存新密码', 'recover-password')
  await page.getByLabel('密码', { exact: true }).fill('Copper-meadow-lantern')
  await page.getByLabel('再次输入密码', { exact: true }).fill('Copper-meadow-lantern')
  await page.getByRole('button', { name: '保存新密码' }).click()
  await page.waitForURL('**/recover/done')
  await look(page, 'recover-done')
  await page.goto(`${origin()}/recover`)
  await ready(page)
  const nobody = person()
  await askToRecover(page, nobody)
  await proveRecovery(page, nobody, 0)
  await look(page, 'recover-unknown')
}

test('pages for everybody', async ({ browser }) => {
  const { page, clean } = await lookable(await browser.newContext())
  await visit(page, '/', 'exams')
  const exam = await page.locator('h3 a').first().getAttribute('href')
  await visit(page, exam, 'exam')
  await visit(page, `/exam${NOBODY}`, 'exam-missing')
  await visit(page, `/position${NOBODY}`, 'position-missing')
  await visit(page, `${exam}/positions?q=%E6%9C%88%E7%90%83`, 'positions-none')
  await visit(page, `${exam}/eligible`, 'eligible')
  await page.getByLabel('出生年月').fill('1999-05')
  await page.getByLabel('最高学历和学位').selectOption('bachelor')
  await page.getByLabel('专业', { exact: true }).fill('行政管理')
  await page.getByRole('button', { name: '看看能报哪些' }).click()
  await expect(page.getByRole('heading', { name: '比对结果' })).toBeVisible()
  await look(page, 'eligible-told')
  await page.getByRole('button', { name: /^不可报/ }).click()
  await expect(page.getByText('不符合的条件逐条列在下面')).toBeVisible()
  await expect(page.getByLabel('专业', { exact: true })).toHaveValue('行政管理')
  await look(page, 'eligible-refused')
  await visit(page, `${exam}/positions`, 'positions')
  const [one, two] = await page.getByRole('checkbox').evaluateAll((boxes) => boxes.slice(0, 2).map((b) => b.value))
  await page.getByRole('checkbox').first().check()
  await page.getByRole('button', { name: '对比所选职位' }).click()
  await page.waitForURL(`**/compare?p=${one}`)
  await page.getByRole('link', { name: '再选职位' }).click()
  await expect(page.getByRole('checkbox').first()).toBeChecked()
  await page.getByRole('checkbox').nth(1).check()
  await page.getByRole('button', { name: '对比所选职位' }).click()
  await page.waitForURL(`**/compare?p=${one}&p=${two}`)
  await look(page, 'compare')
  await visit(page, `${exam}/compare`, 'compare-none')
  await page.goto(`${origin()}${exam}/positions`)
  await visit(page, await inner(page).getAttribute('href'), 'position')
  await visit(page, '/help', 'help')
  await visit(page, '/nowhere', 'missing')
  await visit(page, '/register/code', 'register-lost')
  const p = person()
  await registration(page, p)
  const twin = { ...person(), number: p.number }
  await askToRegister(page, twin)
  await proveRegistration(page, twin)
  await look(page, 'register-taken')
  await recovery(page, p)
  clean()
})

/** The candidate's pages up to the confirmation; answers the flow page. */
async function applying(page) {
  await visit(page, '/me', 'me-empty')
  await visit(page, '/me/photo', 'photo')
  await ready(page)
  await page.getByLabel('选择照片').setInputFiles(await portrait(page, '#6fa8dc'))
  await expect(page.getByText('背景不是白色')).toBeVisible()
  await look(page, 'photo-refused')
  await page.getByLabel('选择照片').setInputFiles(await portrait(page))
  await page.getByRole('button', { name: '使用这张照片' }).waitFor()
  await look(page, 'photo-judged')
  await uploadPhoto(page)
  await look(page, 'photo-saved')
  await page.goto(origin())
  await page.getByRole('link', { name: '立即报名' }).first().click()
  await page.waitForURL('**/me/begin/**')
  await ready(page)
  await look(page, 'begin')
  await refused(page, '接受，开始报名', 'begin')
  const flow = await begin(page)
  await look(page, 'flow-form')
  for (const [part, fill, row] of [['basic', fillBasic], ['work', fillWork, '再加一段工作经历'], ['other', fillOther, '再加一段家庭主要成员及重要社会关系']]) {
    await visit(page, `/me/${part}`, part)
    if (row) {
      await ready(page)
      await page.getByRole('button', { name: row }).click()
      await page.getByRole('region', { name: '第 1 段' }).waitFor()
    }
    await refused(page, '保存', part)
    await savePart(page, part, fill)
    await look(page, `${part}-saved`)
  }
  await visit(page, '/me/education', 'education')
  await refused(page, '保存', 'education')
  await fillEducation(page)
  await page.getByRole('button', { name: '再加一段教育经历' }).click()
  await page.getByRole('region', { name: '第 2 段' }).waitFor()
  await ready(page)
  await look(page, 'education-rows')
  await page.getByRole('region', { name: '第 2 段' }).getByRole('button', { name: '删除' }).click()
  await page.getByRole('region', { name: '第 2 段' }).waitFor({ state: 'detached' })
  await ready(page)
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.waitForURL('**/me/education?saved=1')
  await look(page, 'education-saved')
  return flow
}

async function account(page) {
  await visit(page, '/me/password', 'password')
  await refused(page, '保存新密码', 'password')
  await visit(page, '/me/account', 'account')
  await refused(page, '发送验证码', 'account')
  await page.getByLabel('新手机号').fill(person().phone)
  await page.getByRole('button', { name: '发送验证码' }).click()
  await page.getByRole('button', { name: '保存新手机号' }).waitFor()
  await ready(page)
  await look(page, 'account-codes')
  await refused(page, '保存新手机号', 'account-codes')
}

test('pages of a candidate and of the staff', async ({ browser }) => {
  const { page, clean } = await lookable(await browser.newContext())
  await candidate(page)
  const flow = await applying(page)
  await visit(page, flow, 'flow-position')
  for (const path of ['', '/status', `/position${NOBODY}`]) await visit(page, `/me/application${NOBODY}${path}`, 'application-missing')
  await page.goto(flow)
  await page.getByRole('link', { name: '去选择岗位' }).click()
  await page.waitForURL('**/position')
  await look(page, 'choose')
  await page.getByRole('link', { name: '看全部岗位里我能报哪些' }).click()
  await expect(page.getByRole('heading', { name: '比对结果' })).toBeVisible()
  await page.getByRole('button', { name: /^不可报/ }).click()
  await expect(page.getByText('不符合的条件逐条列在下面')).toBeVisible()
  await look(page, 'fits-refused')
  await visit(page, `${flow}/fits?show=met`, 'fits')
  await visit(page, `${flow}/position?q=%E6%9C%88%E7%90%83`, 'choose-none')
  await page.goto(flow)
  await findPosition(page)
  await look(page, 'choose-one')
  await page.getByRole('button', { name: '选择这个岗位' }).click()
  await page.waitForURL(flow)
  await look(page, 'flow-confirm')
  await visit(page, `${flow}/confirm`, 'confirm')
  await refused(page, '确认报名信息（确认后不可修改）', 'confirm')
  await page.goto(flow)
  await confirm(page, flow)
  await look(page, 'flow-waiting')
  await visit(page, `${flow}/confirm`, 'confirm-locked')
  await visit(page, '/me', 'me')
  await account(page)

  const desk = await lookable(await asStaff(browser, 'review'))
  await visit(desk.page, '/admin', 'admin-reviewer')
  await visit(desk.page, '/admin/review', 'queue')
  await visit(desk.page, '/admin/review?position=0', 'queue-none')
  await visit(desk.page, flow.replace('/me/application/', '/admin/review/'), 'case-free')
  await openCase(desk.page, flow)
  const url = desk.page.url()
  await look(desk.page, 'case')
  await refused(desk.page, '不通过', 'case')
  await visit(desk.page, `${url}/reveal`, 'reveal')
  await refused(desk.page, '查看完整姓名、证件号码和手机号', 'reveal')
  await desk.page.getByLabel('查看理由').fill('核对考生的身份')
  await desk.page.getByRole('button', { name: '查看完整姓名、证件号码和手机号' }).click()
  await desk.page.waitForURL('**?shown=**')
  await ready(desk.page)
  await look(desk.page, 'case-shown')
  await refuse(desk.page, '请核对专业名称')
  await visit(desk.page, url, 'case-decided')
  await visit(desk.page, '/admin/review?stage=decided', 'queue-decided')
  const second = await lookable(await asStaff(browser, 'review2'))
  await visit(second.page, `${url}/undo`, 'undo')
  await refused(second.page, '撤销审核', 'undo')
  second.clean()
  await visit(desk.page, '/admin/audit', 'admin-forbidden')
  await visit(desk.page, '/admin/audit/replay', 'replay-forbidden')
  await visit(page, flow, 'flow-refused')
  await visit(page, `${flow}/status`, 'status')
  await choosePosition(page, flow)
  await confirm(page, flow)
  await approve(desk.page, url)
  await visit(page, flow, 'flow-approved')
  const number = /\d{8,}/.exec(await page.getByText('报名序号').first().textContent())[0]
  const audit = await lookable(await asStaff(browser, 'audit'))
  await visit(audit.page, `/admin/audit/replay?number=${number}`, 'replay')
  await expect(audit.page.getByText('一致：逐条相同')).toHaveCount(2)
  audit.clean()
  await photoDesk(browser, page, flow)
  clean()
  desk.clean()
})

/** The photo reviewer's pages; the approved candidate's photo is refused, and what the candidate sees then. */
async function photoDesk(browser, page, flow) {
  const number = (await page.getByText(/^报名序号/).first().textContent()).match(/\d{8,}/)[0]
  const { page: desk, clean } = await lookable(await asStaff(browser, 'photo'))
  await visit(desk, '/admin', 'admin-photo')
  await visit(desk, '/admin/photos?number=20260000000000', 'photos-none')
  await visit(desk, '/admin/photos/reel', 'photo-reel-none')
  await desk.goto(`${origin()}/admin/photos`)
  await desk.getByRole('button', { name: '成批查看' }).click()
  await desk.waitForURL('**/sheet')
  await look(desk, 'photo-sheet')
  await desk.getByRole('checkbox').first().check()
  await look(desk, 'photo-sheet-aside')
  await ready(desk)
  await desk.getByRole('button', { name: '其余全部通过' }).click()
  await expect(desk.getByText('没有等待查看的照片')).toBeVisible()
  await look(desk, 'photo-sheet-none')
  await desk.goto(`${origin()}/admin/photos`)
  await desk.getByRole('button', { name: '逐张审核' }).click()
  await desk.waitForURL('**/reel')
  await look(desk, 'photo-reel')
  await ready(desk)
  await desk.keyboard.press('r')
  await expect(desk.getByText('请至少选择一个原因')).toBeVisible()
  await look(desk, 'photo-reel-error')
  await visit(desk, `/admin/photos?number=${number}`, 'photos')
  await refused(desk, '不通过', 'photos')
  await desk.getByLabel('闭眼或没有正视镜头').check()
  await desk.getByLabel('给考生的话').fill('请睁眼平视镜头')
  await desk.getByRole('button', { name: '不通过' }).click()
  await expect(desk.getByText('人工审核未通过')).toBeVisible()
  await look(desk, 'photos-decided')
  clean()
  await visit(page, '/me', 'me-photo-refused')
  await visit(page, flow, 'flow-photo-refused')
  await visit(page, '/me/photo', 'photo-turned-down')
}

const CATALOGUE = '专业代码,专业名称,旧专业名称,层次\n9901,观星学,\n990101,星图测绘,天文绘图,研究生\n990102,望远镜养护,,研究生\n'

/** 照片规格: the list, a copy that is refused, then saved; the preview follows, a photo is judged by the figures. */
async function photoProfiles(page) {
  await page.goto(`${origin()}/admin/photo-profiles/new?from=hunan-2inch-blue`)
  await ready(page)
  await page.getByLabel('头高最小（%）').fill('90')
  await expect(page.getByText('有数值还不对')).toBeVisible()
  await page.getByLabel('头高最小（%）').fill('52')
  await page.getByLabel('两眼距离最小（%）').fill('29')
  await expect(page.getByText('两眼距离不在允许的范围内')).toBeVisible()
  await look(page, 'photo-profile-new')
  await refused(page, '保存', 'photo-profile-new')
  await page.getByLabel('规格名称').fill('云湖市二寸蓝底')
  await page.getByLabel('两眼距离最小（%）').fill('17')
  await page.getByLabel('宽（像素）').fill('420')
  await expect(page.getByText('420×531 像素')).toBeVisible()
  await page.getByRole('button', { name: '保存' }).click()
  await page.waitForURL('**saved=1')
  await look(page, 'photo-profile')
  await page.getByLabel('规格名称').fill('')
  await refused(page, '保存', 'photo-profile')
  await visit(page, '/admin/photo-profiles', 'photo-profiles')
}

/** The exam administrator's pages: an exam, a new one, a table. */
async function exams(page) {
  await visit(page, '/admin/exams', 'exams-desk')
  const exam = await inner(page).getAttribute('href')
  await visit(page, exam, 'exam-edit')
  await visit(page, `${exam}?refused=broken`, 'exam-edit-error')
  await visit(page, `${exam}/rules`, 'rules')
  await page.getByLabel('最高年龄（周岁）').fill('20')
  await page.getByRole('button', { name: '预演' }).click()
  await expect(page.getByRole('button', { name: '发布这份规则' })).toBeVisible()
  await look(page, 'rules-rehearsed')
  await page.getByLabel('最高年龄（周岁）').fill('两百')
  await refused(page, '预演', 'rules')
  await page.goto(origin() + exam)
  await visit(page, await page.locator('a[href^="/admin/import/"]').first().getAttribute('href'), 'import')
  await visit(page, `/admin/import${NOBODY}`, 'import-missing')
  await visit(page, `${exam}?unread=no_majors`, 'exam-edit-unread-error')
  await page.locator('#majors').setInputFiles({ name: '研究生目录.csv', mimeType: 'text/csv', buffer: Buffer.from(CATALOGUE) })
  await page.getByRole('button', { name: '读入并核对' }).last().click()
  await page.waitForURL('**/admin/catalogue/**')
  await look(page, 'catalogue')
  await visit(page, `/admin/catalogue${NOBODY}`, 'catalogue-missing')
  await photoProfiles(page)
  await visit(page, '/admin/exams/new', 'exam-new')
  await refused(page, '保存', 'exam-new')
}

test('the other pages of the staff', async ({ browser }) => {
  const gate = await lookable(await browser.newContext())
  await visit(gate.page, '/admin/login', 'admin-login')
  await refused(gate.page, '登录', 'admin-login')
  gate.clean()
  for (const login of ['admin', 'exam', 'audit']) {
    const { page, clean } = await lookable(await asStaff(browser, login))
    await visit(page, '/admin', `admin-${login}`)
    if (login === 'exam') await exams(page)
    if (login === 'admin') {
      await visit(page, '/admin/users', 'users')
      await refused(page, '建立账号', 'users')
    }
    if (login === 'audit') {
      await visit(page, '/admin/audit', 'audit')
      await visit(page, '/admin/audit?actor=nobody', 'audit-none')
      await visit(page, '/admin/audit/replay?number=1', 'replay-none')
    }
    clean()
  }
})

test('the modes are what the cookies say', async ({ page, context }) => {
  await context.addCookies([{ name: 'theme', value: 'dark', url: origin() }, { name: 'text', value: 'large', url: origin() }])
  await page.goto(origin())
  const root = page.locator('html')
  await expect(root).toHaveAttribute('data-theme', 'dark')
  await expect(root).toHaveAttribute('data-text', 'large')
})
