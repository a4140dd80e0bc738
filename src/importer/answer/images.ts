import type { Element, ElementContent, Root as HtmlRoot } from 'hast'
import type { Root } from 'mdast'
import type { Point } from 'unist'
import type { Problem } from '../../problems.ts'
import { legible } from '../source/characters.ts'
import { visit } from '../source/visit.ts'
import type { Image } from '../topic.ts'
import { imageTarget, replaceImages, symbolicImage } from './symbolic.ts'

/** An image that the site can show: its address, and its size in CSS pixels. */
export interface Shown {
  address: string
  width: number
  height: number
}

/** Why an image of the content is not shown. */
export type Refusal = (place: Point) => Problem

/** Takes away descriptions that nobody wrote: Markdown's `![](a.png)` does not say that the image is mere decoration. */
export function dropEmptyWords(tree: Root): void {
  visit(tree, ['image', 'imageReference'], (node) => {
    if (node.type === 'image' || node.type === 'imageReference') node.alt ||= null
  })
}

/** Makes an image symbolic. Answers its words alone where no page could load it. */
export function settleImage(node: Element): { words: string; target: string } | undefined {
  const { src, alt, ...others } = node.properties
  const written = String(src ?? '').trim()
  const target = written.startsWith('//') ? `https:${written}` : written
  // What nobody described may be all that answers a question: its name tells a screen reader that it is there.
  const words = alt === undefined ? nameOf(target) : String(alt).trim()
  node.properties = { src: symbolicImage(target), alt: words, ...others }
  return target === '' || (!isRemote(target) && /^[a-z][a-z0-9+.-]*:/i.test(target))
    ? { words, target }
    : undefined
}

/** Sets the words of images inside them, so that they are part of the text; of two that differ by theme, one's. */
export function wordImages(tree: HtmlRoot): void {
  visit(tree, 'element', ({ tagName, properties: { alt, className }, children }) => {
    if (tagName !== 'img' || !alt || [className].flat().includes('dark-only')) return
    children.push({ type: 'text', value: String(alt) })
  })
}

/** Sets images that stand outside of any block into a paragraph, with the text beside them: a block has a link to it. */
export function blockImages(tree: HtmlRoot): void {
  if (!tree.children.some(holdsImage)) return
  const blocks: HtmlRoot['children'] = []
  let run: ElementContent[] = []
  const end = () => {
    const isBlank = (node?: ElementContent) => node?.type === 'text' && node.value.trim() === ''
    const first = run.findIndex((node) => !isBlank(node))
    const last = run.findLastIndex((node) => !isBlank(node)) + 1
    const inside = run.slice(first, last)
    if (inside.some(holdsImage))
      blocks.push(
        ...run.slice(0, first),
        { type: 'element', tagName: 'p', properties: {}, children: inside },
        ...run.slice(last),
      )
    else blocks.push(...run)
    run = []
  }
  for (const node of tree.children) {
    if (isInline(node)) run.push(node)
    else {
      end()
      blocks.push(node)
    }
  }
  end()
  tree.children = blocks
}

const inline =
  /^(?:a|abbr|b|br|cite|code|del|em|font|i|img|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|tt|u|var)$/

/** Whether a node may stand in a paragraph, with all that is in it. */
function isInline(node: HtmlRoot['children'][number]): node is ElementContent {
  return (
    node.type === 'text' ||
    (node.type === 'element' && inline.test(node.tagName) && node.children.every(isInline))
  )
}

/** Whether a node is an image, or an inline one round it. */
function holdsImage(node: HtmlRoot['children'][number]): boolean {
  if (node.type !== 'element' || !inline.test(node.tagName)) return false
  return node.tagName === 'img' || node.children.some(holdsImage)
}

