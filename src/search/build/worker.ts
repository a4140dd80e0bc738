import { workerData } from 'node:worker_threads'
import { writeWhenAsked } from '../../background.ts'
import { indexOf, type Searchable } from './pagefind.ts'

/** Indexes the questions that it is started with. */
writeWhenAsked(await indexOf(workerData as Searchable[]))
