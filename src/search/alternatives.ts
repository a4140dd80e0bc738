import { inflectedFrom, soundOf, spelledAlike, stemOf } from './forms.ts'
import { slipsBetween } from './slips.ts'
import type { Known, Vocabulary } from './vocabulary.ts'
import { isSpaceless } from './words.ts'

/** How a word that questions hold stands for one that a reader typed. */
export type How = 'form' | 'completed' | 'corrected'

/** A word that questions hold, in place of one that is nowhere. */
export interface Alternative {
  word: Known
  how: How
  /** How far it is from what was typed, and how little else speaks for it: the least is the likeliest. */
  cost: number
}

/**
 * The words that may stand for one that is nowhere, the likeliest first: other forms of it, those that begin with it
 * where it may be half typed, and those that are a slip or two away. They are weighed against each other: what a word
 * with three letters of this one is a form of may be less likely than a slip.
 */
export function alternativesTo(
  typed: string,
  vocabulary: Vocabulary,
  { language, isCoded, isLast }: { language: string; isCoded: boolean; isLast: boolean },
): Alternative[] {
  // Letters of such a script are words by themselves: another letter is another word.
  const canSlip = !isSpaceless(typed) && typed.length > 3
  const [stem, base, spelling] = [stemOf, inflectedFrom, spelledAlike].map((part) => part(typed, language))
  const isEnglish = /^en\b/.test(language)
  const sound = isEnglish && typed.length > 4 ? soundOf(typed) : ''
  const most = mostSlips(typed)
  const found: Alternative[] = []
  for (const word of vocabulary.values()) {
    const { text } = word
    const add = (how: How, distance: number) => found.push({ word, how, cost: distance - weightOf(word) })
    if (isLast && goesOn(typed, text)) {
      // A form of a word that is half typed may be the whole one.
      add(
        'completed',
        beginning[Math.min(typed.length, 4)]! + Math.min(0.3, 0.02 * (text.length - typed.length)),
      )
    } else if (!isCoded && word.plain && text[0] === typed[0]) {
      if (spelledAlike(text, language) === spelling) add('form', 0)
      else if (inflectedFrom(text, language) === base) {
        // What is left of a short word may be left of many: `ran` of “raning”.
        add('form', base!.length < 4 ? 0.4 : 0.05)
      } else if (text.startsWith(stem!.slice(0, 3)) && stemOf(text, language) === stem) {
        // The more of an ending is another, the less it is the same word: `access` for “accessable”.
        add('form', (stem!.length < 4 ? 1.1 : 0.4) + 0.1 * Math.abs(text.length - typed.length))
      }
    }
    if (!canSlip || text.length < 3 || /^\P{L}/u.test(text) || Math.abs(text.length - typed.length) > 3)
      continue
    const first = text[0] === typed[0] ? 0 : 0.3
    // Of four letters another first one makes another word: “rust” is no “must”.
    const isSwapped = text[0] === typed[1] && text[1] === typed[0]
    if (first > 0 && typed.length < 5 && !isSwapped) continue
    const slips = slipsBetween(typed, text, most)
    const heard = sound && soundOf(text) === sound ? Math.min(slips, 0.1) : slips
    if (heard + first <= most + 0.3 && heard !== Number.POSITIVE_INFINITY) add('corrected', heard + first)
  }
  return found.toSorted(byCost)
}

/**
 * The words that go on as a half-typed one begins, itself left out: those in titles first, then the frequent ones. A
 * name that goes on with a mark (`props.children`) holds the whole word, and is none.
 */
export function completionsOf(typed: string, vocabulary: Vocabulary, most: number): Known[] {
  if (typed.length < 2) return []
  const found: Known[] = []
  for (const word of vocabulary.values()) if (goesOn(typed, word.text)) found.push(word)
  return found.toSorted(byWeight).slice(0, most)
}

/** The words nearest to one that is nowhere, to be offered, not to be searched: none that only looks a little like it. */
export function nearestOf(typed: string, vocabulary: Vocabulary, most: number): Known[] {
  if (typed.length < 4 || isSpaceless(typed)) return []
  const limit = mostSlips(typed)
  const found: Alternative[] = []
  for (const word of vocabulary.values()) {
    if (word.text.length < 4 || /[^\p{L}\p{N}]/u.test(word.text)) continue
    const slips = slipsBetween(typed, word.text, limit) + (word.text[0] === typed[0] ? 0 : 0.5)
    if (slips <= limit) found.push({ word, how: 'corrected', cost: slips - weightOf(word) })
  }
  return found
    .toSorted(byCost)
    .slice(0, most)
    .map(({ word }) => word)
}

/** So far a word may be from what is typed for it. */
function mostSlips(typed: string): number {
  return typed.length < 5 ? 1 : typed.length < 8 ? 1.5 : 2
}

/** What a half-typed word of two, three, or more letters counts. */
const beginning = [9, 9, 0.9, 0.5, 0.2]

function goesOn(typed: string, text: string): boolean {
  return (
    typed.length > 1 &&
    text.length > typed.length &&
    text.startsWith(typed) &&
    /^[\p{L}\p{N}]/u.test(text.slice(typed.length))
  )
}

/** How much speaks for a word by itself: that many questions hold it, and that a title does. */
function weightOf({ count, inTitle }: Known): number {
  return Math.min(0.5, 0.08 * Math.log(1 + count)) + (inTitle ? 0.15 : 0)
}

function byCost(a: Alternative, b: Alternative): number {
  return a.cost - b.cost || byWeight(a.word, b.word)
}

function byWeight(a: Known, b: Known): number {
  return Number(b.inTitle) - Number(a.inTitle) || b.count - a.count || (a.text < b.text ? -1 : 1)
}
