// Names files by their content, compresses them once, and writes manifest.json {plain name: hashed name}.
// usage: node pkg.mjs STAGE OUT QUALITY FILE…  (QUALITY: of brotli, 1 to 11)
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync, cpSync } from 'node:fs'
import { join, extname, basename } from 'node:path'
import { brotliCompressSync, gzipSync, constants } from 'node:zlib'

const [stage, out, quality, ...files] = process.argv.slice(2)
const manifest = {}
// Blocks larger than brotli would take: a few hundred bytes less.
const params = { [constants.BROTLI_PARAM_QUALITY]: Number(quality), [constants.BROTLI_PARAM_LGBLOCK]: 19 }
for (const file of files) {
  const bytes = readFileSync(join(stage, file))
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
  const ext = extname(file)
  const name = `${basename(file, ext)}.${hash}${ext}`
  manifest[file] = name
  if (existsSync(join(out, name)) && existsSync(join(out, `${name}.br`))) continue
  copyFileSync(join(stage, file), join(out, name))
  writeFileSync(join(out, `${name}.br`), brotliCompressSync(bytes, { params }))
  writeFileSync(join(out, `${name}.gz`), gzipSync(bytes, { level: 9 }))
}
if (existsSync(join(stage, 'snippets'))) cpSync(join(stage, 'snippets'), join(out, 'snippets'), { recursive: true })
const keep = new Set(Object.values(manifest))
for (const name of readdirSync(out)) {
  const plain = name.replace(/\.(br|gz)$/, '')
  if (/\.[0-9a-f]{16}\.(js|wasm|css|svg|bin)$/.test(plain) && !keep.has(plain)) rmSync(join(out, name))
}
writeFileSync(join(out, 'manifest.json'), JSON.stringify(manifest, null, 1) + '\n')
