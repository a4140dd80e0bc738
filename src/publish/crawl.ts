import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { withoutEntities } from '../entities.ts'
import { Failure } from '../failure.ts'
import { readTags, type Tag } from './tags.ts'

/** What a built site must hold to. */
export interface Published {
  /** The path that it is published under, with a slash at both ends, and the origin. */
  base: string
  origin: string
  /**
   * The paths of questions, topics and tags, base included, that must be there whether anything links to them or not.
   * No other of their kinds may be.
   */
  promised?: readonly string[]
}

/** Reads every page of a built site, by its file, but for those that have been read. */
export function readPages(
  site: string,
  read = pageReader(),
  known: ReadonlyMap<string, Page> = new Map(),
): Map<string, Page> {
  const pages = new Map<string, Page>()
  for (const file of filesOf(site)) {
    if (file.endsWith('.html')) pages.set(file, known.get(file) ?? read(readFileSync(join(site, file))))
  }
  return pages
}

/** Reads pages of one site: of what they say again and again there is one copy. */
export function pageReader(): (html: string | Uint8Array<ArrayBuffer>) => Page {
  // What is cut from a page keeps all of it in memory.
  const copies = new Map<string, string>()
  const keep = (text: string) => {
    const known = copies.get(text)
    if (known !== undefined) return known
    const copy = Buffer.from(text).toString()
    copies.set(copy, copy)
    return copy
  }
  const decoder = new TextDecoder()
  return (html) => readPage(typeof html === 'string' ? html : decoder.decode(html), keep)
}

/** The addresses below one that pages link to. */
export function linksBelow(address: string, pages: ReadonlyMap<string, Page>): string[] {
  const links = new Set<string>()
  for (const page of pages.values())
    for (const link of page.links) if (link.startsWith(address)) links.add(link)
  return [...links]
}

/** The whole addresses of the pages that search engines may show. */
export function listable(
  pages: ReadonlyMap<string, Page>,
  published: Pick<Published, 'base' | 'origin'>,
): string[] {
  return [...pages].filter(([, { isListed }]) => isListed).map(([file]) => addressOf(file, published))
}

/** Throws, naming all its faults, if a built site has any. */
export function insistOnNone(faults: readonly string[]): void {
  if (faults.length > 0) throw new Failure(`The site is broken:\n${faults.join('\n')}`)
}

/**
 * Finds links, assets and anchors that are not there, to the exact letter, ids that stand twice, addresses without
 * their slash, pages whose canonical address is not their own, and what the sitemap lists too much or too little. Of
 * links that lead elsewhere only the form is looked at.
 */
