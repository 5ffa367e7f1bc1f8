// How long a picture takes in the page, in Chromium: {verdict: ms from choosing until the verdict stands there, longest: ms of the
// longest task of the page's thread meanwhile}, as one line of JSON.
// usage: node time.mjs ORIGIN PICTURE
import { chromium } from '@playwright/test'
import config from './playwright.config.mjs'

const TIMES = 5
const [origin, picture] = process.argv.slice(2)
const browser = await chromium.launch(config.use.launchOptions)

/** Each on a page of its own: what an earlier picture made ready does not count. */
async function once() {
  const page = await (await browser.newContext({ locale: config.use.locale })).newPage()
  await page.goto(`${origin}/photo`)
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => {
    window.tasks = [0]
    new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((e) => e.duration))).observe({ type: 'longtask' })
    const input = document.querySelector('input[type=file]')
    window.verdict = new Promise((done) => {
      input.addEventListener('change', () => {
        const chosen = performance.now()
        const saved = () => document.querySelector('a[download]')
        new MutationObserver(() => saved() && done(performance.now() - chosen)).observe(document.body, { childList: true, subtree: true })
      }, { capture: true })
    })
  })
  await page.getByLabel('选择照片').setInputFiles(picture)
  const verdict = await page.evaluate(() => window.verdict)
  // The observer is told of a task after it.
  await page.waitForTimeout(500)
  const longest = await page.evaluate(() => Math.max(...window.tasks))
  await page.context().close()
  return { verdict, longest }
}

const all = []
for (let i = 0; i < TIMES; i++) all.push(await once())
await browser.close()
const sorted = (key) => all.map((one) => one[key]).sort((a, b) => a - b)
console.log(JSON.stringify({ verdict: sorted('verdict')[TIMES >> 1], longest: sorted('longest').at(-1) }))
