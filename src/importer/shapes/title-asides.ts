import { withoutComments } from '../source/html.ts'

/** A title without what stands in it for other readers: attributes, sources, badges, a way back, stars; its number plain. */
export function cleaned(text: string): string {
  let rest = asWords(withoutComments(text, ' ')).trim()
  for (let before = ''; before !== rest; ) {
    before = rest
    for (const aside of asides) rest = rest.replace(aside, '').trim()
  }
  return clean(withPlainNumber(unwrapped(rest).replace(/^\[[ xX]\]\s+/, '')))
}

const fragment = String.raw`\(#[^()]{0,500}\)`
/** No letters at all, or a word for the top of a page. */
const wayBack = String.raw`(?:[^\p{L}\p{N}[\]<>]+|[^\p{L}\p{N}[\]<>]*(?:(?:go |jump )?(?:back )?(?:to )?(?:the )?(?:top|toc|contents|index)|table of contents)[^\p{L}\p{N}[\]<>]*)`
const badge = String.raw`!\[[^\]]{0,200}\]\([^()]*\b(?:badge|shields)\b[^()]*\)`

/** What may end a title and is no part of it. */
const asides = [
  /(?<!\s)\s*\{[:#.][^{}]*\}$/,
  /(?<=\S)\s*(?:\[\[[^[\]]*\]\([^()]{0,500}\)\]|\[\[[^[\]]*\]\]\([^()]{0,500}\)|\[\\?\[[^[\]]*\\?\]\]\([^()]{0,500}\))$/,
  new RegExp(String.raw`(?<=\S)\s*[([]?\[${wayBack}\]${fragment}[)\]]?$`, 'iu'),
  new RegExp(String.raw`(?<=\S)\s*<a\b[^<>]*\bhref\s*=\s*["']?#[^<>]*>${wayBack}<\/a>$`, 'iu'),
  new RegExp(
    String.raw`(?<=\S)\s*(?:\[${badge}\]\([^()]{0,500}\)|${badge}|\[!\[[^\]]{0,200}\]\([^()]{0,500}\)\]\([^()]{0,500}\))$`,
  ),
  /(?<=\S)\s+(?:(?:\\?\*){1,5}|[★☆⭐🌟]\uFE0F?(?:\s?[★☆⭐🌟]\uFE0F?){0,4})(?=(?:\*\*)?$)/u,
  /(?<=\S)\s*[(（][★☆⭐🌟\s]+[)）]$/u,
  /(?<=[?？؟])\s*[:：]$/u,
  // Tags, such as `#card`.
  /(?<=[?？؟][:：]?)(?:\s+#\p{L}[\p{L}\p{N}_/-]*)+$/u,
]

/** A title whose number is a circled one, or stands in code or between tags, with a plain one. */
function withPlainNumber(title: string): string {
  return title
    .replace(/^([*_]{0,3})(`|~{1,2}|<(sub|sup|code|small|kbd)>)(\d{1,4}\s?[.):])(?:\2|<\/\3>)/, '$1$4')
    .replace(
      /^((?:[*_]|<\/?a\b[^<>]*>|\s)*)([①-⑳⑴-⒇⒈-⒛㉑-㉟㊱-㊿❶-➓🔟])\uFE0F?[.):、]?\s*/u,
      (_, before, sign) => `${before}${numberIn(sign)}. `,
    )
}

function numberIn(sign: string): string {
  if (sign === '🔟') return '10'
  const inDingbats = sign.codePointAt(0)! - '❶'.codePointAt(0)!
  return inDingbats >= 0 ? String((inDingbats % 10) + 1) : sign.normalize('NFKC').replace(/\D/g, '')
}

const formatting = new Set(
  'a b big br code del em font i img ins kbd mark picture s small source span strike strong sub sup u div p center h1 h2 h3 h4 h5 h6 tt var'.split(
    ' ',
  ),
)

/** Tags that format nothing as the words that they are: “the <canvas> element”. */
function asWords(text: string): string {
  if (!text.includes('<')) return text
  return text.replace(
    /(`+)[^`]*\1|<(\/?)([a-z][\w-]*)\b([^<>]*)>/gi,
    (tag, ticks, closing, name, more, offset: number) => {
      if (ticks) return tag
      const folded = name.toLowerCase()
      const other = closing ? new RegExp(`<${name}\\b`, 'i') : new RegExp(`</${name}\\s*>`, 'i')
      const isPaired = closing ? other.test(text.slice(0, offset)) : other.test(text.slice(offset))
      const isTag = formatting.has(folded) && (isPaired || /^(br|img|source)$/.test(folded) || /=/.test(more))
      return isTag ? tag : `\\${tag}`
    },
  )
}

/** A title without the emphasis round the whole of it. */
export function unwrapped(title: string): string {
  const [, , inner] = title.match(/^(\*{1,3}|_{1,3})(?![\s*_])((?:(?!\1)[\s\S])+)(?<![\s*_])\1$/) ?? []
  return inner ?? title
}

/** A text without the characters of no width that may stand at its ends. */
export function clean(text: string): string {
  return text.replace(
    /^[\s\u200B-\u200F\u2060\uFEFF]+|(?<![\s\u200B-\u200F\u2060\uFEFF])[\s\u200B-\u200F\u2060\uFEFF]+$/g,
    '',
  )
}
