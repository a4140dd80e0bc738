import { digestOf } from '../importer/questions/fingerprint.ts'
import { type Asked, keyOf } from './asked.ts'
import { extendId, foldId, idOf } from './ids.ts'

/**
 * Gives new ids, made from titles, to the questions of `unnamed`; those that are one in title and text get one.
 * Where several titles ask for the same id, or it is `taken`, all are told apart by their own content: by the ids of
 * the places they stand in (the nearest first), by the rarest words of their text, at last by a digest of it. The
 * order of the questions does not matter.
 */
export function giveNewIds(
  unnamed: readonly Asked[],
  taken: Iterable<string>,
  placesOf: (one: Asked) => readonly (string | undefined)[],
): void {
  const held = new Set(Array.from(taken, foldId))
  // Of those that share an id, one speaks for all, whatever their order.
  const nameOf = (one: Asked) => [one.file, ...placesOf(one)].join('\0')
  const byPlace = (a: Asked, b: Asked) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0)
  const groups = [...Map.groupBy(unnamed, (one) => foldId(baseOf(one)))]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, alike]) => (alike.length === 1 ? [alike] : [...Map.groupBy(alike, keyOf).values()]))
    .map((all) => all.map((twins) => twins.toSorted(byPlace)))
  const give = (twins: readonly Asked[], id: string) => {
    held.add(foldId(id))
    for (const one of twins) one.id = id
  }
  // Plain titles first, so that nobody's longer id is in their way.
  for (const [first, ...others] of groups) {
    const base = baseOf(first![0]!)
    if (others.length === 0 && !held.has(foldId(base))) give(first!, base)
  }
  for (const group of groups) {
    if (group.every(([first]) => first!.id !== undefined)) continue
    const rarest = rareWords(group.map(([first]) => first!))
    const ends: ((one: Asked) => string | undefined)[] = [
      (one) => placesOf(one)[0],
      (one) => placesOf(one)[1],
      ...[1, 2, 3].map((count) => (one: Asked) => rarest(one, count)),
      (one) => digestOf(keyOf(one)),
    ]
    for (const endOf of ends) {
      const open = group.filter(([first]) => first!.id === undefined)
      const wanted = open.flatMap((twins) => {
        const end = endOf(twins[0]!)
        return end ? [{ twins, id: extendId(baseOf(twins[0]!), end) }] : []
      })
      for (const [key, [one, ...rivals]] of Map.groupBy(wanted, ({ id }) => foldId(id))) {
        if (rivals.length === 0 && !held.has(key)) give(one!.twins, one!.id)
      }
    }
  }
}

/** The id that a title asks for. */
function baseOf({ slug }: Asked): string {
  return slug || 'question'
}

/** Finds the words of a question's text that fewest of the others have, in the order in which they stand there. */
function rareWords(asked: readonly Asked[]): (one: Asked, count: number) => string {
  const wordsOf = new Map(
    asked.map((one) => {
      const { prompt, choices, answer } = one.question
      const text = [prompt?.text, ...choices.map(({ text }) => text), answer?.text].join(' ').slice(0, 5000)
      return [one, [...new Set(text.toLowerCase().match(/\p{L}[\p{L}\p{M}\p{N}]+/gu) ?? [])]]
    }),
  )
  const frequency = new Map<string, number>()
  for (const word of [...wordsOf.values()].flat()) frequency.set(word, (frequency.get(word) ?? 0) + 1)
  return (one, count) => {
    const words = wordsOf.get(one)!
    const rarest = new Set(words.toSorted((a, b) => frequency.get(a)! - frequency.get(b)!).slice(0, count))
    return idOf(words.filter((word) => rarest.has(word)).join(' '))
  }
}
