import { parentPort } from 'node:worker_threads'
import { importTopic } from '../importer/index.ts'
import type { Hints } from '../importer/topic.ts'

/** What a worker is asked: a file's name, as problems give it, and its bytes. It answers with the topic. */
export interface Request {
  file: string
  bytes: Uint8Array
  hints: Hints
}

parentPort!.on('message', ({ file, bytes, hints }: Request) =>
  parentPort!.postMessage(importTopic(file, bytes, hints)),
)
// Whoever waits for this measures the file's time only, not that of loading the importer.
parentPort!.postMessage('ready')
