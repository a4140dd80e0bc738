/** Scripts that are written in one language, most of all, by the order in which they tell. */
const scripts: readonly [language: string, script: RegExp][] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
]

/** Words that no text of a language goes without, and few of another have. */
const small: Readonly<Record<string, string>> = {
  en: 'the and is of to what how a in are',
  es: 'el la los las de que es qué cómo y una para con por',
  pt: 'o os as de que é uma para com não são você do da em',
  fr: 'le la les des est une que dans pour qui avec sur du et',
  de: 'der die das und ist ein eine nicht wie was von mit wird',
  it: 'il lo gli di che è una per con non sono della nel come',
  nl: 'de het een en is van wat hoe niet met voor dat op zijn',
  pl: 'jest się nie na co jak czy to w z że dla oraz są',
  tr: 've bir bu nedir ile için olarak da de nasıl çok daha',
  vi: 'là và của có không được các một trong cho những để',
  id: 'yang dan adalah untuk dengan apa itu tidak pada dari ini dalam',
}

/** The language that a text is in, as a BCP 47 tag; `undefined` where nothing tells. Code and links tell nothing. */
export function languageOf(markdown: string): string | undefined {
  const text = markdown
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, ' ')
    .replace(/`[^`\n]*`|https?:\/\/\S+|<[^>\n]*>/g, ' ')
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  // Terms stand in Latin letters whatever the language is.
  const script = scripts.find(([, script]) => (text.match(script)?.length ?? 0) > letters * 0.2)
  if (script) return script[0] === 'ru' && /[іїєґ]/i.test(text) ? 'uk' : script[0]
  const counts = new Map<string, number>()
  for (const [word] of text.toLowerCase().matchAll(/\p{L}+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1)
  const found = Object.entries(small).map(([language, words]) => {
    const own = words.split(' ')
    return { language, share: own.reduce((sum, word) => sum + (counts.get(word) ?? 0), 0) / own.length }
  })
  const [first, second] = found.toSorted((a, b) => b.share - a.share)
  return first!.share > 1.5 * second!.share ? first!.language : undefined
}
