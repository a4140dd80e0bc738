import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { indexOf, type Searchable } from './pagefind.ts'

/** Indexes the questions that it is started with; for each folder that it is sent then, writes the index there and answers. */
const files = await indexOf(workerData as Searchable[])

parentPort!.on('message', (folder: string) => {
  const made = new Set<string>()
  for (const [path, bytes] of files) {
    const file = join(folder, path)
    if (!made.has(dirname(file))) mkdirSync(dirname(file), { recursive: true })
    made.add(dirname(file))
    writeFileSync(file, bytes)
  }
  parentPort!.postMessage('written')
})
