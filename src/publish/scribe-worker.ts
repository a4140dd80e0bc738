import { workerData } from 'node:worker_threads'
import { answer } from '../background.ts'
import { writerBelow } from '../disk.ts'
import { findFaults, linksBelow, listable, type Page, pageReader, readPages } from './crawl.ts'
import type { Request } from './scribe.ts'

/** Writes files into the site that it is started with, and tells what its pages hold. */
const site = workerData as string
const write = writerBelow(site)
const read = pageReader()
let pages = new Map<string, Page>()

answer((request: Request) => {
  if ('files' in request) {
    for (const [path, content] of request.files) {
      write(path, content)
      if (path.endsWith('.html')) pages.set(path, read(content))
    }
    return 'written'
  }
  if ('faults' in request) return findFaults(site, request.faults, pages)
  pages = readPages(site, read, pages)
  return { listed: listable(pages, request.held), linked: linksBelow(request.below, pages) }
})
