// 收藏: a star set in place, the list with the verdict and a comparison, the star taken back; the same without scripts.
import { expect, test } from '@playwright/test'
import { look, lookable } from './look.mjs'
import { candidate, origin, ready } from './steps.mjs'

async function table(page) {
  await page.goto(origin())
  const exam = await page.locator('h3 a').first().getAttribute('href')
  await page.goto(`${origin()}${exam}/positions`)
}

test('positions are starred in place and stand on 我的收藏', async ({ browser }) => {
  const { page, clean } = await lookable(await browser.newContext())
  await candidate(page)
  await page.goto(`${origin()}/me/favourites`)
  await look(page, 'favourites-none')
  await table(page)
  await ready(page)
  const stars = page.locator('button.star')
  for (const at of [0, 1]) {
    await stars.nth(at).click()
    await expect(stars.nth(at)).toHaveAttribute('aria-pressed', 'true')
  }
  await look(page, 'positions-starred')
  await page.locator('li.pos h2 a').first().click()
  await expect(page.locator('button.star').first()).toHaveAttribute('aria-pressed', 'true')
  await look(page, 'position-starred')
  await page.goto(`${origin()}/me/favourites`)
  await expect(page.locator('li.pos')).toHaveCount(2)
  await look(page, 'favourites')
  await ready(page)
  for (const box of await page.getByRole('checkbox', { name: /对比/ }).all()) await box.check()
  await page.getByRole('button', { name: '对比所选职位' }).click()
  await page.waitForURL('**/compare**')
  await page.goto(`${origin()}/me/favourites`)
  await ready(page)
  await page.locator('button.star').first().click()
  await expect(page.locator('button.star').first()).toHaveAttribute('aria-pressed', 'false')
  await page.reload()
  await expect(page.locator('li.pos')).toHaveCount(1)
  clean()
})

test('without scripts a star is a button that comes back to where it was', async ({ browser }) => {
  const context = await browser.newContext()
  await candidate(await context.newPage())
  const page = await (await browser.newContext({ storageState: await context.storageState(), javaScriptEnabled: false })).newPage()
  await table(page)
  await page.locator('button.star').first().click()
  await expect(page).toHaveURL(/\/positions/)
  await expect(page.locator('button.star').first()).toHaveAttribute('aria-pressed', 'true')
  await page.locator('button.star').first().click()
  await expect(page.locator('button.star').first()).toHaveAttribute('aria-pressed', 'false')
})
