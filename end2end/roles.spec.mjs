// Every page behind a fence × everybody: shown, led to the log-in, or told that the account may not. No scripts are needed for that.
import { expect, test } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { asStaff } from './staff.mjs'
import { applicant, candidate, confirm, origin, person } from './steps.mjs'

const FORBIDDEN = '您的账号没有权限做这件事'
const MISSING = '没有找到这个页面或记录'
// The words are there before pictures and programs are.
const SOON = { waitUntil: 'domcontentloaded' }
const STAFF = { review: '审核员', exam: '考务管理员', admin: '系统管理员', photo: '照片审核员', audit: '审计员' }

/** Paths of an area as its routes name them. */
function paths(area) {
  const source = readFileSync(new URL(`../app/src/${area}/mod.rs`, import.meta.url), 'utf8')
  return [...source.matchAll(/path!\("([^"]+)"\)/g)].map((m) => m[1])
}

/** Who may see a page of the staff's. */
const MAY = {
  '/admin': Object.keys(STAFF),
  '/admin/login': null,
  '/admin/audit': ['audit'],
  '/admin/audit/replay': ['audit'],
  '/admin/review': ['review'],
  '/admin/review/:id': ['review'],
  '/admin/review/:id/reveal': ['review'],
  '/admin/review/:id/undo': ['review'],
  '/admin/exams': ['exam'],
  '/admin/exams/new': ['exam'],
  '/admin/exams/:id': ['exam'],
  '/admin/exams/:id/rules': ['exam'],
  '/admin/exams/:id/posts': ['exam'],
  '/admin/exams/:id/posts/short': ['exam'],
  '/admin/exams/:id/trial': ['exam'],
  '/admin/posts/:id': ['exam'],
  '/admin/catalogue/:id': ['exam'],
  '/admin/import/:id': ['exam'],
  '/admin/photos': ['photo'],
  '/admin/photos/reel': ['photo'],
  '/admin/photos/sheet': ['photo'],
  '/admin/photo-profiles': ['exam'],
  '/admin/photo-profiles/new': ['exam'],
  '/admin/photo-profiles/:id': ['exam'],
  '/admin/integrity': ['exam'],
  '/admin/integrity/new': ['exam'],
  '/admin/integrity/:id': ['exam'],
  '/admin/users': ['admin'],
}

/** A page of a browser that has the session of `context` and no scripts. */
async function plain(browser, context) {
  return (await browser.newContext({ storageState: await context.storageState(), javaScriptEnabled: false })).newPage()
}

async function expectLogIn(page, path, login) {
  await page.goto(origin() + path, SOON)
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(`${login}?to=${encodeURIComponent(path)}`)
  await expect(page.getByRole('button', { name: '登录', exact: true })).toBeVisible()
}

async function expectWords(page, path, status, words) {
  const answer = await page.goto(origin() + path, SOON)
  expect([path, answer.status()]).toEqual([path, status])
  await expect(page.getByText(words).first()).toBeVisible()
}

test('pages open for those who may, for nobody else', async ({ browser }) => {
  const owner = await browser.newContext()
  const page = await owner.newPage()
  const { flow } = await applicant(page)
  const position = await page.locator('aside, .tasks').getByRole('link', { name: '选择岗位' }).getAttribute('href')
  await page.goto(origin() + position)
  const chosen = new URL(await page.getByRole('heading', { level: 2 }).getByRole('link').first().getAttribute('href'), origin()).pathname
  await page.goto(origin())
  const exam = (await page.getByRole('link', { name: '立即报名' }).first().getAttribute('href')).split('/').at(-1)
  await page.goto(flow)
  await confirm(page, flow)
  const id = new URL(flow).pathname.split('/').at(-1)

  const table = await (await asStaff(browser, 'exam')).newPage()
  await table.goto(`${origin()}/admin/exams/${exam}`)
  const imported = await table.locator('a[href^="/admin/import/"]').first().getAttribute('href')
  await table.locator('#majors').setInputFiles({ name: '专业大类.csv', mimeType: 'text/csv', buffer: Buffer.from('专业大类,层次,专业名称\n测试类,本科,测试专业\n') })
  await table.getByRole('button', { name: '读入并核对' }).last().click()
  await table.waitForURL('**/admin/catalogue/**')
  const catalogue = new URL(table.url()).pathname
  await table.goto(`${origin()}/admin/photo-profiles/new?from=preset-1inch`)
  await table.getByLabel('规格名称').fill('角色测试的规格')
  await table.getByRole('button', { name: '保存' }).click()
  await table.waitForURL('**saved=1')
  const profile = new URL(table.url()).pathname
  await table.goto(`${origin()}/admin/integrity/new`)
  await table.getByLabel('姓名', { exact: true }).fill('张晓岚')
  await table.getByLabel('证件类型').selectOption('01')
  await table.getByLabel('证件号码', { exact: true }).fill(person().number)
  for (const label of ['违反的规定', '决定文号', '决定机关', '事实和证据']) await table.getByLabel(label).fill('角色测试的记录')
  await table.getByLabel('限制报考开始日').fill('2026-01-02')
  await table.getByLabel('终身限制报考').check()
  await table.getByRole('button', { name: '录入，等待核对' }).click()
  await table.waitForURL('**saved=1')
  const record = new URL(table.url()).pathname
  await table.context().close()

  const address = (path) => {
    if (path === '/me/begin/:id') return `/me/begin/${exam}`
    if (path.startsWith('/admin/exams/:id')) return path.replace(':id', exam)
    if (path === '/admin/posts/:id') return `/admin/posts/${chosen.split('/').at(-1)}`
    if (path === '/admin/import/:id') return imported
    if (path === '/admin/catalogue/:id') return catalogue
    if (path === '/admin/photo-profiles/:id') return profile
    if (path === '/admin/integrity/:id') return record
    return path.replace(':id', id).replace(':position', chosen.split('/').at(-1))
  }
  const mine = paths('me').map(address)
  const theirs = paths('admin').filter((path) => MAY[path] !== null)
  expect(paths('admin').sort()).toEqual(Object.keys(MAY).sort())
  expect(mine.length).toBeGreaterThan(9)

  const anonymous = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  const candidatePage = await plain(browser, owner)
  for (const path of mine) {
    await expectLogIn(anonymous, path, '/login')
    const answer = await candidatePage.goto(origin() + path, SOON)
    expect([path, answer.status(), new URL(candidatePage.url()).pathname]).toEqual([path, 200, path])
  }
  for (const path of theirs.map(address)) {
    await expectLogIn(anonymous, path, '/admin/login')
    await expectLogIn(candidatePage, path, '/admin/login')
  }

  for (const [login, role] of Object.entries(STAFF)) {
    const staff = await (await asStaff(browser, login, { javaScriptEnabled: false })).newPage()
    for (const path of mine) await expectLogIn(staff, path, '/login')
    for (const path of theirs) {
      if (MAY[path].includes(login)) await expectWords(staff, address(path), 200, role)
      else await expectWords(staff, address(path), 403, FORBIDDEN)
    }
    await staff.context().close()
  }

  const stranger = await browser.newContext()
  await candidate(await stranger.newPage())
  const other = await plain(browser, stranger)
  for (const path of mine.filter((path) => path.includes(id))) await expectWords(other, path, 404, MISSING)
  const reviewer = await (await asStaff(browser, 'review', { javaScriptEnabled: false })).newPage()
  await expectWords(reviewer, `/admin/review/${exam}`, 404, MISSING)
})
