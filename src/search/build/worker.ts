import { parentPort, workerData } from 'node:worker_threads'
import { writerBelow } from '../../disk.ts'
import { indexOf, type Searchable } from './pagefind.ts'

/** Indexes the questions that it is started with; for each folder that it is sent then, writes the index there and answers. */
const files = await indexOf(workerData as Searchable[])

parentPort!.on('message', (folder: string) => {
  const write = writerBelow(folder)
  for (const [path, bytes] of files) write(path, bytes)
  parentPort!.postMessage('written')
})
