// 取消岗位: the administrator cancels a position, who confirmed it reads why; one chooses another and confirms again, one wants no other
// and stands on the list that fees are paid back by.
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { asStaff } from './staff.mjs'
import { applicant, choosePosition, confirm, origin, ready } from './steps.mjs'
import { look, lookable } from './look.mjs'

/** Beijing time as a control of date and time takes it, some hours from now. */
const inHours = (hours) => new Date(Date.now() + (8 + hours) * 3600_000).toISOString().slice(0, 16)

/** A position of another unit than the one all journeys apply to (what is cancelled stays so), or the one with a code. */
async function chooseElsewhere(page, flow, code = '') {
  await page.goto(`${flow}/fits`)
  await ready(page)
  const links = await page.locator('li.pos').filter({ hasNotText: '云湖市市场监督管理局' }).filter({ hasText: code }).getByRole('link').evaluateAll((all) => all.map((a) => a.href))
  for (const link of links) {
    await page.goto(link)
    if (await page.getByRole('button', { name: '选择这个岗位' }).count()) break
  }
  await ready(page)
  await page.getByRole('button', { name: '选择这个岗位' }).click()
  await page.waitForURL(flow)
}

test('a cancelled position is told, and another is chosen', async ({ browser }) => {
  const { page, clean } = await lookable(await browser.newContext())
  const { flow } = await applicant(page)
  await chooseElsewhere(page, flow)
  await confirm(page, flow)
  await page.goto(`${flow}`)
  const told = await page.locator('.tasks li').filter({ hasText: '选择岗位' }).locator('p').textContent()
  const code = told.split('·').at(-1).trim()
  const { page: other, clean: cleanOther } = await lookable(await browser.newContext())
  const { flow: otherFlow } = await applicant(other)
  await chooseElsewhere(other, otherFlow, code)
  await confirm(other, otherFlow)
  await page.goto(origin())
  const exam = (await page.getByRole('link', { name: '立即报名' }).first().getAttribute('href')).split('/').at(-1)

  await page.goto(`${origin()}/me/messages`)
  await look(page, 'messages-none')
  const { page: desk, clean: cleanDesk } = await lookable(await asStaff(browser, 'exam'))
  await desk.goto(`${origin()}/admin/exams/${exam}`)
  await ready(desk)
  await desk.getByRole('link', { name: '岗位管理' }).click()
  await desk.getByLabel('职位、单位或代码').fill(code)
  await desk.getByRole('button', { name: '查找' }).click()
  await expect(desk.getByText(/待审 [1-9]/)).toBeVisible()
  await look(desk, 'posts')
  await desk.goto(`${origin()}/admin/exams/${exam}/posts?q=没有这样的岗位`)
  await look(desk, 'posts-none')
  await desk.goto(`${origin()}/admin/exams/${exam}/posts?q=${code}`)
  await desk.locator('li.pos h2 a').first().click()
  await ready(desk)
  await desk.getByLabel('取消岗位', { exact: true }).check()
  await desk.getByRole('button', { name: '保存' }).click()
  await expect(desk.getByRole('alert')).toBeFocused()
  await look(desk, 'post-error')
  await desk.getByLabel('给考生的说明').fill('报名人数达不到开考比例，取消本岗位。')
  await desk.getByLabel('改报截止').fill(inHours(30))
  await desk.getByRole('button', { name: '保存' }).click()
  await desk.waitForURL('**saved=1')
  await look(desk, 'post')

  await page.goto(flow)
  await expect(page.getByText('您报的岗位已取消').first()).toBeVisible()
  await expect(page.getByText('达不到开考比例').first()).toBeVisible()
  await look(page, 'flow-cancelled')
  await page.goto(`${origin()}/me`)
  await expect(page.getByText('1 条未读')).toBeVisible()
  await page.getByRole('link', { name: '我的消息' }).click()
  await expect(page.getByText('这个岗位已取消')).toBeVisible()
  await look(page, 'messages')
  await page.goto(`${origin()}/me`)
  await expect(page.getByText('条未读')).toHaveCount(0)
  await page.goto(flow)
  await ready(page)
  await page.getByRole('button', { name: '改报其他岗位' }).click()
  await expect(page.getByText('岗位取消，重新选择')).toBeVisible()
  clean()
  await page.goto(`${origin()}/me`)
  await choosePosition(page, flow)
  await confirm(page, flow)
  await page.goto(`${flow}/status`)
  await expect(page.getByText('已确认，待审核').first()).toBeVisible()

  await other.goto(otherFlow)
  await ready(other)
  await other.getByText('不改报了，结束这份报名').click()
  await other.getByRole('button', { name: '结束这份报名' }).click()
  await expect(other.getByRole('alert')).toBeFocused()
  await look(other, 'flow-waive-error')
  // It works without scripts as well.
  const plain = await (await browser.newContext({ javaScriptEnabled: false, storageState: await other.context().storageState() })).newPage()
  await plain.goto(otherFlow)
  await plain.getByText('不改报了，结束这份报名').click()
  await plain.getByRole('button', { name: '结束这份报名' }).click()
  await expect(plain.getByText('有 1 处要改')).toBeVisible()
  await plain.getByLabel('我不再改报').check()
  await plain.getByRole('button', { name: '结束这份报名' }).click()
  await expect(plain.getByText('这份报名已经结束').first()).toBeVisible()
  await other.goto(otherFlow)
  await expect(other.getByText('这份报名已经结束').first()).toBeVisible()
  await expect(other.getByRole('button', { name: '改报其他岗位' })).toHaveCount(0)
  await look(other, 'flow-waived')
  await other.goto(`${origin()}/me`)
  await expect(other.getByText('报名已结束').first()).toBeVisible()
  cleanOther()

  await desk.goto(`${origin()}/admin/exams/${exam}/posts`)
  const list = desk.getByRole('link', { name: '未改报名单' })
  await expect(list).toBeVisible()
  await look(desk, 'posts-waived')
  const [file] = await Promise.all([desk.waitForEvent('download'), list.click()])
  expect(file.suggestedFilename()).toBe('未改报名单.csv')
  const rows = readFileSync(await file.path(), 'utf8').trim().split('\r\n')
  expect(rows.filter((row) => row.includes(`"${code}"`) && row.includes('本人放弃'))).toHaveLength(1)
  const address = await list.getAttribute('href')
  // Nobody else gets it: they are led to the staff's door.
  const refused = await other.request.get(`${origin()}${address}`, { maxRedirects: 0 })
  expect([refused.status(), refused.headers().location]).toEqual([303, expect.stringContaining('/admin/login')])
  cleanDesk()
})
