import type { Mark } from './shapes/index.ts'

/** A question whose number does not follow: a repetition where `before` is the same, else a gap after it. */
export interface NumberOddity {
  mark: Mark & { number: number }
  /** The number of the question before. */
  before: number
}

/**
 * Where the numbers of a section's questions jump or repeat, in order. A count that begins anew is none, nor are
 * 17a and 17b, nor numbers that come from elsewhere: those jump more often than they go on.
 */
export function checkNumbers(marks: readonly Mark[]): NumberOddity[] {
  const repeated: NumberOddity[] = []
  const jumps: NumberOddity[] = []
  let goingOn = 0
  let last: Mark | undefined
  for (const mark of marks) {
    const before = last?.number
    if (mark.kind === 'question' && isNumbered(mark) && before !== undefined) {
      if (mark.number === before + 1) goingOn += 1
      else if (mark.number > before) jumps.push({ mark, before })
      else if (mark.number === before && mark.letter === last?.letter) repeated.push({ mark, before })
    }
    last = mark.kind === 'question' ? mark : undefined
  }
  // Where every question has the same number, lists count for their author.
  const isCounted = repeated.length <= goingOn || repeated.length < 3
  const isNumberedInOrder = jumps.length <= goingOn || jumps.length < 3
  return [...(isCounted ? repeated : []), ...(isNumberedInOrder ? jumps : [])].toSorted(
    (a, b) => a.mark.start - b.mark.start,
  )
}

function isNumbered(mark: Mark): mark is Mark & { number: number } {
  return mark.number !== undefined
}
