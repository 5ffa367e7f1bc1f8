// The photo reviewer: two keys a photo, the next one at once; what is refused the candidate replaces; the same without scripts.
import { expect, test } from '@playwright/test'
import { asStaff } from './staff.mjs'
import { candidate, origin, ready, uploadPhoto, watch } from './steps.mjs'

const shown = (page) => page.locator('section.reel:visible')

/** Whoever handed in last stands on the last sheet: those are set aside, all others approved. */
async function setAside(page, count) {
  await page.goto(`${origin()}/admin/photos`)
  await page.getByRole('button', { name: '成批查看' }).click()
  await page.waitForURL('**/sheet')
  for (;;) {
    await ready(page)
    const boxes = page.getByRole('checkbox', { name: '有问题' })
    const all = await boxes.count()
    const last = (await page.getByText('此外还有 0 张').count()) > 0
    for (let i = last ? all - count : all; i < all; i++) await boxes.nth(i).check()
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: '其余全部通过' }).click()])
    if (last) return
  }
}

test('photos are judged by keys, the next is there at once, and the refused one is replaced', async ({ browser }) => {
  const people = []
  for (let n = 0; n < 3; n++) {
    const page = await (await browser.newContext()).newPage()
    await candidate(page)
    await uploadPhoto(page)
    people.push(page)
  }
  const desk = await (await asStaff(browser, 'photo')).newPage()
  const clean = await watch(desk)
  await setAside(desk, 3)
  await desk.goto(`${origin()}/admin/photos`)
  await ready(desk)
  await desk.getByRole('button', { name: '逐张审核' }).click()
  await expect(shown(desk)).toBeVisible()
  await ready(desk)
  const all = await desk.locator('section.reel').count()
  for (let n = 0; n < all - 3; n++) await desk.keyboard.press('a')
  // How long until the next photo is drawn after the second key; printed, not asserted.
  const took = await desk.evaluate(async () => {
    const visible = () => [...document.querySelectorAll('section.reel')].find((s) => !s.hidden)?.id
    const before = visible()
    const began = performance.now()
    for (const key of ['7', 'r']) window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    while (visible() === before) await new Promise(requestAnimationFrame)
    return performance.now() - began
  })
  console.log(`the next photo after ${Math.round(took)} ms`)
  await expect(shown(desk)).toContainText(`第 ${all - 1} 张`)
  await desk.keyboard.press('r')
  await expect(shown(desk)).toContainText('请至少选择一个原因')
  await desk.keyboard.press('k')
  await expect(shown(desk)).toContainText('人工审核未通过')
  await desk.keyboard.press('j')
  await desk.keyboard.press('a')
  await desk.keyboard.press('a')
  await expect(desk.getByText(/没有等待查看的照片|第 1 张/)).toBeVisible()
  await clean()

  const [refused, approved] = people
  await refused.goto(`${origin()}/me`)
  await refused.getByRole('link', { name: '查看原因并更换照片' }).click()
  await expect(refused.getByText('闭眼或没有正视镜头')).toBeVisible()
  await uploadPhoto(refused, '#fcfcfc')
  await refused.goto(`${origin()}/me/photo`)
  await expect(refused.getByText('待人工查看')).toBeVisible()
  await approved.goto(`${origin()}/me/photo`)
  await expect(approved.getByText('人工审核通过')).toBeVisible()
})

test('without scripts a photo is set aside and decided by forms', async ({ browser }) => {
  const page = await (await browser.newContext()).newPage()
  await candidate(page)
  await uploadPhoto(page)
  await setAside(await (await asStaff(browser, 'photo')).newPage(), 1)
  const desk = await (await asStaff(browser, 'photo', { javaScriptEnabled: false })).newPage()
  await desk.goto(`${origin()}/admin/photos`)
  await desk.getByRole('button', { name: '逐张审核' }).click()
  for (;;) {
    const of = await shown(desk).getByRole('heading', { level: 2 }).textContent()
    if (of.includes('共 1 张')) break
    await shown(desk).getByRole('button', { name: '通过', exact: true }).click()
  }
  await shown(desk).getByRole('button', { name: '不通过' }).click()
  await expect(desk).toHaveURL(/attempt=/)
  await shown(desk).getByLabel('背景颜色不符或有杂物').check()
  await shown(desk).getByRole('button', { name: '不通过' }).click()
  await expect(desk.getByText('没有等待查看的照片')).toBeVisible()
  await page.goto(`${origin()}/me/photo`)
  await expect(page.getByText('背景颜色不符或有杂物')).toBeVisible()
})
