// The ways in which a picture reaches the page and the formats it comes in; what is told of it, and what the candidate answers.
// pictures/ holds the drawn portrait as no browser writes it: AVIF, and a JPEG in printing colours.
import { writeFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { look, lookable } from './look.mjs'
import { choose, fine, finding, open, press, refused } from './photo.mjs'
import { logIn, origin, person, portrait, ready, register, watch } from './steps.mjs'

const held = (name) => new URL(`pictures/${name}`, import.meta.url).pathname

/** Runs in the page: the portrait drawn over and encoded as `type`, base64. */
async function redrawn([base64, type, quality, over]) {
  const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))]))
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
  const c = canvas.getContext('2d')
  c.drawImage(bitmap, 0, 0)
  for (const [colour, x, y, rx, ry] of over) {
    c.fillStyle = colour
    c.beginPath()
    c.ellipse(x, y, rx, ry, 0, 0, 7)
    c.fill()
  }
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type, quality })).arrayBuffer())
  return btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join(''))
}

async function changed(page, { type = 'image/jpeg', quality = 0.92, over = [] }) {
  const base64 = (await portrait(page)).buffer.toString('base64')
  return { name: 'me', mimeType: type, buffer: Buffer.from(await page.evaluate(redrawn, [base64, type, quality, over]), 'base64') }
}

test('a picture is dropped anywhere on the page', async ({ page }, info) => {
  const clean = await watch(page)
  await open(page)
  const file = info.outputPath('me.jpg')
  writeFileSync(file, (await portrait(page)).buffer)
  const heading = await page.getByRole('heading', { level: 1 }).boundingBox()
  const hand = await page.context().newCDPSession(page)
  const drag = (type) =>
    hand.send('Input.dispatchDragEvent', { type, x: heading.x + 9, y: heading.y + 9, data: { items: [], files: [file], dragOperationsMask: 1 } })
  await drag('dragEnter')
  await drag('dragOver')
  await expect(page.locator('.dropzone')).toHaveClass(/over/)
  await drag('drop')
  await expect(fine(page)).toBeVisible()
  await expect(page.locator('.dropzone')).not.toHaveClass(/over/)
  await expect(page).toHaveURL(`${origin()}/photo`)
  clean()
})

test('a picture is pasted', async ({ browser }) => {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
  const page = await context.newPage()
  const clean = await watch(page)
  await open(page)
  const { buffer } = await changed(page, { type: 'image/png' })
  await page.evaluate(async (base64) => {
    const blob = new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], { type: 'image/png' })
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })])
  }, buffer.toString('base64'))
  await page.keyboard.press('Control+V')
  await expect(fine(page)).toBeVisible()
  await expect(finding(page, '原文件是 PNG，已转换为 JPG')).toBeVisible()
  clean()
})

test('what the browser can read is converted; of what it cannot the page says what to do', async ({ browser }) => {
  const { page, clean } = await lookable(await browser.newContext())
  await open(page)
  await choose(page, held('portrait.avif'))
  await expect(fine(page)).toBeVisible()
  await expect(finding(page, '原文件是 AVIF，已转换为 JPG')).toContainText('不需要您做什么')
  await choose(page, held('portrait-cmyk.jpg'))
  await expect(finding(page, '原文件是印刷用的 CMYK 颜色，已转换为 RGB')).toBeVisible()
  await expect(fine(page)).toBeVisible()
  const heic = Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(4096)])
  await choose(page, { name: 'IMG_0001.HEIC', mimeType: 'image/heic', buffer: heic })
  await expect(refused(page)).toBeVisible()
  const unread = finding(page, '这是苹果 HEIC 格式，这里读不了')
  await expect(unread).toContainText('另存为 JPG')
  await expect(unread.getByRole('button', { name: '换一张照片' })).toBeVisible()
  await look(page, 'photo-public-heic')
  clean()
})

test('what concerns the whole photo says so, with its figure and its limit', async ({ page }) => {
  await open(page)
  await choose(page, await changed(page, { quality: 0.3 }))
  const pressed = finding(page, '整张照片压缩过度，有方块痕迹')
  await expect(pressed).toContainText(/原图的压缩质量是 \d+（满分 100），至少 50/)
  await expect(pressed.getByRole('button', { name: '换一张照片' })).toBeVisible()
})

test('what the person knows better is confirmed, shown as done, and told to the reviewer', async ({ browser }) => {
  const { page, clean } = await lookable(await browser.newContext())
  const p = person()
  await register(page, p)
  await logIn(page, p)
  await page.goto(`${origin()}/me/photo`)
  await ready(page)
  await choose(page, await changed(page, { over: [['#8fb6d8', 300, 495, 140, 105]] }))
  const doubt = finding(page, '口鼻可能被遮挡')
  await expect(doubt).toContainText('请留意')
  const button = doubt.getByRole('button')
  await expect(button).toHaveText('确认无误')
  await button.focus()
  await page.keyboard.press('Enter')
  await expect(button).toHaveText('取消确认')
  await expect(button).toBeFocused()
  await expect(doubt).toContainText('您已确认')
  await expect(page.getByRole('status').filter({ hasText: '1 处您已确认' })).toBeVisible()
  await look(page, 'photo-confirmed')
  const [sent] = await Promise.all([page.waitForRequest((r) => r.method() === 'PUT'), press(page, '使用这张照片')])
  expect(await sent.headerValue('x-photo-confirmed')).toBe('["O02"]')
  await expect(page.getByText('照片检测通过，已保存。')).toBeVisible()
  clean()
})
