/** `rtl` where the language is written from right to left. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return new Intl.Locale(language).getTextInfo().direction === 'rtl' ? 'rtl' : 'ltr'
}

/** How a language writes numbers, dates and lists, and in what order it sorts. Not asked of the machine: the same content gives the same pages everywhere. */
export function formatsOf(language: string): Formats {
  const formats = known.get(language) ?? makeFormats(language)
  known.set(language, formats)
  return formats
}

export type Formats = ReturnType<typeof makeFormats>

// Every page asks, and each of these takes its time to make.
const known = new Map<string, Formats>()

function makeFormats(language: string) {
  const written = new Intl.NumberFormat(language)
  const numbers = new Map<number, string>()
  const number = (count: number) => {
    const known = numbers.get(count) ?? written.format(count)
    numbers.set(count, known)
    return known
  }
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' })
  const list = new Intl.ListFormat(language)
  const plural = new Intl.PluralRules(language)
  return {
    /** “1 question”, “1,200 questions”: `#` in a form stands for the number. */
    count: (count: number, forms: Forms) =>
      (forms[plural.select(count)] ?? forms.other).replace('#', number(count)),
    number,
    /** A day, `2026-01-31`, in words. */
    date: (day: string) => date.format(new Date(day)),
    /** “B”; “A, C and D”. */
    list: (words: readonly string[]) => list.format(words),
    compare: new Intl.Collator(language, { numeric: true }).compare,
  }
}

/** A phrase with a number in it, by the plural forms that its language has. */
export type Forms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>
