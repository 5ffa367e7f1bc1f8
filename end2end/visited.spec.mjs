// Every route the site has was looked at, as it is shown and as it refuses: a new route without both fails here. Specs run by name: this one is the last.
import { expect, test } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { looked } from './look.mjs'

/** Pages that only show what there is: nothing can be asked of them that they could refuse. */
const SHOW_ONLY = ['/', '/help', '/recover/done', '/admin', '/admin/exams', '/admin/photo-profiles']

const AREAS = ['public', 'me', 'admin']

/** Routes as the three areas name them. */
function routes() {
  const source = AREAS.map((area) => readFileSync(new URL(`../app/src/${area}/mod.rs`, import.meta.url), 'utf8')).join('\n')
  return [...source.matchAll(/path!\("([^"]+)"\)/g)].map((m) => m[1])
}

/** The route of a path: the one with the most fixed parts. */
function routeOf(path, all) {
  const fits = (route) => new RegExp(`^${route.replace(/:[a-z]+/g, '[^/]+')}$`).test(path)
  return all.filter(fits).sort((a, b) => a.split(':').length - b.split(':').length)[0]
}

test('every route was looked at, shown and refused', () => {
  const all = routes()
  expect(all.length).toBeGreaterThan(35)
  const lines = readFileSync(looked(), 'utf8').trim().split('\n').map((line) => line.split(' '))
  const seen = (state) => new Set(lines.filter(([, s]) => s === state).map(([path]) => routeOf(path, all)))
  const [shown, refused] = [seen('shown'), seen('refused')]
  expect(all.filter((route) => !shown.has(route))).toEqual([])
  expect(all.filter((route) => !refused.has(route) && !SHOW_ONLY.includes(route))).toEqual([])
  expect(SHOW_ONLY.filter((route) => !all.includes(route) || refused.has(route))).toEqual([])
})
