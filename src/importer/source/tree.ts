import type { Definition, Root } from 'mdast'
import { markdownToMdast, type TreeOptions } from 'satteri'
import { withDollars, withoutPadding } from './tex.ts'
import type { Range } from './text.ts'
import { visit } from './visit.ts'

/** The tree that CommonMark and GitHub's extensions make of a text; with `math`, TeX in dollars or in `\\(…\\)` is mathematics. */
export function treeOf(text: string, math = false): Root {
  // As CommonMark has it. Whatever else is no character, the parser replaces by itself.
  const readable = text.replaceAll('\0', '\uFFFD')
  const options = { features: { ...features, math } }
  const isTex = math && /\\[([]/.test(readable)
  const written = isTex ? withDollars(readable, rawRanges(readable)) : readable
  const tree = parsed(written, options)
  const whole = isCutShort(tree, text) ? withAllReferences(tree, written, options) : tree
  if (written !== readable) inStrings(whole, withoutPadding)
  return whole
}

/** Where code, HTML and the addresses of links stand. */
function rawRanges(text: string): Range[] {
  const ranges: Range[] = []
  visit(parsed(text, { features }), (node) => {
    const { type, position } = node
    const [start, end] = [position!.start.offset!, position!.end.offset!]
    if (/^(?:code|inlineCode|html|image|definition)$/.test(type)) ranges.push({ start, end })
    else if (type === 'link') ranges.push({ start: node.children.at(-1)?.position?.end.offset ?? start, end })
  })
  return ranges.toSorted((a, b) => a.start - b.start)
}

/** Parses a text; emphasis beside Chinese, Japanese and Korean punctuation is meant as it is beside letters. */
function parsed(text: string, options: TreeOptions): Root {
  const written = text.replace(besideEmphasis, (sign) =>
    String.fromCharCode(firstStandIn + signs.indexOf(sign)),
  )
  const tree = markdownToMdast(written, options) as Root
  if (written === text) return tree
  inStrings(tree, (text) => text.replace(standIns, (sign) => signs[sign.charCodeAt(0) - firstStandIn]!))
  return tree
}

/** Changes every string that a tree holds. */
function inStrings(tree: Root, change: (text: string) => string): void {
  visit(tree, (node) => {
    const fields = node as unknown as Record<string, unknown>
    for (const [name, value] of Object.entries(fields))
      if (typeof value === 'string' && name !== 'type') fields[name] = change(value)
  })
}

const signs = '、。！？，：；（）「」『』【】《》〈〉〔〕“”‘’…—～・'
// As long as the sign each stands for, and no punctuation to CommonMark; no text has them.
const firstStandIn = 0xfdd1
const standIns = /[\uFDD1-\uFDED]/g
const letter = String.raw`[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}a-zA-Z0-9]`
const besideEmphasis = new RegExp(
  `[${signs}](?=(?:\\*{1,3}|~~)${letter})|(?<=${letter}(?:\\*{1,3}|~~))[${signs}]`,
  'gu',
)

// Frontmatter is the importer's own.
const features = { frontmatter: false }

// The parser takes references for text once their addresses have 100,000 bytes, and more than the text: up to four a character.
const mostAddresses = 25_000

/** Whether a tree's references may be too many for the parser. */
function isCutShort(tree: Root, text: string): boolean {
  if (!text.includes(']:')) return false
  const lengths = new Map<string, number>()
  let sum = 0
  visit(tree, 'definition', ({ identifier, url, title }) => {
    if (lengths.has(identifier)) return
    const length = url.length + (title?.length ?? 0)
    lengths.set(identifier, length)
    sum = Math.max(sum, length)
  })
  visit(tree, (node) => {
    if (node.type === 'linkReference' || node.type === 'imageReference')
      sum += lengths.get(node.identifier) ?? 0
  })
  return sum > mostAddresses
}

/** Parses a text with an address of one letter in place of each that it defines; they are only needed in the definitions. */
function withAllReferences(cutShort: Root, text: string, options: TreeOptions): Root {
  const definitions = new Map<number, Definition>()
  let written = ''
  let end = 0
  visit(cutShort, 'definition', (node) => {
    const [start, until] = [node.position!.start.offset!, node.position!.end.offset!]
    const source = text.slice(start, until)
    const label = source.match(/^\[(?:[^\\\]]|\\.)*\]:/s)![0]
    definitions.set(start, node)
    // What quotes it goes on.
    const rest = source
      .slice(label.length + 1)
      .replace(/([\r\n][ \t>]*)?[^\r\n]/g, (_, quoting = '') => `${quoting} `)
    written += `${text.slice(end, start)}${label}a${rest}`
    end = until
  })
  const tree = parsed(written + text.slice(end), options)
  visit(tree, 'definition', (node) => void Object.assign(node, definitions.get(node.position!.start.offset!)))
  return tree
}
