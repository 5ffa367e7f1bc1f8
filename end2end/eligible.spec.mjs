// 我能报吗 judges while one types, in the browser; a position that the first verdict rules out still finds a person.
import { expect, test } from '@playwright/test'
import { asStaff, openCase } from './staff.mjs'
import { begin, candidate, confirm, origin, ready, saveForm, uploadPhoto, watch } from './steps.mjs'
import { look, lookable } from './look.mjs'

async function open(page) {
  await page.goto(origin())
  const exam = await page.locator('h3 a').first().getAttribute('href')
  await page.goto(`${origin()}${exam}/eligible`)
  await ready(page)
}

/** Six entries of somebody who took a bachelor's degree. */
async function fill(page) {
  await page.getByLabel('出生年月').fill('1999-05')
  await page.getByLabel('最高学历和学位').selectOption('bachelor')
  await page.getByLabel('专业', { exact: true }).fill('行政管理')
  await page.getByLabel('毕业年月').fill('2021-06')
}

const counts = async (page) => (await page.getByRole('status').filter({ hasText: '可报' }).textContent()).match(/\d+/g).map(Number)
const rows = (page) => page.locator('.list li.pos')

test('positions are sorted as one types, and nothing typed leaves the browser', async ({ page }) => {
  const clean = await watch(page)
  const sent = []
  page.on('request', (r) => r.method() === 'POST' && sent.push(r.url()))
  await open(page)
  const table = page.waitForResponse('**/table/**')
  await fill(page)
  expect((await table).headers()['cache-control']).toContain('immutable')
  await expect(page.getByRole('heading', { name: '比对结果' })).toBeVisible()
  await page.getByLabel('毕业年月').fill('2022-06')
  const [met, manual, failed] = await counts(page)
  expect(met + manual + failed).toBe(200)
  expect(failed).toBeGreaterThan(0)
  await page.getByRole('button', { name: /^不可报/ }).click()
  await expect(page.getByText('不符合的条件逐条列在下面')).toBeVisible()
  if (failed > 50) {
    await expect(rows(page)).toHaveCount(50)
    await page.getByRole('button', { name: '再列 50 个' }).click()
    await expect(rows(page)).toHaveCount(Math.min(failed, 100))
  }
  await page.getByLabel('只看').fill('税务')
  await expect(async () => {
    const now = await counts(page)
    expect(now[0] + now[1] + now[2]).toBeLessThan(200)
  }).toPass()
  // Another entry changes what is listed without a press.
  const before = await counts(page)
  await page.getByLabel('只看').fill('')
  await expect(async () => expect(await counts(page)).not.toEqual(before)).toPass()
  const whole = async () => (await counts(page)).reduce((a, b) => a + b)
  await expect(async () => expect(await whole()).toBe(200)).toPass()
  const place = page.locator('#place')
  await place.selectOption({ index: 1 })
  await expect(async () => expect(await whole()).toBeLessThan(200)).toPass()
  await expect(place).not.toHaveValue('')
  await place.selectOption({ index: 0 })
  await expect(async () => expect(await whole()).toBe(200)).toPass()
  await page.reload()
  await expect(page.getByLabel('专业', { exact: true })).toHaveValue('行政管理')
  await expect(page.getByRole('heading', { name: '比对结果' })).toBeVisible()
  await ready(page)
  await page.getByRole('button', { name: '清空' }).click()
  await expect(page.getByLabel('专业', { exact: true })).toHaveValue('')
  await expect(page.getByRole('heading', { name: '比对结果' })).toHaveCount(0)
  await page.reload()
  await expect(page.getByLabel('专业', { exact: true })).toHaveValue('')
  expect(sent).toEqual([])
  await clean()
})

test('what was entered is offered where the form asks the same', async ({ browser }) => {
  const { page, clean } = await lookable(await browser.newContext())
  await candidate(page)
  await open(page)
  await fill(page)
  await expect(page.getByRole('heading', { name: '比对结果' })).toBeVisible()
  await page.goto(`${origin()}/me/education`)
  await ready(page)
  await page.getByLabel('专业', { exact: true }).fill('会计学')
  await look(page, 'education-carry')
  await page.getByRole('button', { name: '填入空着的项目' }).click()
  await expect(page.getByText('已填入 4 项')).toBeVisible()
  await expect(page.getByLabel('专业', { exact: true })).toHaveValue('会计学')
  await expect(page.locator('[name="form[education][0][end_year]"]')).toHaveValue('2021')
  await expect(page.getByLabel('学历', { exact: true })).toHaveValue('21')
  clean()
})

