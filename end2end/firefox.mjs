// One smoke journey in Firefox ESR: pages come, scripts take over, a form answers in place.
import puppeteer from 'puppeteer-core'
import { start } from './world.mjs'

const world = await start()
const browser = await puppeteer.launch({ browser: 'firefox', executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr', headless: true })
try {
  const page = await browser.newPage()
  await page.goto(`${world.origin}/login`, { waitUntil: 'networkidle0' })
  await page.type('#login', '13700000000')
  await page.click('button[type=submit].full')
  await page.waitForSelector('#password-error', { timeout: 30_000 })
  const [title, kept] = await page.evaluate(() => [document.title, document.querySelector('#login').value])
  if (!title.startsWith('错误：') || kept !== '13700000000') throw new Error(`title ${title}, kept ${kept}`)
  console.log('firefox: 1 passed')
} finally {
  await browser.close()
  world.stop()
}
