import type { PhrasingContent, RootContent } from 'mdast'
import { wordsIn } from '../source/markdown.ts'
import { isRightWord } from '../vocabulary.ts'
import type { Option } from './options.ts'

/** What may say of an option that it is right: that all of it is bold, a symbol, a word such as “(correct)”. */
export interface OptionSign {
  /** The same for all signs that are alike. */
  key: string
  /** The option's blocks without it. */
  rest: RootContent[]
}

/** How many questions show that a sign tells what is right: a tick says so itself. */
const fewest = { known: 2, any: 3 }
/** What share of the questions with options have it. */
const most = 0.8

/**
 * The sign that tells the right options of a file, if one does: in nearly every question some have it, and some have
 * not. `asked` holds the options of each question; empty where it has none.
 */
export function findOptionSign(asked: readonly (readonly Option[])[]): string | undefined {
  const choosing = asked.filter(({ length }) => length > 0)
  if (choosing.length * 2 < asked.length) return undefined
  const telling = choosing.map((options) => {
    const keys = options.map((option) => signOf(option)?.key)
    return new Set(keys.filter((key) => key !== undefined && !keys.every((one) => one === key)))
  })
  const counts = Map.groupBy(
    telling.flatMap((keys) => [...keys]),
    (key) => key,
  )
  const told = [...counts].filter(
    ([key, { length }]) =>
      length >= (isKnown(key!) ? fewest.known : fewest.any) && length >= choosing.length * most,
  )
  // Of two nobody knows which is meant, unless one says so.
  const known = told.filter(([key]) => isKnown(key!))
  const [only, ...others] = known.length > 0 ? known : told
  return others.length === 0 ? only?.[0] : undefined
}

function isKnown(key: string): boolean {
  return key === 'word' || /^[✅✔✓☑]/u.test(key)
}

/** The sign of an option; `undefined` where it has none, or could not be taken off. */
export function signOf({ lead, content }: Option): OptionSign | undefined {
  if (lead !== undefined) return { key: lead, rest: content }
  const [first, ...others] = content
  if (first?.type !== 'paragraph') return undefined
  const shown = first.children.filter((node) => node.type !== 'text' || node.value.trim() !== '')
  const [only] = shown
  const withChildren = (children: PhrasingContent[]): RootContent[] => [{ ...first, children }, ...others]
  if (shown.length === 1 && only?.type === 'strong') return { key: 'bold', rest: withChildren(only.children) }
  const last = first.children.at(-1)
  if (last?.type !== 'text') return undefined
  const [whole, symbol, inBrackets, behindDash] = last.value.slice(-longest).match(behind) ?? []
  const words = inBrackets ?? behindDash
  const key = symbol ?? (words !== undefined && isRightWord(words) ? 'word' : undefined)
  const rest = [
    ...first.children.slice(0, -1),
    { ...last, value: last.value.slice(0, -(whole?.length ?? 0)) },
  ]
  return key === undefined || wordsIn(rest).trim() === '' ? undefined : { key, rest: withChildren(rest) }
}

/** How long a sign is, with the space around it. */
const longest = 60

const behind =
  /\s*(?:((?![©®™])[\p{Extended_Pictographic}✓✔✗✘])\uFE0F?|[([（【]\s*([\p{L}\p{M} ]{2,30})[!.]?\s*[)\]）】]|\s(?:[-–—←]|<?-+)\s*([\p{L}\p{M} ]{2,30}))\s*$/u
