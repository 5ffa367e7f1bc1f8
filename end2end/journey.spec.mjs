// Register → second confirmation → log in → photo → documents → form → position → confirm → refused → repaired → approved.
import { expect, test } from '@playwright/test'
import { approve, asStaff, openCase, refuse } from './staff.mjs'
import { choosePosition, confirm, fillBasic, fillEducation, fillOther, fillWork, logIn, origin, person, portrait, ready, register, watch } from './steps.mjs'

async function photo(page) {
  await page.waitForURL('**/me/photo**')
  await ready(page)
  await page.getByLabel('选择照片').setInputFiles(await portrait(page, '#6fa8dc'))
  await expect(page.getByText('背景不是白色')).toBeVisible()
  await page.getByLabel('选择照片').setInputFiles(await portrait(page))
  await page.getByRole('button', { name: '使用这张照片' }).click()
  await expect(page.getByText('照片检测通过，已保存。')).toBeVisible()
}

/** Documents and form, each sent empty first; answers the flow page. */
async function documentsAndForm(page) {
  await page.goto(origin())
  await page.getByRole('link', { name: '立即报名' }).first().click()
  await page.waitForURL('**/me/begin/**')
  await ready(page)
  await page.getByRole('button', { name: '接受，开始报名' }).click()
  await expect(page.getByRole('alert')).toBeFocused()
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: '接受，开始报名' }).click()
  await page.waitForURL('**/me/application/**')
  const flow = page.url()
  await page.getByRole('link', { name: '去填报' }).click()
  await page.waitForURL('**/me/basic**')
  for (const [part, fill, next] of [['basic', fillBasic, '继续填：教育'], ['education', fillEducation, '继续填：工作'], ['work', fillWork, '继续填：其他'], ['other', fillOther]]) {
    await ready(page)
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await expect(page.getByRole('alert')).toBeFocused()
    await expect(page).toHaveTitle(/^错误：/)
    await fill(page)
    await page.getByRole('button', { name: '保存', exact: true }).dblclick()
    await page.waitForURL(`**/me/${part}?saved=1`)
    if (next) await page.getByRole('link', { name: next }).click()
  }
  return flow
}

test('the whole journey with scripts', async ({ browser }) => {
  const page = await (await browser.newContext()).newPage()
  const reviewer = await (await asStaff(browser, 'review')).newPage()
  const [clean, reviewerClean] = [await watch(page), await watch(reviewer)]
  const p = person()
  await page.goto(origin())
  await register(page, p)
  await logIn(page, p)
  await photo(page)
  const flow = await documentsAndForm(page)
  await choosePosition(page, flow)
  await confirm(page, flow)
  await expect(page.getByText('已提交审核').first()).toBeVisible()

  await openCase(reviewer, flow)
  const url = reviewer.url()
  await reviewer.getByRole('button', { name: '不通过' }).click()
  await expect(reviewer.getByRole('alert')).toBeFocused()
  await refuse(reviewer, '请核对专业名称')
  await page.goto(flow)
  await expect(page.getByText('请核对专业名称', { exact: true })).toBeVisible()
  await choosePosition(page, flow)
  await confirm(page, flow)
  await approve(reviewer, url)
  await page.goto(flow)
  await expect(page.getByText('审核通过，请留意后续通知。')).toBeVisible()
  clean()
  reviewerClean()

  await page.getByRole('button', { name: '安全退出' }).click()
  await page.waitForURL(`${origin()}/`)
  await page.goto(`${origin()}/me`)
  await expect(page).toHaveURL(/\/login\?to=/)
  await logIn(page, p, p.phone)
})

test('a wrong password is told where it was typed and nothing is lost', async ({ page }) => {
  await page.goto(`${origin()}/login`)
  await ready(page)
  await page.getByLabel('证件号码或手机号').fill('13700000000')
  await page.getByLabel('密码', { exact: true }).fill('not the password')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page.getByRole('alert')).toBeFocused()
  await expect(page.getByLabel('证件号码或手机号')).toHaveValue('13700000000')
})