/** Lists the images of a tree that is safe, and empties them of their words; `toHtml` writes what stands instead. */
export function takeImages(
  tree: HtmlRoot,
  placeOf: (point: Point) => Point,
  toHtml: (tree: HtmlRoot) => string,
): Image[] {
  const images: Image[] = []
  const linked = new Set<Element>()
  visit(tree, 'element', (node) => {
    if (node.tagName === 'a') visit(node, 'element', (inner) => void linked.add(inner))
    if (node.tagName !== 'img') return
    const { src, alt, width, height, ...others } = node.properties
    const target = imageTarget(String(src))
    const name = nameOf(target)
    // A link needs words.
    const words = String(alt) || (linked.has(node) ? name : '')
    node.properties = { src: src!, alt: words, ...others }
    node.children = []
    images.push({
      target,
      place: placeOf(node.position?.start ?? { line: 1, column: 1 }),
      ...{ width: pixels(width), height: pixels(height) },
      isLinked: linked.has(node),
      instead: toHtml({ type: 'root', children: [insteadOf(target, words, name, linked.has(node))] }),
    })
  })
  return images
}

function insteadOf(target: string, words: string, name: string, isLinked: boolean): ElementContent {
  if (!isRemote(target)) {
    const value = words === '' || words.includes(name) ? words || name : `${words} (${name})`
    return { type: 'text', value }
  }
  const text: ElementContent = { type: 'text', value: words || name }
  const properties = { href: target, rel: ['noopener', 'noreferrer'] }
  return isLinked ? text : { type: 'element', tagName: 'a', properties, children: [text] }
}

/**
 * Gives the images of a text their addresses. One that `find` refuses gives way to its words, linked to where
 * `sourceOf` says that it ought to be, and is reported at its place; one on another site is a link to it, unless its host is among `hosts` and it can be had by HTTPS.
 */
export function resolveImages(
  { html, images }: { html: string; images: readonly Image[] },
  find: (target: string) => Shown | Refusal,
  hosts: readonly string[],
  sourceOf: (target: string) => string | undefined = () => undefined,
): { html: string; problems: Problem[] } {
  const problems: Problem[] = []
  let index = 0
  const resolved = replaceImages(html, (src, attributes) => {
    const { target, place, width, height, instead, isLinked } = images[index++]!
    if (isRemote(target)) {
      const size = attributesOf({ width, height })
      // The other site learns that somebody reads here, but not what.
      return isAllowed(target, hosts)
        ? `<img src="${src}"${attributes}${size}${lazy} referrerpolicy="no-referrer">`
        : instead
    }
    const found = find(target)
    if (typeof found === 'function') {
      problems.push(found(place))
      const source = isLinked ? undefined : sourceOf(target)
      return source ? `<a href="${source}" rel="noopener noreferrer">${instead}</a>` : instead
    }
    const size = attributesOf(sizeOf(found, width, height))
    return `<img src="${found.address}"${attributes}${size}${lazy}>`
  })
  return { html: resolved, problems }
}

// The words of an image are searched like any other.
const lazy = ' loading="lazy" decoding="async" data-pagefind-index-attrs="alt"'

/** Whether an image lies on another site. */
export function isRemote(target: string): boolean {
  return /^https?:\/\//i.test(target)
}

function isAllowed(target: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(target)) return false
  const { protocol, host } = new URL(target)
  return protocol === 'https:' && hosts.includes(host)
}

/** The size that an author asks for, with the image's own proportions. */
function sizeOf({ width, height }: Shown, askedWidth: number | undefined, askedHeight: number | undefined) {
  const scale = askedWidth ? askedWidth / width : askedHeight ? askedHeight / height : 1
  return { width: Math.round(width * scale) || 1, height: Math.round(height * scale) || 1 }
}

function attributesOf(values: Record<string, number | undefined>): string {
  return Object.entries(values)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${value}"`))
    .join('')
}

function pixels(value: unknown): number | undefined {
  const number = Number(value)
  return Number.isInteger(number) && number > 0 && number < 10_000 ? number : undefined
}

/** The name of an image's file: “b-tree.png”. */
function nameOf(target: string): string {
  const last = target
    .replace(/[?#].*$/s, '')
    .split('/')
    .at(-1)!
  return decoded(last) || 'image'
}

/** A part of an address as its author means it. */
export function decoded(encoded: string): string {
  try {
    return legible(decodeURIComponent(encoded))
  } catch {
    // A bare per cent sign: the author's text is not encoded.
    return encoded
  }
}
