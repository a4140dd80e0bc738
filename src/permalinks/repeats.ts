import type { Question } from '../importer/topic.ts'
import { type Problem, problem } from '../problems.ts'
import type { Named } from './index.ts'

/**
 * Finds questions that are asked again: in the same words, whatever their case, punctuation and order, below the same
 * prompt and with the same choices. Each is told at its place, with the place of the first in order of `named`, unless
 * its author knows (`repeats: true` at either of them) or a conflict of their ids tells it already. Drafts that are
 * not published repeat nothing.
 */
export function findRepeats(named: readonly Named[]): [file: string, problem: Problem][] {
  const firsts = new Map<string, { id: string | undefined; title: string; place: string }>()
  const found: [string, Problem][] = []
  for (const { topic, questionIds } of named) {
    for (const [index, question] of topic.questions.entries()) {
      const { id, title, line, column, draft, repeats, file = topic.file } = question
      if (repeats || (draft && questionIds[index] === undefined)) continue
      const key = keyOf(question)
      const first = firsts.get(key)
      if (!first) firsts.set(key, { id, title, place: `${file}:${line}` })
      else if (id === undefined || first.id !== id) {
        found.push([file, problem('question-repeated', { line, column }, title, first.title, first.place)])
      }
    }
  }
  return found
}

/** Equal for two questions that ask the same. */
function keyOf({ title, prompt, choices }: Question): string {
  const all = wordsOf(title)
  const telling = all.filter((word) => !fillers.has(word))
  const words = [...new Set(telling.length > 0 ? telling : all)].toSorted()
  // Code tells by its signs too: only its spaces do not matter.
  const inOneLine = (text: string) => text.replace(/\s+/g, ' ').trim()
  const offered = choices.map(({ text }) => inOneLine(text)).toSorted()
  return JSON.stringify([words, inOneLine(prompt?.text ?? ''), offered])
}

const fillers = new Set(['a', 'an', 'the', 'is', 'are'])

/** The words of a title in lower case: `C++`, `===` and `1.5` are words, as is `??` that stands alone. */
function wordsOf(title: string): string[] {
  const plain = title
    .normalize('NFC')
    .toLowerCase()
    // What’s, and the class’s.
    .replace(/['’]s\b/g, '')
    .replace(/(?<=\p{L})['’](?=\p{L})/gu, '')
  return plain.match(/\d+(?:\.\d+)+|[\p{L}\p{M}\p{N}\p{Sm}\p{Sc}_#&*@%^]+|(?<=^|\s)[?!.:]{2,}/gu) ?? []
}
