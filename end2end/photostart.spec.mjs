// The photo's page before its program is there, without it, and without workers.
import { expect, test } from '@playwright/test'
import { choose, fine, press } from './photo.mjs'
import { candidate, origin, portrait, ready } from './steps.mjs'

const PROGRAM = /\/pkg\/baokao\.[0-9a-f]+\.wasm/

test('a picture chosen before the page is ready is judged as soon as it is', async ({ browser }) => {
  const context = await browser.newContext({ serviceWorkers: 'block' })
  const page = await context.newPage()
  const picture = await portrait(page)
  let arrive
  const arrived = new Promise((done) => (arrive = done))
  await page.route(PROGRAM, async (route) => {
    await arrived
    await route.continue()
  })
  await page.goto(`${origin()}/photo`, { waitUntil: 'commit' })
  await choose(page, picture)
  await expect(fine(page)).toHaveCount(0)
  arrive()
  await expect(fine(page)).toBeVisible()
  await context.close()
})

test('where the page\'s program does not start the picture is sent as a form', async ({ browser }) => {
  const context = await browser.newContext({ serviceWorkers: 'block' })
  const page = await context.newPage()
  await candidate(page)
  await page.route(PROGRAM, (route) => route.abort())
  await page.goto(`${origin()}/me/photo`)
  await expect(page.getByText('您的浏览器版本较旧')).toBeVisible()
  await choose(page, await portrait(page))
  await press(page, '上传并检测')
  await expect(page.getByText('请看一看裁切后的照片')).toBeVisible()
  await press(page, '使用这张照片')
  await expect(page.getByText('照片检测通过，已保存。')).toBeVisible()
  await context.close()
})

test('without workers the server judges for whoever is logged in', async ({ page }) => {
  await candidate(page)
  await page.addInitScript(() => delete window.Worker)
  await page.goto(`${origin()}/me/photo`)
  await ready(page)
  await choose(page, await portrait(page))
  await expect(fine(page)).toContainText('由服务器检测和裁切')
  await press(page, '使用这张照片')
  await expect(page.getByText('照片检测通过，已保存。')).toBeVisible()
})
