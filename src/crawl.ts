import { readdir, readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'

/** Reads every page of a built site, by its file. */
export async function readPages(site: string): Promise<Map<string, Page>> {
  const pages = new Map<string, Page>()
  for (const file of await filesOf(site)) {
    if (file.endsWith('.html')) pages.set(file, readPage(await readFile(join(site, file), 'utf8')))
  }
  return pages
}

/** Throws, naming all of them, if a link, an asset or an anchor of a built site is broken or an id stands twice. */
export async function inspect(site: string, base: string, pages?: Map<string, Page>): Promise<void> {
  const present = new Set(await filesOf(site))
  pages ??= await readPages(site)
  const faults: string[] = []
  for (const [file, { ids, repeated, links }] of pages) {
    for (const id of repeated) faults.push(`${file}: the id “${id}” stands twice`)
    for (const link of links) {
      const { pathname, hash } = new URL(link, `http://site${base}${file.replace(/index\.html$/, '')}`)
      const path = decodeURIComponent(pathname)
      const target = path.slice(base.length) + (path.endsWith('/') ? 'index.html' : '')
      const anchor = decodeURIComponent(hash.slice(1))
      if (!path.startsWith(base) || !present.has(target)) faults.push(`${file}: “${link}” leads nowhere`)
      else if (anchor && !(target === file ? ids : pages.get(target)?.ids)?.has(anchor)) {
        faults.push(`${file}: “${link}” has no such anchor`)
      }
    }
  }
  if (faults.length > 0) throw new Error(`The site is broken:\n${faults.join('\n')}`)
}

async function filesOf(site: string): Promise<string[]> {
  const entries = await readdir(site, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name).slice(site.length).split(sep).join('/').replace(/^\//, ''),
    )
}

/** What a page holds that others depend on. */
export interface Page {
  ids: Set<string>
  repeated: string[]
  /** Addresses inside the site that the page links to or loads. */
  links: string[]
}

function readPage(html: string): Page {
  const page: Page = { ids: new Set(), repeated: [], links: [] }
  const walk = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('attrs' in node) {
      for (const { name, value } of node.attrs) {
        if (name === 'id') {
          if (page.ids.has(value)) page.repeated.push(value)
          page.ids.add(value)
        } else if (['href', 'src', 'action'].includes(name) && !/^[a-z][a-z0-9+.-]*:/i.test(value)) {
          page.links.push(value)
        }
      }
    }
    if ('childNodes' in node) node.childNodes.forEach(walk)
  }
  walk(parse(html))
  return page
}
