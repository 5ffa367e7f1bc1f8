// One product for all journeys: sandbox and debug server on free ports, a sample exam, everything in a temporary folder.
import { spawn, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const bin = join(process.env.CARGO_TARGET_DIR, 'debug')
const pkg = join(process.env.CARGO_TARGET_DIR, 'pkg-test')

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

async function until(url, process) {
  for (let i = 0; i < 150; i++) {
    if (process.exitCode !== null) break
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return
    await new Promise((r) => setTimeout(r, 100))
  }
  throw new Error(`${url} did not answer`)
}

export async function start() {
  const folder = mkdtempSync(join(tmpdir(), 'baokao-'))
  const [port, sandboxPort] = [await freePort(), await freePort()]
  const origin = `http://localhost:${port}`
  const sandbox = `http://127.0.0.1:${sandboxPort}`
  const config = join(folder, 'baokao.toml')
  writeFileSync(
    config,
    `demo = true
[http]
address = "127.0.0.1:${port}"
public_origin = "${origin}"
assets = "${pkg}"
[database]
url = "sqlite://${folder}/baokao.db?mode=rwc"
[files]
url = "file://${folder}/files"
[keys]
file = "${folder}/key"
[sms]
base_url = "${sandbox}"
secret = "sandbox-secret"
[hashing]
memory_kib = 1024
passes = 1
permits = 2
queue = 200
`
  )
  const log = openSync(join(folder, 'server.log'), 'w')
  const outside = spawn(join(bin, 'baokao-sandbox'), ['--address', `127.0.0.1:${sandboxPort}`], { stdio: ['ignore', log, log] })
  await until(`${sandbox}/outbox`, outside)
  execFileSync(join(bin, 'baokao'), ['keys', 'create', join(folder, 'key')])
  execFileSync(join(bin, 'baokao'), ['--config', config, 'demo', '--people', '0', '--rows', '200', '--folder', join(folder, 'sample'), '--sandbox', sandbox])
  const server = spawn(join(bin, 'baokao'), ['--config', config, 'serve'], { stdio: ['ignore', log, log] })
  await until(`${origin}/health/ready`, server)
  return {
    origin,
    sandbox,
    folder,
    log: () => readFileSync(join(folder, 'server.log'), 'utf8'),
    stop() {
      server.kill('SIGTERM')
      outside.kill('SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
