// What is done on the photo's page, and pictures to do it with.
import { origin, portrait, ready } from './steps.mjs'

/** Runs in the page: the portrait somewhere in a picture of 12 million pixels, tilted, with the room's light. */
async function phonePicture([base64, degrees, light]) {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
  const bitmap = await createImageBitmap(new Blob([bytes]))
  const canvas = new OffscreenCanvas(3000, 4000)
  const c = canvas.getContext('2d')
  c.filter = `brightness(${light})`
  c.fillStyle = '#fff'
  c.fillRect(0, 0, 3000, 4000)
  c.translate(1650, 2100)
  c.rotate((degrees * Math.PI) / 180)
  c.drawImage(bitmap, -1000, -1400, 2000, 2800)
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })
  const out = new Uint8Array(await blob.arrayBuffer())
  let text = ''
  for (let i = 0; i < out.length; i += 32768) text += String.fromCharCode(...out.subarray(i, i + 32768))
  return btoa(text)
}

/** As `phonePicture`; `light` is the room's. */
export async function phone(page, degrees, light = 1) {
  const small = (await portrait(page)).buffer.toString('base64')
  const other = await page.context().browser().newPage()
  const picture = await other.evaluate(phonePicture, [small, degrees, light])
  await other.close()
  return { name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(picture, 'base64') }
}

export const choose = (page, file) => page.getByLabel('选择照片').setInputFiles(file)
export const fine = (page) => page.getByRole('status').filter({ hasText: '这张照片可以用' })
export const refused = (page) => page.getByRole('status').filter({ hasText: '这张照片还不能用' })
export const finding = (page, title) => page.locator('.finds > li').filter({ has: page.getByRole('heading', { name: title, exact: true }) })
export const press = (page, name) => page.getByRole('button', { name, exact: true }).click()

export async function open(page, query = '') {
  await page.goto(`${origin()}/photo${query}`)
  await ready(page)
}
