import { readdir, readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'

/** Reads every page of a built site; throws, naming all of them, if a link, an asset or an anchor is broken or an id stands twice. */
export async function inspect(site: string, base: string): Promise<void> {
  const files = (await readdir(site, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name).slice(site.length).split(sep).join('/').replace(/^\//, ''),
    )
  const present = new Set(files)
  const pages = new Map<string, Page>()
  for (const file of files) {
    if (file.endsWith('.html')) pages.set(file, readPage(await readFile(join(site, file), 'utf8')))
  }

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

interface Page {
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
