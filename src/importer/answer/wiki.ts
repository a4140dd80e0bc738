import type { Image, Link, PhrasingContent, Root, Text } from 'mdast'
import type { Point } from 'unist'
import type { VFile } from 'vfile'
import { report } from '../../problems.ts'
import { wordsIn } from '../source/markdown.ts'
import { SKIP, visit } from '../source/visit.ts'

/**
 * Makes links and images of what Obsidian and wikis write as such: `[[note]]`, `[[note#heading|words]]`,
 * `![[image.png|300]]`. A bare `[[note]]` keeps its signs until its note is found: it may be JavaScript’s `[[Prototype]]`.
 */
export function linkNotes(tree: Root): void {
  visit(tree, 'text', (node, index, parent) => {
    if (!node.value.includes('[[') || parent!.type === 'link') return undefined
    const parts = node.value.split(wikiLink)
    if (parts.length === 1) return undefined
    const nodes = parts.flatMap((value, at): PhrasingContent[] => {
      if (at % 2 === 1) return [wikiNode(value, node)]
      return value === '' ? [] : [{ ...node, value }]
    })
    parent!.children.splice(index!, 1, ...nodes)
    return [SKIP, index! + nodes.length]
  })
}

/** What a link of a wiki leads to: `[[note#heading]]` gives a name and a heading; `undefined` for any other target. */
export function wikiTarget(target: string): { name: string; heading: string; isBare: boolean } | undefined {
  const [, name, heading] = target.match(/^\[\[([^#]*)(?:#(.*))?\]\]$/s) ?? []
  if (name === undefined) return undefined
  // Of headings below each other the last one is meant; `^` names a block.
  const last = (heading ?? '').split('#').at(-1)!.trim()
  return {
    name: name.trim(),
    heading: last.startsWith('^') ? '' : last,
    isBare: heading === undefined,
  }
}

/** Ends the address of an image that is looked for by its name wherever it lies, as Obsidian does. */
export const anywhere = '#anywhere'

const wikiLink = /(!?\[\[(?=[^\s[\]])(?=[^[\]]*\p{L})[^[\]"'`]{1,200}\]\])/u
const imageName = /\.(?:avif|bmp|gif|jpe?g|png|svg|webp)$/i

function wikiNode(written: string, { position }: Text): Link | Image {
  const [target = '', ...more] = written.replace(/^!?\[\[|\]\]$/g, '').split(/\\?\|/)
  const words = more.at(-1)?.trim()
  if (written.startsWith('!') && imageName.test(target)) {
    const [, width, height] = words?.match(/^(\d{1,4})(?:x(\d{1,4}))?$/) ?? []
    const size = { ...(width && { width }), ...(height && { height }) }
    const alt = width === undefined && words ? words : null
    const url = `${encodeURI(target.trim())}${anywhere}`
    return { type: 'image', url, alt, data: { hProperties: size }, ...{ position } }
  }
  const isBare = words === undefined && !target.includes('#') && !written.startsWith('!')
  // What has words of its own is told where its note is not found.
  const href = `[[${target}${isBare || target.includes('#') ? '' : '#'}]]`
  const shown = words || target.replace(/^#/, '').replaceAll('#', ' › ').trim()
  return {
    ...{ type: 'link', url: '', position, data: { hProperties: { href } } },
    children: [{ type: 'text', value: isBare ? written : shown, ...{ position } }],
  } as Link
}

/** Leaves out what stands between `%%`, which Obsidian shows nobody, and tells of it. */
export function dropComments(tree: Root, placeOf: (point: Point) => Point, file: VFile): void {
  const tell = (words: string, start: Point, end: Point) => {
    const place = { start: placeOf(start), end: placeOf(end) }
    report(file, 'text-left-out', place, shortened(words), { comment: true })
  }
  for (let at = 0; at < tree.children.length; at++) {
    if (!edge(tree.children[at], 'start')) continue
    const last = tree.children.findIndex((node, index) => index >= at && edge(node, 'end', index === at))
    if (last < 0) continue
    const left = tree.children.splice(at, last - at + 1)
    tell(left.map((node) => wordsIn(node)).join(' '), left[0]!.position!.start, left.at(-1)!.position!.end)
    at -= 1
  }
  visit(tree, 'text', (node) => {
    if (!node.value.includes('%%')) return
    node.value = node.value.replace(inLine, (comment) => {
      tell(comment, node.position!.start, node.position!.end)
      return ''
    })
  })
}

/** Close to their words, as signs for a per cent that are doubled for a program are not. */
const inLine = /(?<=^|\s)%%(?=[^\s%])(?:(?!%%)[\s\S])*[^\s%]%%(?=[\s.,;:!?)]|$)/g

/** Whether a block begins, or ends, with the sign of a comment. */
function edge(node: Root['children'][number] | undefined, side: 'start' | 'end', isSame = false): boolean {
  if (node?.type !== 'paragraph') return false
  const [first, last] = [node.children[0], node.children.at(-1)]
  const words = wordsIn(node).trim()
  // The sign that opens does not close as well.
  if (side === 'start')
    return first?.type === 'text' && words.startsWith('%%') && !/%%./s.test(words.slice(2))
  return last?.type === 'text' && words.endsWith('%%') && (!isSame || words.length > 4)
}

function shortened(words: string): string {
  const bare = words
    .replace(/^%%|%%$/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return bare.length > 60 ? `${bare.slice(0, 60).trimEnd()}…` : bare
}
