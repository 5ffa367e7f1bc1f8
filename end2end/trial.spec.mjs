// 试算: an administrator sends a table and a list of people, sees who fits what and what was not understood, and takes all of it as CSV.
import { expect, test } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { asStaff } from './staff.mjs'
import { origin, ready } from './steps.mjs'
import { look, lookable } from './look.mjs'

const PEOPLE = `姓名,出生日期,性别,政治面貌,学历,学位,专业,毕业时间,应届,职位代码
甲,1999-05-01,女,中共党员,本科,学士,法学,2021-07,否,
乙,1993年6月,男,群众,大专,无,会计,2015.7,否,1
丙,不详,女,党员,本科,学士,法学,2021-07,否,2
`
const TABLE = `职位代码,招录单位,职位名称,招录人数,学历,学位,专业,备注
1,云湖市司法局,文书,1,本科及以上,学士,法学（0301）,
2,清溪县财政局,会计,1,本科及以上,不限,不限,限男性
`
const file = (name, text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

test('a table and rules are tried on people before anybody applies', async ({ browser }) => {
  const { page, clean } = await lookable(await asStaff(browser, 'exam'))
  await page.goto(`${origin()}/admin/exams`)
  await page.locator('li.pos h2 a').first().click()
  await page.getByRole('link', { name: '试算' }).click()
  await ready(page)
  await look(page, 'trial')
  await page.getByLabel('人员名单文件').setInputFiles(file('电话.csv', '姓名,电话\n甲,1\n'))
  await page.getByRole('button', { name: '试算', exact: true }).click()
  await expect(page.getByText('没有找到人员名单')).toBeVisible()
  await look(page, 'trial-error')
  const choose = async () => {
    await page.getByLabel('人员名单文件').setInputFiles(file('名单.csv', PEOPLE))
    await page.getByLabel('职位表文件').setInputFiles(file('职位.csv', TABLE))
  }
  await choose()
  await page.getByRole('button', { name: '试算', exact: true }).click()
  const rows = page.getByRole('region', { name: '判定' }).locator('tbody tr')
  await expect(rows).toHaveCount(3)
  await expect(rows.nth(1)).toContainText('文书（1）')
  await expect(rows.nth(1)).toContainText('不符合')
  await expect(page.getByRole('region', { name: '没有读懂' }).locator('tbody tr')).toHaveCount(2)
  await ready(page)
  await look(page, 'trial-told')
  await choose()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载全部判定' }).click()
  const download = await saved
  expect(download.suggestedFilename()).toBe('试算.csv')
  expect(readFileSync(await download.path(), 'utf8').trim().split('\n')).toHaveLength(5)
  clean()
})
