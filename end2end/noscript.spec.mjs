// Without scripts, the reviewer's browser included: from registration to a refusal, its repair and the approval.
// Each form is sent once with one wrong value; every typed value is found again.
import { expect, test } from '@playwright/test'
import { openCase, staffLogIn } from './staff.mjs'
import {
  askToRegister, confirmRegistration, fillBasic, fillEducation, fillOther, findPosition, logIn, origin, person, portrait, proveRegistration, smsCode, typed,
} from './steps.mjs'

test.use({ javaScriptEnabled: false })
test.setTimeout(180_000)

/** Sends the page's form by `button`; it comes back with `words` and with everything as typed. */
async function refused(page, button, words) {
  const before = await typed(page)
  await page.getByRole('button', { name: button, exact: true }).click()
  await expect(page).toHaveTitle(/^错误：/)
  await expect(page.getByRole('alert')).toContainText(words)
  expect(await typed(page)).toEqual(before)
}

async function registered(page, p) {
  await page.goto(`${origin()}/register`)
  await page.getByLabel('姓名', { exact: true }).fill(p.name)
  await page.getByLabel('证件号码', { exact: true }).fill(p.number)
  await page.getByLabel('手机号', { exact: true }).fill('12345')
  await page.getByLabel('密码', { exact: true }).fill(p.password)
  await page.getByLabel('再次输入密码', { exact: true }).fill(p.password)
  await page.getByRole('checkbox').check()
  await refused(page, '注册，获取短信验证码', '手机号应为 11 位，您填了 5 位')
  await askToRegister(page, p)
  const code = await smsCode(p.phone)
  await page.getByLabel('短信验证码').fill(code === '000000' ? '000001' : '000000')
  await refused(page, '验证手机号', '验证码不正确，还可以试 4 次')
  await proveRegistration(page, p)
  await page.getByLabel('再次填写姓名').fill('张晓兰')
  await page.getByLabel('再次填写证件号码').fill(p.number)
  await refused(page, '确定，完成注册', '与前面填的不一致')
  await confirmRegistration(page, p)
}

async function enter(page, p) {
  await registered(page, p)
  await page.getByLabel('证件号码或手机号').fill(p.number)
  await page.getByLabel('密码', { exact: true }).fill('not the password')
  await refused(page, '登录', '账号或密码不正确')
  await logIn(page, p)
  await page.goto(`${origin()}/me/photo`)
  await page.getByLabel('选择照片').setInputFiles({ name: 'large.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(13 << 20) })
  await page.getByRole('button', { name: '上传并检测' }).click()
  await expect(page.getByText('文件太大，最多 12 MB')).toBeVisible()
  await expect(page.getByText('裁掉四周多余的部分')).toBeVisible()
  for (const [ground, words] of [['#6fa8dc', '背景不是白色'], ['#ffffff', '请看一看裁切后的照片']]) {
    await page.goto(`${origin()}/me/photo`)
    await page.getByLabel('选择照片').setInputFiles(await portrait(page, ground))
    await page.getByRole('button', { name: '上传并检测' }).click()
    await expect(page.getByText(words)).toBeVisible()
  }
  await page.getByRole('button', { name: '使用这张照片' }).click()
  await expect(page.getByText('照片检测通过，已保存。')).toBeVisible()
}

async function rows(page) {
  const [first, second] = ['第 1 段', '第 2 段'].map((name) => page.getByRole('region', { name }))
  await page.goto(`${origin()}/me/education`)
  await fillEducation(page)
  await page.getByRole('button', { name: '再加一段教育经历' }).click()
  await second.getByLabel('毕业院校').fill('南湖学院')
  await second.getByRole('button', { name: '上移' }).click()
  await expect(first.getByLabel('毕业院校')).toHaveValue('南湖学院')
  await expect(second.getByLabel('毕业院校')).toHaveValue('云湖大学')
  await first.getByRole('button', { name: '删除' }).click()
  await expect(second).toHaveCount(0)
  await expect(first.getByLabel('毕业院校')).toHaveValue('云湖大学')
  await page.getByLabel('学历证书编号').fill('1048 1120 2406 0012')
  await refused(page, '保存', '学历证书编号应为 18 位，您填了 16 位')
  await page.getByLabel('学历证书编号').fill('104881202305001234')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.waitForURL('**/me/education?saved=1')
}

/** The other three parts, each sent with one wrong value first; rows are added by their buttons. */
async function otherParts(page) {
  const save = async (part) => {
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.waitForURL(`**/me/${part}?saved=1`)
  }
  await page.goto(`${origin()}/me/basic`)
  await fillBasic(page)
  await page.getByLabel('邮政编码').fill('4300')
  await refused(page, '保存', '邮政编码应为 6 位，您填了 4 位')
  await page.getByLabel('邮政编码').fill('430000')
  await save('basic')

  await page.goto(`${origin()}/me/work`)
  await page.getByRole('button', { name: '再加一段工作经历' }).click()
  const job = page.getByRole('region', { name: '工作经历 第 1 段' })
  await job.getByRole('group', { name: '开始年月' }).getByLabel('年').fill('2023')
  await job.getByRole('group', { name: '开始年月' }).getByLabel('月').fill('13')
  await job.getByRole('checkbox', { name: '至今' }).check()
  await job.getByLabel('工作单位').fill('清溪县云溪镇人民政府')
  await job.getByLabel('部门及职务').fill('党政办 & 科员')
  await job.getByLabel('单位性质').selectOption('01')
  await job.getByRole('group', { name: '是否基层工作经历' }).getByLabel('是').check()
  await page.getByRole('group', { name: '是否服过兵役' }).getByLabel('否').check()
  await refused(page, '保存', '开始年月的月份应为 1 到 12')
  await job.getByRole('group', { name: '开始年月' }).getByLabel('月').fill('7')
  await save('work')

  await page.goto(`${origin()}/me/other`)
  await fillOther(page)
  await page.getByRole('checkbox', { name: '无家庭成员' }).uncheck()
  await refused(page, '保存', '请至少填写一段家庭主要成员及重要社会关系')
  await page.getByRole('checkbox', { name: '无家庭成员' }).check()
  await save('other')
}

/** Position and confirmation, from the flow page. */
async function handIn(page, flow) {
  await page.goto(flow)
  await findPosition(page)
  await page.getByRole('button', { name: '选择这个岗位' }).click()
  await page.waitForURL(flow)
  await page.getByRole('link', { name: '核对并确认' }).click()
  await refused(page, '确认报名信息（确认后不可修改）', '请阅读后勾选')
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: /确认报名信息/ }).click()
  await page.waitForURL(flow)
  await expect(page.getByText('已提交审核').first()).toBeVisible()
}

