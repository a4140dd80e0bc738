/** The letters that choices are called by, in order, in the scripts that have an order of their own. */
const alphabets = [
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  'АБВГДЕЖЗИКЛМ',
  'ΑΒΓΔΕΖΗΘ',
  'ԱԲԳԴԵԶ',
  'აბგდევ',
  'אבגדהוזח',
  'أبجدهوز',
  'ابجدهوز',
  'أبتثج',
  'कखगघङ',
  'अबसद',
  'अबकड',
  'अआइई',
  'কখগঘঙ',
  'અબકડ',
  'அஆஇஈ',
  'అఆఇఈ',
  'ಅಆಇಈ',
  'กขคงจ',
  'កខគឃង',
  'ກຂຄງຈ',
  'ሀለሐመ',
  'ㄱㄴㄷㄹㅁ',
  '가나다라마바',
  'アイウエオ',
  'あいうえお',
  'イロハニホ',
  '甲乙丙丁戊',
  '①②③④⑤⑥⑦⑧⑨',
].map((letters) => [...letters])

/** Any of these letters, large or small, as a part of a pattern. */
export const choiceLetter = `[a-zａ-ｚＡ-Ｚ${[...new Set(alphabets.flat())].join('')}${alphabets.flat().join('').toLowerCase()}]`

/** Those that need no sign behind them. */
export const circled = '[①-⑨Ⓐ-ⓩ]'

/** A letter as alphabets have it: large, and of the width of others. */
export function letterOf(written: string): string {
  const letter = /[①-⑨]/.test(written) ? written : written.normalize('NFKC')
  const large = letter.toUpperCase()
  return alphabets.some((letters) => letters.includes(large)) ? large : letter
}

/** The alphabets that begin with a letter. */
export function alphabetsFrom(letter: string): string[][] {
  return alphabets.filter(([first]) => first === letter)
}

/** Letters of other scripts that look like Latin ones, which keyboards mix up. */
const lookalikes = new Map(
  [...'АВСЕНКМОРТХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ'].map((sign, at) => [sign, 'ABCEHKMOPTXABEZHIKMNOPTYX'[at]!]),
)

/** The Latin letter that a letter looks like. */
export function latinOf(letter: string): string {
  return lookalikes.get(letter) ?? letter
}
