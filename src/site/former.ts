import { isLive, type Ledger, type Recorded, topicAt } from '../permalinks/ledger.ts'
import { mostAlike } from '../permalinks/matching.ts'

/** An address that leads on, or tells that nothing stands there any more. */
export interface Former {
  kind: 'question' | 'topic' | 'tag'
  id: string
  title: string
  /** The id of its own kind that it leads to; `null` where it is retired. */
  to: string | null
  /** Ids of questions that its readers may have looked for. */
  nearest: string[]
}

/** The addresses of a ledger that are not live, with what their readers may have looked for. */
export function formerOf({ questions, topics, tags }: Ledger): Former[] {
  const live = Array.from(questions, ([id, record]) => ({ id, ...record })).filter(isLive)
  const all = <R extends Recorded>(
    kind: Former['kind'],
    records: ReadonlyMap<string, R>,
    near: (id: string, record: R) => { id: string }[],
  ) =>
    [...records].flatMap(([id, record]): Former[] => {
      if (isLive(record)) return []
      const { title, to = null } = record
      const nearest = to === null ? near(id, record).slice(0, 5) : []
      return [{ kind, id, title, to, nearest: nearest.map(({ id }) => id) }]
    })
  return [
    ...all('question', questions, (_, record) => {
      const own = topicAt(record.place)
      const [beside, elsewhere] = [true, false].map((isOwn) =>
        live.filter(({ place }) => (topicAt(place) === own) === isOwn),
      )
      // Who looked for it was interested in its topic: three of it come first, however far they are.
      return [...mostAlike(record, beside!, 0).slice(0, 3), ...mostAlike(record, elsewhere!, 0.2)]
    }),
    ...all('topic', topics, (id) => live.filter(({ place }) => topicAt(place) === id)),
    ...all('tag', tags, () => []),
  ]
}
