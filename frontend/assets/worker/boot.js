// Entry of both workers: loads the program its own address names (?js=…&wasm=…&model=…), and posts what it answers to each message.
// Where the address names a plain program as well (&plain_js=…&plain_wasm=…), that is for browsers that cannot calculate several
// numbers at once: Safari before 16.4.
const here = new URL(self.location.href)
// The smallest program with a vector in it.
const vectors = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11])
const plain = here.searchParams.has('plain_js') && !WebAssembly.validate(vectors) ? 'plain_' : ''
const loading = import(here.searchParams.get(`${plain}js`)).then(async (program) => {
  await program.default({ module_or_path: here.searchParams.get(`${plain}wasm`) })
  return program
})
// Whoever asks is told.
loading.catch(() => {})

// The face model (1.2 MB, immutable) is fetched for the first photo, once; after a failure the next may ask again.
let model = null
function faceModel() {
  model ??= fetch(here.searchParams.get('model')).then((answer) => {
    if (!answer.ok) throw new Error(`face model: ${answer.status}`)
    return answer.arrayBuffer()
  })
  model.catch(() => (model = null))
  return model
}

// What the program does not decode itself (PNG, WebP, BMP, HEIC on Apple's, CMYK) the browser does; the result is judged as a JPEG all the same.
async function decoded(file) {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const { width, height } = bitmap
  if (width * height > 25e6) throw new Error('too many pixels')
  const context = new OffscreenCanvas(width, height).getContext('2d')
  context.drawImage(bitmap, 0, 0)
  bitmap.close()
  return { width, height, data: context.getImageData(0, 0, width, height).data.buffer }
}

// The photo program waits for nothing: what it needs of the browser comes with the message.
async function complete(message, { foreign }) {
  if (message.kind === 'prewarm') return { ...message, model: await faceModel() }
  if (!message.file) return message
  const [buffer, model] = await Promise.all([message.file.arrayBuffer(), faceModel()])
  const bytes = new Uint8Array(buffer)
  const pixels = foreign(bytes) ? await decoded(message.file).catch(() => null) : null
  return { ...message, bytes, model, pixels }
}

self.onmessage = async ({ data: { id, ...message } }) => {
  try {
    const program = await loading
    const answer = await program.handle(await complete(message, program))
    self.postMessage({ id, ...answer }, answer?.jpeg ? [answer.jpeg] : [])
  } catch (error) {
    // A program that has stopped in the middle cannot go on: thrown out here, it reaches the page, which starts another.
    if (error instanceof WebAssembly.RuntimeError) setTimeout(() => { throw error })
    else self.postMessage({ id, error: String(error) })
  }
}