export function findFaults(site: string, published: Published, known?: ReadonlyMap<string, Page>): string[] {
  const { base, origin, promised } = published
  const files = filesOf(site)
  const pages = known ?? readPages(site)
  const present = new Set(files)
  const byLowerCase = new Map(files.map((file) => [file.toLowerCase(), file]))
  const faults: string[] = []

  for (const [file, page] of pages) {
    for (const id of page.repeated) faults.push(`${file}: the id “${id}” stands twice`)
    const own = addressOf(file, published)
    if (page.isListed && page.canonical !== own) {
      faults.push(`${file}: its canonical address is “${page.canonical ?? ''}”, not “${own}”`)
    }
  }
  const faultOf = (file: string, link: string): string | undefined => {
    const from = addressOf(file, published)
    if (!URL.canParse(link, from)) return 'is no address'
    const url = new URL(link, from)
    if (url.origin !== origin)
      return /^(https?|mailto|data):$/.test(url.protocol) ? undefined : 'leads nowhere'
    const path = decodeURIComponent(url.pathname)
    if (!path.startsWith(base)) return `leads out of ${base}`
    const target = path.slice(base.length) + (path.endsWith('/') ? 'index.html' : '')
    if (!present.has(target)) {
      if (present.has(`${target}/index.html`)) return 'lacks the slash at its end'
      const other = byLowerCase.get(target.toLowerCase())
      return other ? `leads nowhere: the letters of “${other}” differ` : 'leads nowhere'
    }
    if (path.endsWith('/index.html')) return 'names index.html'
    const anchor = decodeURIComponent(url.hash.slice(1))
    const page = pages.get(target)
    return !anchor || !page || page.ids.has(anchor) ? undefined : 'has no such anchor'
  }
  // Every page has the same header: what is sound from one folder is sound from it again.
  const sound = new Set<string>()
  const look = (file: string, link: string) => {
    const key = /^[a-z]+:|^\//i.test(link) ? link : `${file} ${link}`
    if (sound.has(key)) return
    const fault = faultOf(file, link)
    if (fault) faults.push(`${file}: “${link}” ${fault}`)
    else sound.add(key)
  }
  for (const [file, { ids, links }] of pages) {
    for (const link of links) {
      const isAnchor = link.startsWith('#') && !link.includes('%')
      if (!isAnchor || !ids.has(link.slice(1))) look(file, link)
    }
  }
  for (const file of files) {
    const linksIn = readers[file.match(/\.(css|xml|webmanifest)$/)?.[1] ?? '']
    if (!linksIn) continue
    for (const link of linksIn(readFileSync(join(site, file), 'utf8'), origin)) look(file, link)
  }
  for (const path of promised ?? []) {
    const fault = faultOf('index.html', path)
    if (fault) faults.push(`“${path}” is promised, and ${fault}`)
  }
  const recorded = promised && new Set(promised.map((path) => decodeURIComponent(path.replace(/#.*$/, ''))))
  for (const file of recorded ? files : []) {
    const [, place] = file.match(/^((?:questions|topics|tags)\/[^/]+?)(?:\.md$|\/)/) ?? []
    if (place && !recorded!.has(`${base}${place}/`))
      faults.push(`“${file}” is published, and not in the ledger`)
  }

  const listed = new Set<string>()
  for (const file of files.filter((name) => /^sitemap-(?!index)[^/]*\.xml$/.test(name))) {
    for (const location of locationsIn(readFileSync(join(site, file), 'utf8'))) listed.add(location)
  }
  for (const address of listable(pages, published)) {
    if (!listed.delete(address)) faults.push(`the sitemap lacks “${address}”`)
  }
  for (const address of listed) faults.push(`the sitemap lists “${address}”, which no search engine may show`)
  return faults
}

function addressOf(file: string, { base, origin }: Pick<Published, 'base' | 'origin'>): string {
  return origin + encodeURI(base + file.replace(/(^|\/)index\.html$/, '$1'))
}

/** The files of a site by their paths with slashes, in order. */
function filesOf(site: string): string[] {
  // At once: asked for one after another, folders and files take fifteen times as long to come.
  return readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name).slice(site.length).split(sep).join('/').replace(/^\//, ''),
    )
    .toSorted()
}

/** What a page holds that others depend on. */
export interface Page {
  ids: Set<string>
  repeated: string[]
  /** Addresses that the page links to or loads. */
  links: Set<string>
  canonical: string | undefined
  /** Whether search engines may show it: it neither refuses that nor leads on. */
  isListed: boolean
}

function readPage(html: string, keep: (text: string) => string): Page {
  const page: Page = { ids: new Set(), repeated: [], links: new Set(), canonical: undefined, isListed: true }
  readTags(html, (tag) => readTag(tag, page, keep))
  return page
}

function readTag({ name: tagName, attributes }: Tag, page: Page, keep: (text: string) => string): void {
  if (attributes.size === 0) return
  const addLink = (link: string) => page.links.add(keep(link))
  const id = attributes.get('id')
  if (id !== undefined) {
    if (page.ids.has(id)) page.repeated.push(id)
    page.ids.add(keep(id))
  }
  for (const name of ['href', 'src', 'action', 'poster']) {
    const link = attributes.get(name)
    if (link !== undefined) addLink(link)
  }
  for (const candidate of attributes.get('srcset')?.split(/,\s+/) ?? [])
    addLink(candidate.trim().split(/\s/)[0]!)
  if (tagName === 'link' && attributes.get('rel') === 'canonical')
    page.canonical = keep(attributes.get('href') ?? '')
  if (tagName !== 'meta') return
  const content = attributes.get('content') ?? ''
  if (attributes.get('name') === 'robots' && /\bnoindex\b/.test(content)) page.isListed = false
  if (attributes.get('http-equiv')?.toLowerCase() === 'refresh') {
    page.isListed = false
    addLink(content.replace(/^[^;]*;\s*url=/i, ''))
  }
  if (/^og:(url|image)$/.test(attributes.get('property') ?? '')) addLink(content)
}

/** The addresses in files of other kinds. */
const readers: Record<string, (text: string, origin: string) => string[]> = {
  css: (text) =>
    [...text.matchAll(/url\(\s*(["']?)(.*?)\1\s*\)|@import\s+["'](.*?)["']/g)].map(
      (match) => match[2] ?? match[3]!,
    ),
  xml: (text, origin) => addressesIn(text).filter((address) => address.startsWith(`${origin}/`)),
  webmanifest: (text) => {
    const links: string[] = []
    JSON.parse(text, (key, value) => {
      if (/^(src|url|start_url|scope)$/.test(key)) links.push(value)
      return value
    })
    return links
  },
}

function addressesIn(xml: string): string[] {
  return [...xml.matchAll(/(?<=[>"'])https?:\/\/[^<>"'\s]+/g)].map(([address]) => withoutEntities(address))
}

function locationsIn(xml: string): string[] {
  return [...xml.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, location]) => withoutEntities(location!))
}
