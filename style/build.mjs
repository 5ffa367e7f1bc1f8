// Bundles main.css and lowers it to the oldest browsers of the candidates. usage: node build.mjs OUT_FILE
import { bundle } from 'lightningcss'
import { renameSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const out = process.argv[2]
const version = (major, minor = 0) => (major << 16) | (minor << 8)
const { code, warnings } = bundle({
  filename: fileURLToPath(new URL('main.css', import.meta.url)),
  minify: true,
  targets: { chrome: version(87), firefox: version(91), safari: version(14), ios_saf: version(14) },
})
const text = code.toString()
const problems = warnings.map((w) => `${w.loc?.filename ?? ''}:${w.loc?.line ?? 0} ${w.message}`)
// What these browsers would drop whole: cascade layers and nested rules.
if (text.includes('@layer')) problems.push('@layer is unknown to the oldest browsers')
if (/[{;]&/.test(text)) problems.push('a nested rule was not lowered')
if (problems.length) {
  console.error(problems.join('\n'))
  process.exit(1)
}
writeFileSync(`${out}.new`, text)
renameSync(`${out}.new`, out)
