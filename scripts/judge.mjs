// Holds the browser's program for 我能报吗 to the native answers: every count, position and reason must be the same, byte for byte.
// usage: node judge.mjs PKG CORPUS  (PKG: a folder that scripts/wasm.sh filled; CORPUS: one that the example `judge_corpus` filled)
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { program } from './program.mjs'

const [pkg, corpus] = process.argv.slice(2)
const ask = await program('judge', pkg, join(corpus, 'book.json'))
const { opens, pairs, asked } = JSON.parse(readFileSync(join(corpus, 'corpus.json')))
let differ = 0
for (const { rules, profile, list } of asked) {
  const told = await ask({ kind: 'list', table: '/table', rules, opens, profile })
  if (told.list !== list) {
    differ += 1
    console.error(`${profile}\n want ${list.slice(0, 200)}\n  got ${told.list.slice(0, 200)}`)
  }
}
console.log(`judge corpus: ${asked.length} lists with ${pairs} verdicts, ${asked.length - differ} lists the same in the browser's program`)
process.exit(differ || pairs < 10000 ? 1 : 0)
