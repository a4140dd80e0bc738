import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Point } from 'unist'
import type { Addresses } from '../addresses.ts'
import { ifMissing } from '../disk.ts'
import { resolveImages } from '../importer/answer/images.ts'
import { type Accent, importSettings, type Settings } from '../importer/metadata/settings.ts'
import { type Destinations, resolveLink, resolveLinks } from '../links/index.ts'
import { type Problem, problem } from '../problems.ts'
import type { Repository } from '../repository.ts'
import { largest, unreadable } from './files.ts'
import { nameOf } from './ledger.ts'

/** The settings of the folder, each with its default. */
export interface SiteSettings {
  title: string | null
  description: string | null
  language: string
  repository: Repository | null
  accent: Accent
  navigation: { title: string; href: string | null }[]
  footer: string | null
  remoteImages: string[]
}

/** The name of the file that holds a content folder's settings. */
export const settingsName = 'site.yaml'

export const defaults: SiteSettings = {
  ...{ title: null, description: null, language: 'en', repository: null, accent: 'green' },
  ...{ navigation: [], footer: null, remoteImages: [] },
}

/** The settings as they are written; none where there is no such file. */
export async function readSettings(path: string, found: [string, Problem][]): Promise<Settings> {
  const file = nameOf(path)
  try {
    const bytes = await readFile(path).catch(ifMissing)
    if (!bytes) return {}
    if (bytes.length > largest) {
      found.push([file, problem('file-too-large', { line: 1, column: 1 }, bytes.length, largest)])
      return {}
    }
    const { settings, problems } = importSettings(file, bytes)
    for (const one of problems) found.push([file, one])
    return settings
  } catch (error) {
    found.push([file, unreadable(error)])
    return {}
  }
}

/** Gives settings their defaults, and their links addresses. One that leads nowhere loses its link, and is told. */
export function settle(
  path: string,
  { repository, branch = 'main', folder, navigation = [], footer, math: _, ...others }: Settings,
  destinations: Destinations,
  addresses: Addresses,
  found: [string, Problem][],
): SiteSettings {
  const file = nameOf(path)
  const content = nameOf(dirname(path))
  const inside = content === '.' || /^(\/|\.\.|[A-Z]:)/i.test(content) ? '' : content
  const links = navigation.map(({ title, target, place }) => {
    if (/^(https?|mailto):/i.test(target)) return { title, href: target }
    const resolved = resolveLink(target, file, destinations, addresses)
    if ('address' in resolved) return { title, href: resolved.address }
    found.push([file, problem('link-dead', place, target, resolved.nearest())])
    return { title, href: null }
  })
  const linked = footer && resolveLinks(footer, file, destinations, addresses)
  // Images of its own belong to a question: the footer of every page shows those of allowed hosts at most.
  const refuse = (target: string) => (place: Point) =>
    problem('image-left-out', place, target, 'a footer has words and links')
  const shown = linked && resolveImages({ ...footer, html: linked.html }, refuse, others.remoteImages ?? [])
  for (const one of [...(linked?.problems ?? []), ...(shown?.problems ?? [])]) found.push([file, one])
  return {
    ...defaults,
    ...others,
    repository: repository ? { url: repository, branch, content, folder: folder ?? inside } : null,
    navigation: links,
    footer: shown?.html ?? null,
  }
}
