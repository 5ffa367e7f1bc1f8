// Copies the face model out of the published source of `rustface` (photo.md §F), after checking that it is the one we know.
// usage: node model.mjs OUT
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const text = execFileSync('cargo', ['metadata', '--format-version', '1', '--filter-platform', 'wasm32-unknown-unknown'], { maxBuffer: 1 << 28 })
const crate = JSON.parse(text).packages.find((p) => p.name === 'rustface')
const model = readFileSync(join(dirname(crate.manifest_path), 'model/seeta_fd_frontal_v1.0.bin'))
const wanted = readFileSync(join(import.meta.dirname, '../app/photo/model.sha256'), 'utf8').trim()
const found = createHash('sha256').update(model).digest('hex')
if (found !== wanted) throw new Error(`the face model has SHA-256 ${found}, not ${wanted}`)
writeFileSync(process.argv[2], model)
