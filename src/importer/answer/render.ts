import type { Element, ElementContent, Root as HtmlRoot } from 'hast'
import type { Heading, List, ListItem, PhrasingContent, Root } from 'mdast'
import rehypeHighlight from 'rehype-highlight'
import rehypeStringify from 'rehype-stringify'
import remarkRehype, { defaultHandlers } from 'remark-rehype'
import { unified } from 'unified'
import type { Point } from 'unist'
import { VFile } from 'vfile'
import { report } from '../../problems.ts'
import { parse } from '../source/markdown.ts'
import { SKIP, visit } from '../source/visit.ts'
import type { Link, Rendered } from '../topic.ts'
import { noteAlerts } from './alerts.ts'
import { nameAnchors } from './anchors.ts'
import { nameHeadings } from './attributes.ts'
import { endAddresses } from './cjk.ts'
import { noteFences } from './fences.ts'
import { frame } from './frame.ts'
import { blockImages, dropEmptyWords, settleImage, takeImages, wordImages } from './images.ts'
import { noteMath, showMath } from './math.ts'
import { rehypeRaw, sanitizeAnswer, sanitizeTitle } from './sanitize.ts'
import { showEmoji } from './shortcodes.ts'
import { symbolicLink } from './symbolic.ts'
import { textOf } from './text.ts'
import { partThemes } from './themes.ts'
import { tellUnshown } from './unshown.ts'
import { dropComments, linkNotes } from './wiki.ts'

export interface RenderOptions {
  /** The place in the file's text of a place in the tree. */
  placeOf(point: Point): Point
  /** The level of the highest heading in the result. */
  highest: 2 | 3
  /** Set before every id, so that several pieces may stand on one page; empty for an answer. */
  scope: string
}

/**
 * Renders the tree of an answer or an introduction, and uses it up. Raw HTML is parsed and sanitized, label bullets become headings, headings
 * are re-based, each with an id and a link to itself, code is highlighted with classes, and what may be wider than a
 * page has a box of its own.
 */
export function render(tree: Root, { placeOf, highest, scope }: RenderOptions, file: VFile): Rendered {
  headLabelled(tree)
  nameHeadings(tree)
  dropEmptyWords(tree)
  dropComments(tree, placeOf, file)
  noteAlerts(tree)
  linkNotes(tree)
  endAddresses(tree)
  showEmoji(tree)
  noteMath(tree, placeOf, file)
  noteFences(tree, placeOf, file)
  const html = toHtml.runSync(tree, file) as HtmlRoot
  tellUnshown(html, placeOf, file)
  partThemes(html)
  const links = settle(html, placeOf, file)
  const shown = sanitizeAnswer(html)
  blockImages(shown)
  wordImages(shown)
  const text = textOf(shown)
    .replace(/ ?↩\uFE0E?$/gm, '')
    .replace(/\n{2,}/g, '\n')
    .trim()
  rebase(shown, highest)
  const named = tidyIds(shown, scope)
  // A choice is one of few, and looked at together with them; the footer stands on every page.
  const isPart = /^(choice-|viva:footer-)/.test(scope)
  nameAnchors(shown, isPart ? 'headings' : 'headings and blocks', scope, named)
  freeGlobals(shown)
  const headings = linkHeadings(shown)
  const anchors = [...named].map((id) => freed(scope + id))
  const images = takeImages(shown, placeOf, (one) => stringify.stringify(one))
  showMath(shown, toTree)
  const highlighted = hasCode(shown) ? (highlight.runSync(shown) as HtmlRoot) : shown
  frame(highlighted, text)
  return { html: stringify.stringify(highlighted), text, headings, anchors, links, images }
}

/** To look through all of an answer for code is what highlighting costs most. */
function hasCode(tree: HtmlRoot): boolean {
  let found = false
  visit(tree, 'element', ({ tagName }) => {
    found = tagName === 'pre'
    return !found
  })
  return found
}

/** Renders a title's Markdown: emphasis, code and the words of images stay, links and blocks do not. */
export function renderTitle(markdown: string, math = false): { html: string; text: string } {
  const line = markdown.trim()
  if (isPlain.test(line) && !(math && line.includes('$')))
    return { html: line, text: line.replace(/\s+/g, ' ') }
  // The closing hash keeps one that belongs to the title.
  const tree = parse(`# ${markdown} #`, math)
  endAddresses(tree)
  showEmoji(tree)
  noteMath(tree, (point) => point, new VFile())
  const html = toHtml.runSync(tree) as HtmlRoot
  visit(html, 'element', (node, index, parent) => {
    if (node.tagName === 'img')
      parent!.children[index!] = { type: 'text', value: String(node.properties.alt ?? '') }
  })
  const safe = sanitizeTitle(html)
  const text = textOf(safe).replace(/\s+/g, ' ').trim()
  showMath(safe, toTree)
  return { html: stringify.stringify(safe).trim(), text }
}

