// How long a picture takes in Chromium, in milliseconds, as one line of JSON: whoever wants one core pins this process to it.
// usage: node time.mjs page ORIGIN PICTURE             {verdict: from choosing until it stands there, longest: task of the page's thread meanwhile}
//        node time.mjs worker ORIGIN PICTURE PROFILE   {cold, warm, frame}: the first verdict of a fresh worker, later ones, a moved frame
//        node time.mjs warmed ORIGIN PICTURE PROFILE   the same after what the page asks for when it opens
//        node time.mjs plain ORIGIN PICTURE PROFILE    as `worker`, in the program for browsers without vectors
import { readFileSync } from 'node:fs'
import { chromium } from '@playwright/test'
import config from './playwright.config.mjs'

const TIMES = 5
const [what, origin, picture, profile] = process.argv.slice(2)
const browser = await chromium.launch(config.use.launchOptions)
const opened = async (path, settings) => {
  const page = await (await browser.newContext({ locale: config.use.locale, ...settings })).newPage()
  await page.goto(`${origin}${path}`)
  await page.waitForLoadState('networkidle')
  return page
}
const median = (all) => all.sort((a, b) => a - b)[all.length >> 1]

/** Each on a page of its own: what an earlier picture made ready does not count. */
async function inPage() {
  const page = await opened('/photo')
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

/** A worker of its own, on a page that runs no program, with all at hand that the page fetches before anybody chooses a picture. */
async function inWorker() {
  const page = await opened('/health/live', { serviceWorkers: 'block' })
  const file = readFileSync(picture).toString('base64')
  const told = await page.evaluate(async ({ what, file, profile }) => {
    const home = new DOMParser().parseFromString(await (await fetch('/')).text(), 'text/html')
    const address = new URL(home.documentElement.dataset.worker, location.href)
    const named = (name) => address.searchParams.get(name)
    if (what === 'plain') ['js', 'wasm'].forEach((name) => address.searchParams.set(name, named(`plain_${name}`)))
    const worker = new Worker(address, { type: 'module' })
    const ask = (message) =>
      new Promise((done, failed) => {
        worker.onmessage = ({ data }) => (data.error ? failed(new Error(data.error)) : done(data))
        worker.onerror = failed
        worker.postMessage({ id: 1, ...message })
      })
    const took = async (message) => {
      const began = performance.now()
      const answer = await ask(message)
      return [performance.now() - began, answer]
    }
    const median = (all) => all.sort((a, b) => a - b)[all.length >> 1]
    const judge = { kind: 'judge', file: new Blob([Uint8Array.from(atob(file), (c) => c.charCodeAt(0))]), profile }
    if (what === 'warmed') worker.postMessage({ kind: 'prewarm' })
    // No picture: answered once program and model are there, before the engine has run.
    await ask({ kind: 'judge', file: new Blob(['']), profile })
    // Nobody is told when the program is warm.
    await new Promise((done) => setTimeout(done, 2_000))
    const [cold, answer] = await took(judge)
    const warm = []
    for (let i = 0; i < 9; i++) warm.push((await took(judge))[0])
    const frame = JSON.parse(answer.frame)
    const moved = []
    for (let i = 0; i < 9; i++) {
      const aside = JSON.stringify({ ...frame, x: frame.x + 10 * i, roll: frame.roll + 15 })
      moved.push((await took({ kind: 'frame', frame: aside, edits: '{}' }))[0])
    }
    worker.terminate()
    return { cold, warm: median(warm), frame: median(moved) }
  }, { what, file, profile: readFileSync(profile, 'utf8') })
  await page.context().close()
  return told
}

const all = []
for (let i = 0; i < TIMES; i++) all.push(await (what === 'page' ? inPage() : inWorker()))
await browser.close()
const told = Object.fromEntries(Object.keys(all[0]).map((key) => [key, median(all.map((one) => one[key]))]))
if (what === 'page') told.longest = Math.max(...all.map((one) => one.longest))
console.log(JSON.stringify(told))