test('the exam\'s own catalogue of majors is looked at, taken, and joins what the worker judges by', async ({ browser }) => {
  const desk = await (await asStaff(browser, 'exam')).newPage()
  const cleanDesk = await watch(desk)
  const page = await (await browser.newContext()).newPage()
  await open(page)
  const exam = new URL(page.url()).pathname.split('/')[2]
  await desk.goto(`${origin()}/admin/exams/${exam}`)
  await desk.getByLabel('目录的学历层次').selectOption({ label: '研究生' })
  const file = '专业代码,专业名称\n9801,治水学\n980101,河湖治理\n'
  await desk.getByLabel('目录文件').setInputFiles({ name: '研究生专业.csv', mimeType: 'text/csv', buffer: Buffer.from(file) })
  await desk.getByRole('button', { name: '读入并核对' }).last().click()
  await expect(desk.getByText('研究生 · 2 个专业')).toBeVisible()
  await ready(desk)
  await desk.getByRole('button', { name: '采用这份目录' }).click()
  await expect(desk.getByText('使用中')).toBeVisible()
  const clean = await watch(page)
  await page.reload()
  await ready(page)
  const own = page.waitForResponse('**/catalogue/**')
  await fill(page)
  expect((await own).headers()['cache-control']).toContain('immutable')
  await expect(page.getByRole('heading', { name: '比对结果' })).toBeVisible()
  const all = await counts(page)
  expect(all[0] + all[1] + all[2]).toBe(200)
  await clean()
  await ready(desk)
  await desk.getByRole('button', { name: '停用这份目录' }).click()
  await desk.waitForURL('**/admin/exams/**')
  await cleanDesk()
})

test('without a worker the server judges the same', async ({ browser }) => {
  const page = await (await browser.newContext()).newPage()
  await open(page)
  await fill(page)
  await expect(page.getByRole('heading', { name: '比对结果' })).toBeVisible()
  await expect(async () => expect(await counts(page)).toHaveLength(3)).toPass()
  await page.getByRole('button', { name: '看看能报哪些' }).click()
  await page.waitForTimeout(400)
  const here = await counts(page)

  const other = await (await browser.newContext()).newPage()
  await other.addInitScript(() => delete window.Worker)
  await open(other)
  await fill(other)
  const [answer] = await Promise.all([
    other.waitForResponse((r) => r.request().method() === 'POST' && r.url().endsWith('/eligible')),
    other.getByRole('button', { name: '看看能报哪些' }).click(),
  ])
  expect(answer.status()).toBe(200)
  await expect(other.getByRole('heading', { name: '比对结果' })).toBeVisible()
  expect(await counts(other)).toEqual(here)
})

test('who disputes the first verdict is judged by a person', async ({ browser }) => {
  const { page, clean } = await lookable(await browser.newContext())
  await candidate(page)
  await uploadPhoto(page)
  const flow = await begin(page)
  await saveForm(page)
  await page.goto(`${flow}/position?q=${encodeURIComponent('云湖市市场监督管理局')}`)
  const refused = page.locator('li').filter({ has: page.locator('.tag', { hasText: '不符合' }) }).getByRole('link')
  const link = await refused.first().getAttribute('href')
  await page.goto(origin() + link)
  await ready(page)
  await look(page, 'choose-plea')
  const ask = page.getByRole('button', { name: '申请人工审核' })
  await ask.click()
  await expect(page.getByRole('alert')).toBeFocused()
  await look(page, 'choose-plea-error')
  await page.getByLabel('为什么认为符合条件').fill('我的专业与要求的专业是同一专业的旧名')
  await ask.click()
  await page.waitForURL(flow)
  await confirm(page, flow)
  clean()
  const desk = await (await asStaff(browser, 'review')).newPage()
  await openCase(desk, flow)
  await expect(desk.getByText('我的专业与要求的专业是同一专业的旧名').first()).toBeVisible()
})
