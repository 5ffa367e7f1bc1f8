// Runs the browser's workers in Node: what the page gives them comes from files, and what they post is an answer.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** `name` (worker, worker-plain, judge) of a folder that scripts/wasm.sh filled; the judge's `table` is a file. Returns a function: message → answer. */
export async function program(name, pkg, table) {
  const manifest = JSON.parse(readFileSync(join(pkg, 'manifest.json')))
  const asset = (file) => resolve(pkg, manifest[file])
  let told
  globalThis.self = globalThis
  self.postMessage = (message) => (told = message)
  self.faceModel = async () => new Uint8Array(readFileSync(asset('face.bin'))).buffer
  // There is no browser here to decode what the program does not.
  self.decodePicture = async () => { throw new Error('no decoder') }
  if (table) self.fetch = async () => new Response(readFileSync(table))
  const { default: begin, handle } = await import(pathToFileURL(asset(`${name}.js`)))
  await begin({ module_or_path: readFileSync(asset(`${name}.wasm`)) })
  return async (message) => {
    told = null
    await handle({ id: 1, ...message })
    if (message.kind === 'prewarm') return null
    if (!told || told.error) throw new Error(told?.error ?? 'no answer')
    return told
  }
}
