/**
 * How far a mistyped word is from one that may be meant, at most `most`, else Infinity. A letter too many, missing or
 * wrong, or two neighbours swapped, is a slip and counts 1; slips that are made more often than others count less: a key
 * beside the right one, a vowel for a vowel, a letter doubled or not.
 */
export function slipsBetween(typed: string, meant: string, most: number): number {
  // The cheapest letter too many or missing counts 0.5.
  if (Math.abs(typed.length - meant.length) * 0.5 > most) return Number.POSITIVE_INFINITY
  let older: number[] = []
  let previous = [0]
  for (let at = 1; at <= meant.length; at += 1) previous.push(previous[at - 1]! + extra(meant, at - 1))
  for (let row = 1; row <= typed.length; row += 1) {
    const current = [previous[0]! + extra(typed, row - 1)]
    let least = current[0]!
    for (let column = 1; column <= meant.length; column += 1) {
      const [a, b] = [typed[row - 1]!, meant[column - 1]!]
      let slips = Math.min(
        previous[column]! + extra(typed, row - 1),
        current[column - 1]! + extra(meant, column - 1),
        previous[column - 1]! + (a === b ? 0 : wrong(a, b)),
      )
      if (row > 1 && column > 1 && a === meant[column - 2] && typed[row - 2] === b && a !== b) {
        slips = Math.min(slips, older[column - 2]! + swapped)
      }
      current.push(slips)
      least = Math.min(least, slips)
    }
    // A swap looks back two rows: where both are too far, nothing comes nearer.
    if (least > most && Math.min(...previous) > most) return Number.POSITIVE_INFINITY
    older = previous
    previous = current
  }
  const slips = previous[meant.length]!
  return slips <= most ? slips : Number.POSITIVE_INFINITY
}

const swapped = 0.8

/** What a letter counts that stands in one of the words only. */
function extra(word: string, at: number): number {
  return word[at] === word[at - 1] ? 0.5 : 1
}

function wrong(a: string, b: string): number {
  if (vowels.includes(a) && vowels.includes(b)) return 0.7
  return neighbours.has(a + b) ? 0.8 : 1
}

const vowels = 'aeiouy'

const neighbours = new Set(
  ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'].flatMap((row) =>
    [...row].slice(1).flatMap((key, at) => [row[at]! + key, key + row[at]!]),
  ),
)
