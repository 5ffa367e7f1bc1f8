// Keeps the photo check (/photo) and the programs it needs, so that it also works without a network. Nothing else is kept:
// every other page is the server's alone. The server fills in the release and its files.
const build = 'BUILD'
const files = ['FILES']
const page = '/photo'
// Which photo program this browser does not run; as in boot.js.
const vectors = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11])
const other = WebAssembly.validate(vectors) ? '/worker-plain.' : '/worker.'

self.addEventListener('install', (event) => {
  const keep = async () => {
    const cache = await caches.open(build)
    // Without cookies: the page as it looks to everybody.
    const shell = await fetch(page, { credentials: 'omit' })
    if (!shell.ok) throw new Error(`photo page: ${shell.status}`)
    await Promise.all([cache.put(page, shell), cache.addAll(files.filter((file) => !file.includes(other)))])
  }
  event.waitUntil(keep().then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  const clear = async () => {
    for (const name of await caches.keys()) if (name !== build) await caches.delete(name)
  }
  event.waitUntil(clear().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (url.pathname.startsWith('/pkg/')) {
    // A new answer around the kept bytes: it has the address that was asked for, whose query the worker's boot script reads.
    const again = (kept) => new Response(kept.body, { headers: kept.headers })
    event.respondWith(caches.match(request, { ignoreSearch: true, ignoreVary: true }).then((kept) => (kept ? again(kept) : fetch(request))))
  } else if (request.mode === 'navigate' && url.pathname === page) {
    event.respondWith(fetch(request).catch(() => caches.match(page, { ignoreVary: true })))
  }
})
