// How a page looks, in every width and mode: no fault that axe knows of, nothing wider than the window. Pictures go to $SHOTS.
import { expect } from '@playwright/test'
import { appendFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { watch } from './steps.mjs'

// The phone last: what is pressed between two looks is pressed there.
const WIDTHS = [1280, 390]
const MODES = { light: {}, dark: { theme: 'dark' }, large: { text: 'large' } }
const shots = process.env.SHOTS

/** A page that can be looked at; call `clean` at the end. */
export async function lookable(context) {
  const page = await context.newPage()
  // A colour on its way from one mode to the next is none that anybody sees.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.addInitScript({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') })
  return { page, clean: await watch(page) }
}

/** Runs in the page: writes on <html> what the server writes for the cookies `theme` and `text`, then judges. */
async function judge(mode) {
  const root = document.documentElement
  for (const name of ['theme', 'text']) mode[name] ? (root.dataset[name] = mode[name]) : delete root.dataset[name]
  const { violations } = await window.axe.run(document, { resultTypes: ['violations'] })
  const faults = violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`)
  const over = root.scrollWidth - root.clientWidth
  if (over > 0) {
    const wide = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1)
    faults.push(`${over} px too wide: ${wide.slice(0, 3).map((e) => e.outerHTML.slice(0, 80)).join(' | ')}`)
  }
  return faults
}

/** What has been looked at, a line each: path and whether the page was refused something. The last spec reads it. */
export const looked = () => join(process.env.FOLDER, 'looked.txt')

/** Names of looks that show a page that refuses, finds nothing, or has nothing to show. */
const REFUSED = /-(error|refused|missing|none|lost|unknown|forbidden|decided|taken)$/

export async function look(page, name) {
  // A page reached without a load has no title and no heading for a moment.
  await page.getByRole('heading', { level: 1 }).waitFor()
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 844 })
    for (const [mode, attributes] of Object.entries(MODES)) {
      const faults = await page.evaluate(judge, attributes)
      expect.soft(faults, `${name}, ${width} px, ${mode}`).toEqual([])
      if (shots) await page.screenshot({ path: `${shots}/${name}-${width}-${mode}.png`, fullPage: true })
    }
  }
  appendFileSync(looked(), `${new URL(page.url()).pathname} ${REFUSED.test(name) ? 'refused' : 'shown'}\n`)
  await page.evaluate(() => {
    delete document.documentElement.dataset.theme
    delete document.documentElement.dataset.text
  })
}
