// Runs the browser's workers in Node: what the page gives them comes from files, and what they post is an answer.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** `name` (worker, worker-plain, judge) of a folder that scripts/wasm.sh filled; the judge's `/table` is a file. Returns a function: message → answer. */
export async function program(name, pkg, table) {
  const manifest = JSON.parse(readFileSync(join(pkg, 'manifest.json')))
  const asset = (file) => pathToFileURL(resolve(pkg, manifest[file])).href
  const named = new URLSearchParams({ js: asset(`${name}.js`), wasm: asset(`${name}.wasm`), model: asset('face.bin') })
  globalThis.self = globalThis
  self.location = { href: `${asset('boot.js')}?${named}` }
  self.fetch = async (address) => {
    const type = address.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream'
    return new Response(readFileSync(address === '/table' ? table : new URL(address)), { headers: { 'content-type': type } })
  }
  await import(asset('boot.js'))
  return (message) =>
    new Promise((done, failed) => {
      self.postMessage = (answer) => (answer.error ? failed(new Error(answer.error)) : done(answer))
      self.onmessage({ data: { id: 1, ...message } })
    })
}
