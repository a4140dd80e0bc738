import { createHash } from 'node:crypto'
import { fnv1a } from '../../hash.ts'
import type { Fingerprint, Question } from '../topic.ts'

/** The fingerprint of a question: of the words a reader sees, however they are marked up or wrapped. */
export function fingerprintOf({
  prompt,
  choices,
  answer,
}: Pick<Question, 'prompt' | 'choices' | 'answer'>): Fingerprint {
  const asked = wordsOf(
    [prompt?.text ?? '', ...choices.map(({ label, text }) => `${label} ${text}`)].join(' '),
  )
  const answered = wordsOf(answer?.text ?? '')
  return `${digestOf(asked.join(' '))}.${digestOf(answered.join(' '))}.${sketchOf([...asked, ...answered])}`
}

/** A short digest of a text; empty for an empty one. */
export function digestOf(text: string): string {
  return text === '' ? '' : createHash('sha256').update(text).digest('hex').slice(0, 12)
}

/** How much of their text two questions share, as far as their sketches tell: from 0 to 1. */
export function likeness(a: Fingerprint, b: Fingerprint): number {
  const [, , one = ''] = a.split('.')
  const [, , other = ''] = b.split('.')
  if (one === '' || other === '') return 0
  const equal = minima.filter((_, at) => one.slice(4 * at, 4 * at + 4) === other.slice(4 * at, 4 * at + 4))
  return equal.length / minima.length
}

/** The parts of a sketch: two texts that share any of them are worth comparing. */
export function partsOf(fingerprint: Fingerprint): string[] {
  const [, , sketch = ''] = fingerprint.split('.')
  return sketch === '' ? [] : minima.map((_, at) => `${at}${sketch.slice(4 * at, 4 * at + 4)}`)
}

function wordsOf(text: string): string[] {
  return text.normalize('NFC').match(/\S+/g) ?? []
}

/**
 * MinHash (Broder, 1997): of all runs of three words, the least under each of eight hash functions. The share of equal
 * minima estimates how many runs two texts have in common.
 */
function sketchOf(words: readonly string[]): string {
  if (words.length < 5) return ''
  const least = new Uint32Array(minima.length).fill(0xffffffff)
  const spoken = words.map((word) => word.toLowerCase())
  for (let at = 0; at + 3 <= spoken.length; at++) {
    const hash = fnv1a(`${spoken[at]} ${spoken[at + 1]} ${spoken[at + 2]}`)
    for (let index = 0; index < minima.length; index++) {
      const one = mix(Math.imul(hash, minima[index]!))
      if (one < least[index]!) least[index] = one
    }
  }
  // The low bits: the high ones of a least number are mostly noughts.
  return Array.from(least, (one) => (one & 0xffff).toString(16).padStart(4, '0')).join('')
}

// Odd numbers: each multiplication is another permutation of the hashes.
const minima = [
  ...[0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f],
  ...[0x165667b1, 0xd3a2646d, 0xfd7046c5, 0xb55a4f09],
]

/** The last step of MurmurHash3: each bit of the result depends on all. */
function mix(hash: number): number {
  let mixed = hash ^ (hash >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
