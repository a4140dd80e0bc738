import { defineLiveCollection } from 'astro:content'
import { collectionOf } from './loader.ts'

// Live: pages take entries from what the process has read. A data store would read the same a second time.

/** What `site.yaml` says: the one entry is `site`. */
const settings = defineLiveCollection({
  loader: collectionOf('settings', ({ settings, site }) => [{ id: 'site', data: { ...settings, site } }]),
})

/** A content file, or a folder of them. */
const topics = defineLiveCollection({
  loader: collectionOf('topics', ({ topics }) => topics.map((data) => ({ id: data.id, data }))),
})

/** A question; its id is its permalink, and its answer is the entry's rendered content. */
const questions = defineLiveCollection({
  loader: collectionOf('questions', ({ questions }) =>
    questions.map((data) => ({ id: data.id, data, rendered: { html: data.html } })),
  ),
})

/** An address that was published once and leads on now, or tells that nothing stands there any more. */
const former = defineLiveCollection({
  loader: collectionOf('former', ({ former }) =>
    former.map((data) => ({ id: `${data.kind}/${data.id}`, data })),
  ),
})

export const collections = { settings, topics, questions, former }
