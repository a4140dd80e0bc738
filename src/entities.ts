import { escape as escaped } from 'html-escaper'

/** A text as HTML or XML: what would be a mark of theirs is a character reference. */
export const withEntities: (text: string) => string = escaped

/** A text of HTML or XML without its character references: those by number, and the five names that XML has. */
export function withoutEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(amp|apos|gt|lt|quot));/gi, (whole, hex, decimal, name) => {
    if (name) return signs[name] ?? whole
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD'
  })
}

const signs: Record<string, string> = { amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' }
