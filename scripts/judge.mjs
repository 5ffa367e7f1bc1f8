// Holds the browser's program for 我能报吗 to the native answers: every count, position and reason must be the same, byte for byte.
// usage: node judge.mjs PKG CORPUS  (PKG: a folder that scripts/wasm.sh filled; CORPUS: one that the example `judge_corpus` filled)
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [pkg, corpus] = process.argv.slice(2).map((p) => resolve(p))
const manifest = JSON.parse(readFileSync(join(pkg, 'manifest.json')))
const asset = (name) => join(pkg, manifest[name])

let told
globalThis.self = globalThis
self.postMessage = (message) => (told = message)
self.fetch = async () => new Response(readFileSync(join(corpus, 'book.json')))
const program = await import(pathToFileURL(asset('judge.js')))
await program.default({ module_or_path: readFileSync(asset('judge.wasm')) })

const { rules, opens, pairs, asked } = JSON.parse(readFileSync(join(corpus, 'corpus.json')))
let differ = 0
for (const { profile, list } of asked) {
  told = null
  await program.handle({ kind: 'list', id: 1, table: '/table', rules, opens, profile })
  if (!told || told.error) throw new Error(told?.error ?? 'no answer')
  if (told.list !== list) {
    differ += 1
    console.error(`${profile}\n want ${list.slice(0, 200)}\n  got ${told.list.slice(0, 200)}`)
  }
}
// As the page asks while one types: the first of what may be applied for. Printed, not asserted: machines differ.
const took = []
for (const { profile } of asked) {
  const first = JSON.stringify({ ...JSON.parse(profile), show: 'met' })
  const began = performance.now()
  await program.handle({ kind: 'list', id: 1, table: '/table', rules, opens, profile: first })
  took.push(performance.now() - began)
}
took.sort((a, b) => a - b)
console.log(`judge corpus: one profile over the table, median ${took[took.length >> 1].toFixed(1)} ms, slowest ${took.at(-1).toFixed(1)} ms`)
console.log(`judge corpus: ${asked.length} lists with ${pairs} verdicts, ${asked.length - differ} lists the same in the browser's program`)
process.exit(differ || pairs < 10000 ? 1 : 0)
