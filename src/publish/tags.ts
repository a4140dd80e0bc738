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
    opening.lastIndex = at
    const [whole, slash, written] = opening.exec(html) ?? ['<']
    at += whole.length
    if (written === undefined) continue
    const { attributes, end } = attributesAt(html, at)
    if (end === undefined) return
    at = end
    if (slash) continue
    const name = written.toLowerCase()
    read({ name, attributes })
    const closing = closings[name]
    if (!closing) continue
    closing.lastIndex = at
    at = closing.exec(html)?.index ?? html.length
  }
}

// A comment; a declaration, or what else is read as one; or a tag's beginning.
const opening = /<!--(?:-?>|[\s\S]*?(?:--!?>|$))|<(?:[!?]|\/(?![a-z]))[^>]*>?|<(\/?)([a-z][^\t\n\f\r />]*)/iy

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

function endsName(code: number): boolean {
  return code === slash || code === greater || code === equals || isSpace(code)
}
