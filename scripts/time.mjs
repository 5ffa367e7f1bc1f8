// How long 我能报吗 takes in Node, in milliseconds, as one line of JSON: whoever wants one core pins this process to it.
// usage: node time.mjs PKG TABLE ASKED  {first, warm}: one profile on a whole table, the table's reading included and later
import { readFileSync } from 'node:fs'
import { program } from './program.mjs'

const TIMES = 9
const [pkg, file, asked] = process.argv.slice(2)
const ask = await program('judge', pkg, file)
const question = { kind: 'list', table: '/table', ...JSON.parse(readFileSync(asked, 'utf8')) }
const took = async () => {
  const began = performance.now()
  await ask(question)
  return performance.now() - began
}
const first = await took()
const all = []
for (let i = 0; i < TIMES; i++) all.push(await took())
console.log(JSON.stringify({ first, warm: all.sort((a, b) => a - b)[TIMES >> 1] }))
