import { withoutEntities } from '../entities.ts'

/** A start tag: its name in lower case, and its attributes without entities. */
export interface Tag {
  name: string
  attributes: ReadonlyMap<string, string>
}

/**
 * Gives all start tags of an HTML page to `read`, in order: not those in comments, nor what only looks like one in
 * scripts, styles, titles and text areas. Tags end where the HTML standard has them end.
 */
export function readTags(html: string, read: (tag: Tag) => void): void {
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
    const isEnd = html.charCodeAt(at + 1) === slash
    const begin = isEnd ? at + 2 : at + 1
    if (!isLetter(html.charCodeAt(begin))) {
      other.lastIndex = at
      at += other.exec(html)?.[0].length ?? 1
      continue
    }
    let nameEnd = begin
    while (nameEnd < html.length && !endsTagName(html.charCodeAt(nameEnd))) nameEnd += 1
    const isBare = html.charCodeAt(nameEnd) === greater
    const { attributes, end } = isBare ? { attributes: none, end: nameEnd + 1 } : attributesAt(html, nameEnd)
    if (end === undefined) return
    at = end
    if (isEnd) continue
    const name = html.slice(begin, nameEnd).toLowerCase()
    read({ name, attributes })
    const closing = closings[name]
    if (!closing) continue
    closing.lastIndex = at
    at = closing.exec(html)?.index ?? html.length
  }
}

const none: Tag['attributes'] = new Map()

// A comment; a declaration, or what else is read as one.
const other = /<!--(?:-?>|[\s\S]*?(?:--!?>|$))|<[!?/][^>]*>?/y

const closings: Record<string, RegExp> = Object.fromEntries(
  ['script', 'style', 'textarea', 'title'].map((name) => [
    name,
    new RegExp(`</${name}(?=[\\t\\n\\f\\r />])`, 'gi'),
  ]),
)

/**
 * The attributes of a tag from the end of its name on, and the offset behind it; `undefined` where it never ends. Sign
 * by sign: with an expression for an attribute, it takes twice the time.
 */
function attributesAt(
  html: string,
  from: number,
): { attributes: Tag['attributes']; end: number | undefined } {
  const attributes = new Map<string, string>()
  let at = from
  const passSpace = () => {
    while (isSpace(html.charCodeAt(at))) at += 1
  }
  for (;;) {
    while (isSpace(html.charCodeAt(at)) || html.charCodeAt(at) === slash) at += 1
    if (at >= html.length) return { attributes, end: undefined }
    if (html.charCodeAt(at) === greater) return { attributes, end: at + 1 }
    // An equals sign that comes first is part of the name.
    const begin = at++
    while (at < html.length && !endsName(html.charCodeAt(at))) at += 1
    const name = html.slice(begin, at).toLowerCase()
    let value = ''
    passSpace()
    if (html.charCodeAt(at) === equals) {
      at += 1
      passSpace()
      const sign = html.charAt(at)
      const isQuoted = sign === '"' || sign === "'"
      const first = isQuoted ? at + 1 : at
      if (isQuoted) at = html.indexOf(sign, first)
      else
        while (at < html.length && !isSpace(html.charCodeAt(at)) && html.charCodeAt(at) !== greater) at += 1
      if (at < 0) return { attributes, end: undefined }
      value = withoutEntities(html.slice(first, at))
      if (isQuoted) at += 1
    }
    // Of two of one name the first holds.
    if (!attributes.has(name)) attributes.set(name, value)
  }
}

const [slash, equals, greater] = [0x2f, 0x3d, 0x3e]

/** Whether a code unit is a space, tab, line feed, form feed or carriage return. */
function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0c || code === 0x0d
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)
}

function endsTagName(code: number): boolean {
  return code === slash || code === greater || isSpace(code)
}

function endsName(code: number): boolean {
  return code === slash || code === greater || code === equals || isSpace(code)
}
