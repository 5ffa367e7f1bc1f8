// How long the browser's workers take in Node, in milliseconds, as one line of JSON: whoever wants one core pins this process to it.
// usage: node time.mjs photo PKG PICTURE PROFILE   {cold, warm, frame}: the first verdict of a fresh program, later ones, a moved frame
//        node time.mjs warmed PKG PICTURE PROFILE  the same after what the page asks for when it opens
//        node time.mjs judge PKG TABLE ASKED       {first, warm}: one profile on a whole table, the table's reading included and later
import { readFileSync } from 'node:fs'
import { program } from './program.mjs'

const TIMES = 9
const [what, pkg, file, asked] = process.argv.slice(2)
const took = async (work) => {
  const began = performance.now()
  await work()
  return performance.now() - began
}
const median = async (work) => {
  const all = []
  for (let i = 0; i < TIMES; i++) all.push(await took(() => work(i)))
  return all.sort((a, b) => a - b)[TIMES >> 1]
}

async function photo() {
  const ask = await program('worker', pkg)
  if (what === 'warmed') await ask({ kind: 'prewarm' })
  const picture = { kind: 'judge', file: new Blob([readFileSync(file)]), profile: readFileSync(asked, 'utf8') }
  const cold = await took(() => ask(picture))
  const warm = await median(() => ask(picture))
  const frame = JSON.parse((await ask(picture)).frame)
  const edits = JSON.stringify({ whiten: false, brighten: false })
  const moved = (i) => JSON.stringify({ ...frame, x: frame.x + 10 * i, roll: frame.roll + 15 })
  return { cold, warm, frame: await median((i) => ask({ kind: 'frame', frame: moved(i), edits })) }
}

async function judge() {
  const ask = await program('judge', pkg, file)
  const question = JSON.parse(readFileSync(asked, 'utf8'))
  const first = await took(() => ask({ kind: 'list', table: '/table', ...question }))
  return { first, warm: await median(() => ask({ kind: 'list', table: '/table', ...question })) }
}

console.log(JSON.stringify(await (what === 'judge' ? judge() : photo())))
