import { parentPort } from 'node:worker_threads'
import { importTopic } from '../importer/index.ts'
import type { NoteHint } from '../importer/topic.ts'

/** What a worker is asked: a file's name, as problems give it, and its bytes. It answers with the topic. */
export interface Request {
  file: string
  bytes: Uint8Array
  /** What the file's folder tells of it. */
  hint: NoteHint | undefined
}

parentPort!.on('message', ({ file, bytes, hint }: Request) =>
  parentPort!.postMessage(importTopic(file, bytes, hint)),
)
// Whoever waits for this measures the file's time only, not that of loading the importer.
parentPort!.postMessage('ready')
