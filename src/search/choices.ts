import { type Alternative, alternativesTo, completionsOf, type How } from './alternatives.ts'
import type { Piece } from './pieces.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

/** Words that together may stand for one that is nowhere. */
export interface Choice {
  how: How | 'split'
  words: Known[]
  cost: number
}

/** The words to search for a piece that questions hold, itself first; none where it is nowhere. */
export function wordsFor(
  { text, coded, isAsTyped }: Piece,
  vocabulary: Vocabulary,
  isLast: boolean,
): Known[] {
  const known = text.includes(' ') ? phraseOf(text, vocabulary) : vocabulary.get(text)
  if (!known || isAsTyped) return known ? [known] : []
  // `event-loop` in one question does not hide what others write in two words.
  const apart = known.count > rare || coded ? [] : splitsOf(text, vocabulary).flatMap(({ words }) => words)
  const longer = isLast && apart.length === 0 ? completionsOf(text, vocabulary, mostExtra) : []
  return [known, ...apart, ...longer]
}

/** What may stand for a piece that is nowhere, the likeliest first. */
export function choicesFor(
  { text, coded }: Piece,
  vocabulary: Vocabulary,
  { language, isLast, isAlone }: { language: string; isLast: boolean; isAlone: boolean },
): Choice[] {
  const all = alternativesTo(text, vocabulary, { language, isCoded: coded, isLast })
  const of = (how: How, most: number) => all.filter((one) => one.how === how).slice(0, most)
  const together = (how: How, most: number): Choice[] => {
    const some = of(how, most)
    return some.length > 0 ? [{ how, words: some.map(({ word }) => word), cost: some[0]!.cost }] : []
  }
  const single = ({ how, word, cost }: Alternative): Choice => ({ how, words: [word], cost })
  const completed = together('completed', mostCompletions)
  // What is half typed is rather not whole with another ending: `prop` for “prope”.
  const unlikely = completed.length > 0 ? 0.4 : 0
  const choices = [
    ...together('form', mostForms).map((choice) => ({ ...choice, cost: choice.cost + unlikely })),
    ...completed,
    ...of('corrected', mostCorrections).map(single),
  ].toSorted((a, b) => a.cost - b.cost)
  // Whether two words stand side by side anywhere is not known yet: they push nothing aside.
  const splits = coded ? [] : splitsOf(text, vocabulary)
  const least = choices[0]?.cost ?? splits[0]?.cost ?? 0
  return [...choices, ...splits]
    .filter(({ cost }) => cost <= least + (isAlone ? nearly : margin))
    .toSorted((a, b) => a.cost - b.cost)
}

/** So much less likely a correction may be, and still be shown behind the likeliest. */
export const nearly = 0.5

/** So much less likely an alternative may be, and still be chosen for the company it keeps. */
const margin = 1

/** The ways to read a word as two that questions hold. */
function splitsOf(text: string, vocabulary: Vocabulary): Choice[] {
  const found: Choice[] = []
  for (let at = 2; at <= text.length - 2; at += 1) {
    const parts = [text.slice(0, at), text.slice(at)].map((part) => vocabulary.get(part))
    const [a, b] = parts
    if (!a?.plain || !b?.plain || text.length < 6) continue
    const count = Math.min(a.count, b.count)
    const short = Math.min(a.text.length, b.text.length) < 3 ? 0.5 : 0
    const word = {
      text: `${a.text} ${b.text}`,
      count,
      inTitle: a.inTitle && b.inTitle,
      coded: false,
      plain: true,
    }
    found.push({ how: 'split', words: [word], cost: 0.5 + short - Math.min(0.5, 0.08 * Math.log(1 + count)) })
  }
  return found.toSorted((a, b) => a.cost - b.cost).slice(0, 2)
}

/** Words side by side, where questions hold each of them. */
function phraseOf(text: string, vocabulary: Vocabulary): Known | undefined {
  const words = text.split(' ').map((word) => vocabulary.get(word))
  if (words.some((word) => word === undefined)) return undefined
  return {
    text,
    count: Math.min(...words.map((word) => word!.count)),
    inTitle: false,
    coded: false,
    plain: true,
  }
}

/** Of a word that questions hold, so many longer ones are found too. */
const mostExtra = 8
const mostCompletions = 40
/** A word in so few questions may well be another way to write two. */
const rare = 3
const mostCorrections = 3
const mostForms = 3
