import { likeness, partsOf } from '../importer/questions/fingerprint.ts'
import { readTitle } from '../importer/shapes/titles.ts'
import type { Fingerprint } from '../importer/topic.ts'
import { likenessOf, pairsOf } from '../likeness.ts'
import { idOf } from './ids.ts'

/** What a question is known by. */
export interface Traits {
  title: string
  /** Its file's path from the content folder. */
  file: string
  /** Where it stands there; `undefined` where that is not known. */
  line?: number
  fingerprint: Fingerprint
}

/**
 * Finds out which of the recorded questions each of today's questions is: the recorded one's key by today's place in
 * the list. By title first, by text where the title is another one, nearest places before far ones, and what shares
 * most of its text last. What fits two or more equally well is nobody's: it must be asked for. One that `isHeld` stands
 * in another's text, and is none that merely looks like it.
 */
export function match<One extends Traits>(
  recorded: ReadonlyMap<string, One>,
  today: readonly Traits[],
  isHeld: (one: One) => boolean = () => false,
): Map<number, string> {
  const found = new Map<number, string>()
  const missing = new Map(recorded)
  const open = new Map(today.entries())
  const settle = (place: number, key: string) => {
    found.set(place, key)
    missing.delete(key)
    open.delete(place)
  }
  const often = repeatedTexts(recorded.values(), today)
  for (const [step, keyOf] of stepsFor(often).entries()) {
    if (missing.size === 0 || open.size === 0) break
    const now = Map.groupBy(open.keys(), (place) => keyOf(open.get(place)!))
    const then = Map.groupBy(missing.keys(), (key) => keyOf(missing.get(key)!))
    for (const [key, places] of now) {
      const keys = (key === undefined ? undefined : then.get(key)) ?? []
      // Several that are the same in title and text: it does not matter which is which.
      const isSettled = step <= 1 || (keys.length === 1 && places.length === 1)
      if (isSettled) for (const [at, key] of keys.slice(0, places.length).entries()) settle(places[at]!, key)
    }
  }
  const likely = new Map([...missing].filter(([, one]) => !isHeld(one)))
  for (const [place, key] of likelyPairs(likely, open)) settle(place, key)
  return found
}

/** Those that are like a question in title and text, the likest first; `least` is 0 for nothing in common, 2.1 for all. */
export function mostAlike<One extends Traits>(traits: Traits, others: Iterable<One>, least: number): One[] {
  return Array.from(others, (one) => ({ one, score: scoreOf(traits, one) }))
    .filter(({ score }) => score >= least)
    .toSorted((a, b) => b.score - a.score)
    .map(({ one }) => one)
}

/** The ways to know a question again, the surest first: what is equal, and not `undefined`, is the same one. */
const stepsFor = (often: ReadonlySet<string>): ((traits: Traits) => string | undefined)[] => [
  (one) => join(titleOf(one), one.file, textOf(one)),
  (one) => join(titleOf(one), textOf(one)),
  (one) => join(titleOf(one), one.file, asked(one) || undefined),
  (one) => join(titleOf(one), asked(one) || undefined),
  // Of several with one title, the one that has not moved: its text is read in another way, or was changed.
  (one) => join(titleOf(one), one.file, one.line?.toString()),
  (one) => join(titleOf(one), one.file),
  (one) =>
    textOf(one) !== '.' && (isTelling(one) || !often.has(textOf(one)))
      ? join(one.file, textOf(one))
      : undefined,
  (one) => titleOf(one),
  (one) => (isTelling(one) ? textOf(one) : undefined),
  // An older reading left the number in the title.
  (one) => join(bareTitleOf(one), one.file, asked(one) || undefined),
  (one) => join(bareTitleOf(one), one.file, one.line?.toString()),
  (one) => join(bareTitleOf(one), one.file),
]

/** Texts that several questions have, then or now, and that no question can be known by if they are short. */
function repeatedTexts(recorded: Iterable<Traits>, today: Iterable<Traits>): Set<string> {
  const often = new Set<string>()
  for (const all of [recorded, today]) {
    const seen = new Set<string>()
    for (const text of Array.from(all, textOf)) (seen.has(text) ? often : seen).add(text)
  }
  return often
}

function join(...parts: (string | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join('\0')
}

/** The words of a title, whatever their case and punctuation. */
function titleOf({ title }: Traits): string {
  return idOf(title) || title
}

/** The words of a title without what its author may have set before or round it. */
function bareTitleOf({ title }: Traits): string {
  const { words } = readTitle(title)
  return idOf(words) || words
}

function asked({ fingerprint }: Traits): string {
  return fingerprint.split('.')[0]!
}

/** The digests of what is asked and answered: a mere dot where there is neither. */
function textOf({ fingerprint }: Traits): string {
  return fingerprint.slice(0, fingerprint.lastIndexOf('.'))
}

/** Whether there is enough text that two questions do not share it by chance. */
function isTelling({ fingerprint }: Traits): boolean {
  return !fingerprint.endsWith('.')
}

/** Pairs whose titles and texts have both changed, but are each other's likeliest by far enough. */
function* likelyPairs(
  missing: ReadonlyMap<string, Traits>,
  open: ReadonlyMap<number, Traits>,
): Iterable<[number, string]> {
  const placesByClue = new Map<string, number[]>()
  for (const [place, one] of open) {
    for (const clue of clues(one)) {
      const places = placesByClue.get(clue)
      if (places) places.push(place)
      else placesByClue.set(clue, [place])
    }
  }
  const likely: { key: string; place: number; score: number }[] = []
  for (const [key, one] of missing) {
    const telling = clues(one).flatMap((clue) => {
      const places = placesByClue.get(clue) ?? []
      return places.length <= mostSharing ? places : []
    })
    for (const place of new Set(telling)) {
      if (isLikely(one, open.get(place)!)) likely.push({ key, place, score: scoreOf(one, open.get(place)!) })
    }
  }
  const byKey = Map.groupBy(likely, ({ key }) => key)
  const byPlace = Map.groupBy(likely, ({ place }) => place)
  for (const pair of likely) {
    const rivals = [...byKey.get(pair.key)!, ...byPlace.get(pair.place)!].filter((one) => one !== pair)
    if (rivals.every(({ score }) => score < pair.score)) yield [pair.place, pair.key]
  }
}

// What more questions share tells none of them, and to compare all of them takes its time.
const mostSharing = 200

function clues(one: Traits): string[] {
  return isTelling(one) ? partsOf(one.fingerprint) : [one.file]
}

function isLikely(a: Traits, b: Traits): boolean {
  const text = likeness(a.fingerprint, b.fingerprint)
  if (isTelling(a) && isTelling(b)) return text >= 0.5 || (text >= 0.25 && titleLikeness(a, b) >= 0.6)
  // Next to nothing is known of either but the title: only a slip of the pen in it is believed.
  return !isTelling(a) && !isTelling(b) && a.file === b.file && titleLikeness(a, b) >= 0.85
}

function scoreOf(a: Traits, b: Traits): number {
  return likeness(a.fingerprint, b.fingerprint) + titleLikeness(a, b) + (a.file === b.file ? 0.1 : 0)
}

/** How much two titles have in common, from 0 to 1. */
function titleLikeness(a: Traits, b: Traits): number {
  return likenessOf(titlePairs(a), titlePairs(b))
}

// A question is compared with many others.
const pairs = new WeakMap<Traits, ReadonlySet<string>>()

function titlePairs(one: Traits): ReadonlySet<string> {
  const known = pairs.get(one)
  if (known) return known
  const found = pairsOf(` ${titleOf(one)} `)
  pairs.set(one, found)
  return found
}
