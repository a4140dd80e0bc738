import { workerData } from 'node:worker_threads'
import { writeWhenAsked } from '../../background.ts'
import { decksOf } from './anki.ts'
import type { Collection } from './collection.ts'

/** Makes the decks of the collection that it is started with, for a site under a base. */
const { collection, base } = workerData as { collection: Collection; base: string }
writeWhenAsked(await decksOf(collection, base))
