import { alphabetsFrom, choiceLetter, letterOf } from '../questions/alphabets.ts'

/** A letter or a Roman numeral before a title, and the sign behind it. */
interface Ordinal {
  index: number
  /** As it is written. */
  sign: string
  /** How it is set off, and whether it is large: those of one count are alike. */
  style: string
  rest: string
}

/**
 * Titles without the letters and Roman numerals that count them: `a)`, `B.`, `iv.`. They go only where they follow one
 * another from the first on, as “A. I.” and “C. S. Lewis” do not.
 */
export function withoutOrdinals(titles: readonly string[]): string[] {
  const ordinals = titles.flatMap((title, index) => ordinalOf(title, index) ?? [])
  const rests = [...titles]
  for (const same of Map.groupBy(ordinals, ({ style }) => style).values())
    if (isCount(same)) for (const { index, rest } of same) rests[index] = rest
  return rests
}

const before = new RegExp(
  String.raw`^([*_]{0,3})([([（]?)(${choiceLetter}|[ivxlc]{2,7})([*_]{0,3}\\?[.)\]）:、][*_]{0,3})\s+(?=\S)(?!\p{Lu}\.)`,
  'iu',
)

function ordinalOf(title: string, index: number): Ordinal | undefined {
  const [whole, bold, opening, sign, closing] = title.match(before) ?? []
  if (whole === undefined) return undefined
  const closes = bold !== '' && closing!.endsWith(bold!)
  const rest = `${closes ? '' : bold}${title.slice(whole.length)}`
  const isLarge = sign !== sign!.toLowerCase()
  return { index, sign: sign!, style: `${opening}${closing}${isLarge}`, rest }
}

/** Whether signs count on, by letters or by numerals, anew as often as they like. */
function isCount(ordinals: readonly Ordinal[]): boolean {
  // A bracket follows no initial.
  const fewest = /[)\]）]/.test(ordinals[0]!.style) ? 2 : 3
  const first = letterOf(ordinals[0]!.sign)
  const ways = [
    numeralOf,
    ...alphabetsFrom(first).map((letters) => (sign: string) => letters.indexOf(letterOf(sign)) + 1),
  ]
  return ways.some((numberOf) => {
    const values = ordinals.map(({ sign }) => numberOf(sign))
    const steps = values.filter((value, at) => at > 0 && value === values[at - 1]! + 1).length
    const begins = values.filter((value) => value === 1).length
    return values[0] === 1 && steps >= fewest - 1 && steps * 2 >= begins && steps + begins >= values.length
  })
}

const numeral = /^(x{0,3})(ix|iv|v?i{0,3})$/i

/** The number that a Roman numeral below forty stands for; 0 where it is none. */
function numeralOf(sign: string): number {
  const [, tens, ones] = sign.match(numeral) ?? []
  if (ones === undefined) return 0
  const units = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix']
  return tens!.length * 10 + units.indexOf(ones.toLowerCase())
}
