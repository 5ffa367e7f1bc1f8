// The proof of work as the test browser does it: at least as many bits as configured, a nonce that has them and is the first that does.
import { expect, test } from '@playwright/test'
import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { origin, ready } from './steps.mjs'

/** `proof.bits` as the program itself tells it. */
function configured() {
  const bin = join(process.env.CARGO_TARGET_DIR, 'debug', 'baokao')
  const told = execFileSync(bin, ['--config', join(process.env.FOLDER, 'baokao.toml'), 'config'], { encoding: 'utf8' })
  return Number(/^proof\.bits = (\d+)/m.exec(told)[1])
}

/** Runs in the page before its own scripts: notes what the worker is asked and when it answers. */
function listen() {
  const asked = new Map()
  window.proofs = []
  const post = Worker.prototype.postMessage
  Worker.prototype.postMessage = function (message, ...rest) {
    if (message?.kind === 'pow') {
      asked.set(message.id, { ticket: message.ticket, bits: message.bits, at: performance.now() })
      this.addEventListener('message', ({ data }) => {
        const question = asked.get(data.id)
        if (question) window.proofs.push({ ...question, nonce: data.nonce, ms: performance.now() - question.at })
        asked.delete(data.id)
      })
    }
    return post.call(this, message, ...rest)
  }
}

function zeroBits(text) {
  const hash = createHash('sha256').update(text).digest()
  const first = hash.findIndex((byte) => byte !== 0)
  return first * 8 + Math.clz32(hash[first]) - 24
}

test('the proof asked for is the one configured, and it is worked for', async ({ page }) => {
  await page.addInitScript(listen)
  await page.goto(`${origin()}/login`)
  await ready(page)
  await page.getByLabel('证件号码或手机号').fill('13700000000')
  await page.getByLabel('密码', { exact: true }).fill('not the password')
  const [sent] = await Promise.all([
    page.waitForRequest('**/api/door/login'),
    page.getByRole('button', { name: '登录', exact: true }).click(),
  ])
  const [proof] = await page.evaluate(() => window.proofs)
  // A network that does much gets up to four bits more; all journeys come from one.
  expect(proof.bits).toBeGreaterThanOrEqual(configured())
  expect(proof.bits).toBeLessThanOrEqual(configured() + 4)
  expect(zeroBits(`${proof.ticket}:${proof.nonce}`)).toBeGreaterThanOrEqual(proof.bits)
  // Every smaller number was tried in vain: that many hashes were counted out.
  for (let n = 0; n < Number(proof.nonce); n++) {
    if (zeroBits(`${proof.ticket}:${n}`) >= proof.bits) throw new Error(`${n} came before ${proof.nonce}`)
  }
  const form = new URLSearchParams(sent.postData())
  expect([form.get('proof[ticket]'), form.get('proof[nonce]')]).toEqual([proof.ticket, String(proof.nonce)])
  console.log(`proof of work: ${proof.bits} bits, ${Number(proof.nonce) + 1} hashes in ${Math.round(proof.ms)} ms`)
})
