// The worker in a real browser: every answer on the golden corpus is the native engine's, and other formats come through the browser's
// decoder.
import { readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { origin } from './steps.mjs'

const corpus = join(process.env.CARGO_TARGET_DIR, 'photo-corpus')
const hash = (text, coding) => createHash('sha256').update(Buffer.from(text, coding)).digest('hex').slice(0, 16)

/** Runs in the page: one file through the worker, whose answers come back as texts. */
async function judged([file, profile, convert]) {
  window.photoWorker ??= new Worker(document.documentElement.dataset.worker, { type: 'module' })
  const ask = (message) =>
    new Promise((resolve) => {
      window.photoWorker.onmessage = (event) => resolve(event.data)
      window.photoWorker.postMessage({ id: 1, ...message })
    })
  let blob = new Blob([Uint8Array.from(atob(file), (c) => c.charCodeAt(0))])
  if (convert) {
    const bitmap = await createImageBitmap(blob)
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    canvas.getContext('2d').drawImage(bitmap, 0, 0)
    blob = await canvas.convertToBlob({ type: convert })
  }
  const answer = await ask({ kind: 'judge', file: blob, profile })
  if (answer.error) return answer
  const bytes = answer.jpeg && Array.from(new Uint8Array(answer.jpeg), (b) => String.fromCharCode(b)).join('')
  let moved = null
  if (answer.frame) {
    const frame = JSON.parse(answer.frame)
    const aside = { ...frame, x: frame.x + Math.trunc(frame.w / 10), roll: frame.roll + 15 }
    moved = (await ask({ kind: 'frame', frame: JSON.stringify(aside), edits: '{}' })).report
  }
  return { report: answer.report, jpeg: bytes && btoa(bytes), moved }
}

test('the worker gives the golden answers', async ({ page }) => {
  await page.goto(origin())
  const lines = readFileSync(join(corpus, 'golden.txt'), 'utf8').trim().split('\n')
  expect(lines.length).toBeGreaterThanOrEqual(60)
  for (const want of lines) {
    const [name, profile, file] = want.split(' ')
    const bytes = readFileSync(join(corpus, name))
    if (name === 'heic') continue // Browsers differ in what they make of it.
    const got = await page.evaluate(judged, [bytes.toString('base64'), readFileSync(join(corpus, `${name}.json`), 'utf8'), null])
    const photo = got.jpeg ? hash(got.jpeg, 'base64') : '-'
    expect(`${name} ${profile} ${file} ${hash(got.report ?? '', 'utf8')} ${photo} ${got.moved ? hash(got.moved, 'utf8') : '-'}`).toBe(want)
  }
})

test('PNG and WebP come through the browser', async ({ page }) => {
  await page.goto(origin())
  const bytes = readFileSync(join(corpus, 'plain-1')).toString('base64')
  const profile = readFileSync(join(corpus, 'plain-1.json'), 'utf8')
  for (const [kind, detail] of [['image/png', 'png'], ['image/webp', 'webp']]) {
    const report = JSON.parse((await page.evaluate(judged, [bytes, profile, kind])).report)
    expect(report.verdict).toBe('fix')
    expect(report.findings[0]).toMatchObject({ code: 'F02', class: 'fix', detail })
  }
})

test.describe('a browser without vectors', () => {
  // It would fetch the program that this browser can run.
  test.use({ serviceWorkers: 'block' })
  test('gets the plain program, and the same answers', async ({ page }) => {
    const programs = []
    page.on('request', (request) => programs.push(...(/\/pkg\/(worker[^.]*)\.\w+\.wasm$/.exec(new URL(request.url()).pathname)?.slice(1) ?? [])))
    // As if it were Safari before 16.4.
    await page.route(/\/pkg\/boot\./, async (route) => {
      const script = await (await route.fetch()).text()
      await route.fulfill({ contentType: 'text/javascript', body: `WebAssembly.validate = () => false\n${script}` })
    })
    await page.goto(origin())
    for (const want of readFileSync(join(corpus, 'golden.txt'), 'utf8').trim().split('\n').slice(0, 3)) {
      const [name, , , report] = want.split(' ')
      const bytes = readFileSync(join(corpus, name)).toString('base64')
      const got = await page.evaluate(judged, [bytes, readFileSync(join(corpus, `${name}.json`), 'utf8'), null])
      expect(hash(got.report, 'utf8')).toBe(report)
    }
    expect(programs).toEqual(['worker-plain'])
  })
})