test('the whole journey without scripts', async ({ page, browser }) => {
  const p = person()
  await enter(page, p)
  await page.goto(origin())
  await page.getByRole('link', { name: '立即报名' }).first().click()
  await refused(page, '接受，开始报名', '请阅读后勾选')
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: '接受，开始报名' }).click()
  await page.waitForURL('**/me/application/**')
  const flow = page.url()
  await otherParts(page)
  await rows(page)
  await handIn(page, flow)

  const reviewer = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await reviewer.goto(`${origin()}/admin/login`)
  await reviewer.getByLabel('用户名').fill('review')
  await reviewer.getByLabel('密码', { exact: true }).fill('Lantern-2027-demo')
  await reviewer.getByLabel('动态验证码').fill('12345')
  await refused(reviewer, '登录', '动态验证码')
  await staffLogIn(reviewer, 'review')
  await openCase(reviewer, flow)
  const url = reviewer.url()
  await reviewer.getByLabel('给考生的话').fill('请核对“毕业院校”全称 & 专业')
  await refused(reviewer, '不通过', '请至少选择一个原因')
  await reviewer.getByLabel('专业不符合岗位要求').check()
  await reviewer.getByRole('button', { name: '不通过' }).click()
  await reviewer.waitForURL((u) => u.pathname !== new URL(url).pathname)

  await page.goto(flow)
  await expect(page.getByText('请核对“毕业院校”全称 & 专业', { exact: true })).toBeVisible()
  await page.getByRole('link', { name: '修改填报信息' }).click()
  await page.getByRole('navigation', { name: '填报信息的各部分' }).getByRole('link', { name: '教育' }).click()
  await page.getByLabel('毕业院校').fill('云湖师范大学')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.waitForURL('**/me/education?saved=1')
  await handIn(page, flow)

  await openCase(reviewer, flow)
  await expect(reviewer.getByText('云湖师范大学').first()).toBeVisible()
  await reviewer.getByRole('button', { name: '通过', exact: true }).click()
  await reviewer.waitForURL((u) => u.href !== url)
  await page.goto(flow)
  await expect(page.getByText('审核通过，请留意后续通知。')).toBeVisible()
})
