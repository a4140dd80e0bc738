import type { Mark } from '../shapes/shape.ts'

/** A question whose number does not follow: a repetition where `before` is the same, else a gap after it. */
export interface NumberOddity {
  mark: Numbered
  /** The question before. */
  above: Numbered
}

/**
 * Where the numbers of a file's questions jump or repeat, in order. A count that begins anew is none, nor are 17a and
 * 17b, nor numbers that come from elsewhere: those jump more often than they go on. From one section to the next the
 * numbers go on only where no section counts anew.
 */
export function checkNumbers(marks: readonly Mark[]): NumberOddity[] {
  const repeated: NumberOddity[] = []
  const jumps: NumberOddity[] = []
  const goesOnBelowSections = !pairsOf(marks).some(
    ({ mark, last, isAcross }) => isAcross && (mark.number === 1 || mark.number < last.number),
  )
  let goingOn = 0
  for (const { mark, last, isAcross } of pairsOf(marks)) {
    if (isAcross && !goesOnBelowSections) continue
    const before = last.number
    if (mark.number === before + 1) goingOn += 1
    else if (mark.number > before) jumps.push({ mark, above: last })
    else if (mark.number === before && mark.letter === last.letter) repeated.push({ mark, above: last })
  }
  // Where every question has the same number, lists count for their author.
  const areOnes = goingOn + jumps.length === 0 && repeated.every(({ mark }) => mark.number === 1)
  const isCounted = repeated.length <= goingOn || repeated.length < (areOnes ? 2 : 3)
  const isNumberedInOrder = jumps.length <= goingOn || jumps.length < 3
  return [...(isCounted ? repeated : []), ...(isNumberedInOrder ? jumps : [])].toSorted(
    (a, b) => a.mark.start - b.mark.start,
  )
}

interface Pair {
  mark: Numbered
  last: Numbered
  /** Whether a heading stands between the two that is no question. */
  isAcross: boolean
}

/** The numbered questions that have a number right above them, with that one. */
function pairsOf(marks: readonly Mark[]): Pair[] {
  const pairs: Pair[] = []
  let last: Mark | undefined
  let isAcross = false
  for (const mark of marks) {
    if (mark.kind !== 'question') isAcross = true
    else {
      if (last && isNumbered(last) && isNumbered(mark)) pairs.push({ mark, last, isAcross })
      last = mark
      isAcross = false
    }
  }
  return pairs
}

export type Numbered = Mark & { number: number }

function isNumbered(mark: Mark): mark is Numbered {
  return mark.number !== undefined
}
