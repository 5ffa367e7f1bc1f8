// Starts the world before the first journey and stops it after the last.
import { start } from './world.mjs'

export default async function () {
  const world = await start()
  process.env.ORIGIN = world.origin
  process.env.SANDBOX = world.sandbox
  process.env.FOLDER = world.folder
  return () => {
    const panics = world.log().split('\n').filter((line) => line.includes('panicked'))
    world.stop()
    if (panics.length) throw new Error(`the server panicked:\n${panics.join('\n')}`)
  }
}
