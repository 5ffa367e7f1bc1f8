// Entry of the worker: loads the program its own address names (?js=…&wasm=…), and holds messages until it is ready.
const here = new URL(self.location.href)
const waiting = []
let handle = null
self.onmessage = (event) => (handle ? handle(event.data) : waiting.push(event.data))
import(here.searchParams.get('js'))
  .then(async (program) => {
    await program.default({ module_or_path: here.searchParams.get('wasm') })
    handle = program.handle
    for (const message of waiting.splice(0)) handle(message)
  })
  .catch((error) => {
    handle = (message) => self.postMessage({ id: message.id, error: String(error) })
    for (const message of waiting.splice(0)) handle(message)
  })
