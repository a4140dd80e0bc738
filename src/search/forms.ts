/** Words of a language that nearly every text holds; none where the language is not known. */
export function isStopWord(word: string, language: string): boolean {
  return ofLanguage(stopWords, language).has(word)
}

/** Words that say how a question asks, not what about: `explain`, `difference`. */
export function isAskingWord(word: string, language: string): boolean {
  return ofLanguage(askingWords, language).has(word)
}

/** Words that stand between two things which are compared, or call for it: `vs`. */
export function isComparison(word: string, language: string): boolean {
  return ofLanguage(comparisons, language).has(word)
}

/**
 * The part of a word that its forms have in common, as far as English endings tell. Not what the index itself goes by:
 * it decides which word of a text a reader's word stands for.
 */
export function stemOf(word: string, language: string): string {
  if (!/^en\b/.test(language) || word.length < 4) return word
  const singular = word.replace(/(?<=[^aeious])ies$/, 'y').replace(/(?<=ss|sh|ch|x|z)es$|(?<=[^su])s$/, '')
  const stem = singular.replace(
    /(?<=.{3})(?:ations?|ators?|ating|ated|ate|ization|izing|ized|ize|ingly|ing|edly|ed|ers?|ors?|ly|ment|ion|able|al|ive|es)$/,
    '',
  )
  return stem.replace(/([^aeiouls])\1$/, '$1').replace(/(?<=.{3})(?:e|y|i)$/, '')
}

/** A word without what makes it plural, past or going on: `queries`, `queried` and `querying` are one. */
export function inflectedFrom(word: string, language: string): string {
  if (!/^en\b/.test(language) || word.length < 4) return word
  const one = word.replace(/(?<=[^aeious])ies$/, 'y').replace(/(?<=ss|sh|ch|x|z)es$|(?<=[^su])s$/, '')
  const base = one
    .replace(/(?<=[^aeious])ied$/, 'y')
    .replace(/(?<=.{3})(?:ing|ed)$/, '')
    .replace(/([^aeiouls])\1$/, '$1')
  return base.replace(/(?<=.{2})e$/, '')
}

/** A word as one country spells it that others spell otherwise: `color` for “colour”, `serialize` for “serialise”. */
export function spelledAlike(word: string, language: string): string {
  if (!/^en\b/.test(language)) return word
  return word
    .replace(/(?<=[a-z]{2})is(?=e$|ed$|er$|ers$|es$|ing$|ation)/, 'iz')
    .replace(/ys(?=e$|ed$|er$|ing$)/, 'yz')
    .replace(/our(?=s?$|al$|ed$|ing$|ite|less$)/, 'or')
    .replace(/(?<=[a-z]{2})ogue(?=s?$)/, 'og')
    .replace(/(?<=[bt])re(?=s?$|d$)/, 'er')
    .replace(/ll(?=ed$|ing$|er$|ers$)/, 'l')
    .replace(/ence(?=s?$)/, 'ense')
    .replace(/gramme(?=s?$)/, 'gram')
    .replace(/^grey/, 'gray')
}

/** How an English word sounds, so far as its letters tell: what sounds alike is often taken for each other. */
export function soundOf(word: string): string {
  return word
    .replace(/ph/g, 'f')
    .replace(/^kn/, 'n')
    .replace(/^wr/, 'r')
    .replace(/(?:t|s)ion/g, 'shn')
    .replace(/qu|kw/g, 'kv')
    .replace(/x|cs|cks/g, 'ks')
    .replace(/ch(?=[rl])|ck/g, 'k')
    .replace(/c(?=[eiy])/g, 's')
    .replace(/c(?!h)/g, 'k')
    .replace(/z/g, 's')
    .replace(/ie|ei|y/g, 'i')
    .replace(/[ai]ble$/, 'eble')
    .replace(/(?<=.)(?:a|e|o)(?=[lnrt])/g, 'e')
    .replace(/(.)\1+/g, '$1')
}

function ofLanguage(lists: Record<string, ReadonlySet<string>>, language: string): ReadonlySet<string> {
  return lists[language.split('-')[0]!] ?? none
}

const none: ReadonlySet<string> = new Set()

const stopWords: Record<string, ReadonlySet<string>> = {
  en: wordsIn(
    'a about am an and any are as at be been but by can cant could did didnt do does doesnt doing dont for from had ' +
      'has have how i if in into is isnt it its me my no not of on or our shall should so some than that the their ' +
      'them then there these they this those to too us was we were what whats when where which while who whom whose ' +
      'why will with would you your ' +
      // What is left of `don’t` and its like where somebody parts words at the apostrophe.
      'aren couldn didn doesn don hasn haven isn shouldn wasn weren wouldn',
  ),
  de: wordsIn(
    'aber als am an auf aus bei das dem den der des die ein eine einem einen einer er es fur hat ich im in ist kann ' +
      'man mit nach nicht oder sich sie sind so und unter vom von vor wann warum was welche welcher welches wenn wer ' +
      'werden wie wieso wir wird wo wozu zu zum zur',
  ),
  es: wordsIn(
    'a al como con cual cuales cuando de del donde el ella en entre es esta este hay la las lo los no o para pero por ' +
      'porque puede que quien se ser si sin sobre son su sus un una uno y',
  ),
}

const askingWords: typeof stopWords = {
  en: wordsIn(
    'advantage advantages benefit benefits compare comparison define describe difference differences different ' +
      'disadvantages example examples explain give happen happens know list main mean means meant name need purpose ' +
      'show tell think understand use used uses using versus vs work works',
  ),
  de: wordsIn(
    'bedeutet beispiel beispiele beschreibe beschreiben erklare erklaren funktioniert nenne unterschied unterschiede ' +
      'verwenden verwendet vorteil vorteile nachteile vs wofur zweck',
  ),
  es: wordsIn(
    'define describe diferencia diferencias ejemplo ejemplos explica explique funciona significa sirve usa usar ' +
      'ventaja ventajas desventajas vs',
  ),
}

const comparisons: typeof stopWords = {
  en: wordsIn(
    'between compare compared comparison difference differences different differ differs or versus vs',
  ),
  de: wordsIn('gegenuber oder unterschied unterschiede unterscheidet vergleich vs zwischen'),
  es: wordsIn('comparacion diferencia diferencias entre o versus vs'),
}

function wordsIn(text: string): ReadonlySet<string> {
  return new Set(text.split(' '))
}