// Most titles are: no marks, no entities, nothing that GitHub makes a link of.
const isPlain = /^(?!.*www\.)[^\\`*_<>&[\]~:!@\0-\x1F\x7F]*$/i

/** Splits a list at items such as `- **Aggregation:**` that name the items below them: each name becomes a heading. */
function headLabelled(tree: Root): void {
  visit(tree, 'list', (list, index, parent) => {
    const isLabelled = list.children.some(
      (item, place) =>
        labelOf(item) && place < list.children.length - 1 && !labelOf(list.children[place + 1]!),
    )
    if (parent !== tree || !isLabelled) return
    const above = tree.children.slice(0, index).findLast((node) => node.type === 'heading')
    const depth = Math.min((above?.depth ?? 1) + 1, 6) as Heading['depth']
    const parts: (Heading | List)[] = []
    for (const item of list.children) {
      const label = labelOf(item)
      const last = parts.at(-1)
      if (label) parts.push({ type: 'heading', depth, children: label, position: item.position })
      else if (last?.type === 'list') last.children.push(item)
      else parts.push({ ...list, children: [item], position: item.position })
    }
    tree.children.splice(index!, 1, ...parts)
    return index! + parts.length
  })
}

/** The words of an item that holds nothing but bold text with a colon at its end. */
function labelOf({ children }: ListItem): PhrasingContent[] | undefined {
  const [paragraph, ...others] = children
  if (paragraph?.type !== 'paragraph' || others.length > 0) return undefined
  const [strong, colon, ...rest] = paragraph.children
  if (strong?.type !== 'strong' || rest.length > 0) return undefined
  if (colon && !(colon.type === 'text' && colon.value.trim() === ':')) return undefined
  const last = strong.children.at(-1)
  if (last?.type !== 'text') return undefined
  const withoutColon = last.value.replace(/\s*:\s*$/, '')
  if (withoutColon === last.value && !colon) return undefined
  return [...strong.children.slice(0, -1), { ...last, value: withoutColon }]
}

/** Makes images and links inside the content symbolic, takes away links that lead nowhere, and puts words in place of check boxes. */
function settle(tree: HtmlRoot, placeOf: (point: Point) => Point, file: VFile): Link[] {
  const links: Link[] = []
  visit(tree, 'element', (node, index, parent) => {
    const place = placeOf(node.position?.start ?? { line: 1, column: 1 })
    if (node.tagName === 'a' && node.properties.href !== undefined) {
      const { href, ...others } = node.properties
      const written = String(href).trim()
      const target = written.startsWith('//') ? `https:${written}` : written
      if (/^https?:\/\//i.test(target) && URL.canParse(target)) {
        node.properties = { ...others, href: target, rel: ['noopener', 'noreferrer'] }
      } else if (/^mailto:/i.test(target)) return
      else if (/^[a-z][a-z0-9+.-]*:/i.test(target) || target === '') {
        node.properties = others
        report(file, 'link-dead', place, target, undefined)
      } else if (!target.startsWith('#user-content-fn')) {
        node.properties = { href: symbolicLink(target), ...others }
        links.push({ target, place })
      }
    } else if (node.tagName === 'img') {
      const dead = settleImage(node)
      if (dead) {
        parent!.children[index!] = { type: 'text', value: dead.words }
        report(file, 'image-left-out', place, dead.target, 'its address is none that a page may load')
      }
    } else if (node.tagName === 'input' && node.properties.type === 'checkbox') {
      const isChecked = node.properties.checked !== undefined && node.properties.checked !== false
      parent!.children[index!] = { type: 'text', value: isChecked ? '☑' : '☐' }
    } else if (node.tagName === 'td' || node.tagName === 'th') {
      const align = node.properties.align
      if (align) node.properties.className = [`align-${align}`]
    }
    return undefined
  })
  return links
}

/** Moves headings to `highest` and below, without a level left out. One inside another is no heading. */
function rebase(tree: HtmlRoot, highest: number): void {
  const open: number[] = []
  visit(tree, 'element', (node) => {
    const written = levelOf(node)
    if (written === undefined) return
    visit(node, 'element', (inner) => {
      if (inner !== node && levelOf(inner) !== undefined) inner.tagName = 'div'
    })
    while (open.length > 0 && open.at(-1)! >= written) open.pop()
    open.push(written)
    node.tagName = `h${Math.min(highest + open.length - 1, 6)}`
  })
}

/** Keeps an author's ids and names as ids where they are plain words, in lower case, each once. Answers them without scope. */
function tidyIds(tree: HtmlRoot, scope: string): Set<string> {
  const taken = new Set<string>()
  visit(tree, 'element', (node) => {
    const { className } = node.properties
    if (Array.isArray(className) && className.length === 0) delete node.properties.className
    const { id, name, ...others } = node.properties
    const { href, ariaDescribedBy } = node.properties
    // The footnotes' own links.
    if (typeof href === 'string' && href.startsWith('#')) others.href = `#${scope}${href.slice(1)}`
    if (ariaDescribedBy !== undefined) others.ariaDescribedBy = [`${scope}footnote-label`]
    node.properties = others
    const wanted = anchorOf(String(id ?? name ?? ''))
    if (wanted === '' || taken.has(wanted)) return
    taken.add(wanted)
    node.properties.id = scope + wanted
  })
  return taken
}

