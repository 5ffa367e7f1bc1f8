// Entry of the worker: loads the program its own address names (?js=…&wasm=…&model=…), and holds messages until it is ready.
// Where the address names a plain program as well (&plain_js=…&plain_wasm=…), that is for browsers that cannot calculate several
// numbers at once: Safari before 16.4.
// The face model (1.2 MB, immutable) is fetched when the program first asks for it, once; after a failure it may ask again.
const here = new URL(self.location.href)
const waiting = []
let handle = null
let model = null
self.faceModel = () => {
  model ??= fetch(here.searchParams.get('model')).then((answer) => {
    if (!answer.ok) throw new Error(`face model: ${answer.status}`)
    return answer.arrayBuffer()
  })
  model.catch(() => (model = null))
  return model
}
// What the program does not decode itself (PNG, WebP, BMP, HEIC on Apple's, CMYK) the browser does; the result is judged as a JPEG all the same.
self.decodePicture = async (file) => {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const { width, height } = bitmap
  if (width * height > 25e6) throw new Error('too many pixels')
  const context = new OffscreenCanvas(width, height).getContext('2d')
  context.drawImage(bitmap, 0, 0)
  bitmap.close()
  return { width, height, data: context.getImageData(0, 0, width, height).data.buffer }
}
// The smallest program with a vector in it.
const vectors = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11])
const plain = here.searchParams.has('plain_js') && !WebAssembly.validate(vectors) ? 'plain_' : ''
self.onmessage = (event) => (handle ? handle(event.data) : waiting.push(event.data))
import(here.searchParams.get(`${plain}js`))
  .then(async (program) => {
    await program.default({ module_or_path: here.searchParams.get(`${plain}wasm`) })
    handle = program.handle
    for (const message of waiting.splice(0)) handle(message)
  })
  .catch((error) => {
    handle = (message) => self.postMessage({ id: message.id, error: String(error) })
    for (const message of waiting.splice(0)) handle(message)
  })
