// Holds the worker's program to the golden corpus: every report and every photo must be the native engine's, bit for bit.
// usage: node golden.mjs PKG CORPUS PROGRAM  (PKG: a folder that scripts/wasm.sh filled; CORPUS: one that `photo_eval --corpus` filled;
// PROGRAM: worker or worker-plain)
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { program } from './program.mjs'

const [pkg, corpus, name] = process.argv.slice(2)
const hash = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16)
const ask = await program(name, pkg)

const none = JSON.stringify({ whiten: false, brighten: false })
let [files, differ] = [0, 0]
for (const want of readFileSync(join(corpus, 'golden.txt'), 'utf8').trim().split('\n')) {
  const [file, profile] = want.split(' ')
  const bytes = readFileSync(join(corpus, file))
  const judged = await ask({ kind: 'judge', file: new Blob([bytes]), profile: readFileSync(join(corpus, `${file}.json`), 'utf8') })
  let moved = '-'
  if (judged.frame) {
    const frame = JSON.parse(judged.frame)
    const aside = { ...frame, x: frame.x + Math.trunc(frame.w / 10), roll: frame.roll + 15 }
    moved = hash((await ask({ kind: 'frame', frame: JSON.stringify(aside), edits: none })).report)
  }
  const photo = judged.jpeg ? hash(new Uint8Array(judged.jpeg)) : '-'
  const got = `${file} ${profile} ${hash(bytes)} ${hash(judged.report)} ${photo} ${moved}`
  files += 1
  if (got !== want) {
    differ += 1
    console.error(`want ${want}\n got ${got}`)
  }
}
console.log(`golden corpus: ${files} files, ${files - differ} the same in ${name}`)
process.exit(differ || files < 60 ? 1 : 0)