/** An author's name for a place, as an id: lower case, of letters, digits and hyphens. */
function anchorOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/^-+|-+$/g, '')
}

/**
 * Sets a prefix before ids that would become globals which scripts look for. An id gives a name to the page's window
 * where that has no property of its own, so `location` and `name` are safe; `document` takes names from images that
 * have one, which none has here.
 */
function freeGlobals(tree: HtmlRoot): void {
  visit(tree, 'element', ({ properties }) => {
    if (typeof properties.id === 'string') properties.id = freed(properties.id)
  })
}

function freed(id: string): string {
  return /^(_.*|amd|define|exports|global|module|pagefind|process|require)$/.test(id) ? `at:${id}` : id
}

/** Sets a link to itself beside each heading that stands in no other link, and lists the headings. */
function linkHeadings(tree: HtmlRoot): Rendered['headings'] {
  const headings: Rendered['headings'] = []
  const linked = new Set<Element>()
  visit(tree, 'element', (outer) => {
    if (outer.tagName !== 'a') return
    visit(outer, 'element', (node) => {
      if (levelOf(node) === undefined) return
      if (outer.properties.href !== undefined) linked.add(node)
      // It leads nowhere, and would be closed by the heading's link.
      else outer.tagName = 'span'
    })
  })
  visit(tree, 'element', (node, index, parent) => {
    const depth = levelOf(node)
    const id = node.properties.id
    if (depth === undefined || typeof id !== 'string') return undefined
    const text = textOf(node).trim()
    headings.push({ depth, id, text })
    if (linked.has(node)) return SKIP
    // Without a word of its own: its sign is a matter of style, and no part of the text.
    const link = element(
      'a',
      { className: ['anchor'], href: `#${id}`, ariaLabel: text ? `Link to “${text}”` : 'Link to this part' },
      [],
    )
    parent!.children[index!] = element('div', { className: ['heading'] }, [node, link])
    return SKIP
  })
  return headings
}

/** HTML that is no author's, as a tree. */
function toTree(value: string): ElementContent[] {
  const tree = raw.runSync({ type: 'root', children: [{ type: 'raw', value } as never] }) as HtmlRoot
  return tree.children as ElementContent[]
}

function levelOf(node: Element): number | undefined {
  const [, level] = node.tagName.match(/^h([1-6])$/) ?? []
  return level ? Number(level) : undefined
}

function element(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children }
}

/** An item of a list, which is asked once whether it is loose: each of its items would ask all others. */
function listItem(...[state, item, list]: Parameters<typeof defaultHandlers.listItem>) {
  if (list?.type !== 'list') return defaultHandlers.listItem(state, item, list)
  let spread = looseness.get(list)
  if (spread === undefined) {
    spread = list.spread || list.children.some(({ spread, children }) => spread ?? children.length > 1)
    looseness.set(list, spread)
  }
  return defaultHandlers.listItem(state, item, { ...list, spread, children: [] })
}

const looseness = new WeakMap<List, boolean>()

/** The settings by which Markdown becomes HTML, before anything is taken from it. */
export const toHtml = unified()
  .use(remarkRehype, { allowDangerousHtml: true, handlers: { listItem } })
  .use(rehypeRaw)
  .freeze()
const raw = unified().use(rehypeRaw).freeze()
const highlight = unified().use(rehypeHighlight).freeze()
const stringify = unified().use(rehypeStringify).freeze()
