import { parentPort } from 'node:worker_threads'
import { importTopic } from '../importer/index.ts'

/** What a worker is asked: a file's name, as problems give it, and its bytes. It answers with the topic. */
export interface Request {
  file: string
  bytes: Uint8Array
}

parentPort!.on('message', ({ file, bytes }: Request) => parentPort!.postMessage(importTopic(file, bytes)))
// Whoever waits for this measures the file's time only, not that of loading the importer.
parentPort!.postMessage('ready')
