import { posix } from 'node:path'
import type { Addresses } from '../addresses.ts'
import { decoded, resolveImages } from '../importer/answer/images.ts'
import { partsOf, type Rendered } from '../importer/topic.ts'
import { destinationsIn, resolveLinks } from '../links/index.ts'
import type { Named } from '../permalinks/index.ts'
import { addressesAt } from '../repository.ts'
import { defaults, type SiteSettings, settle } from './settings.ts'
import type { Found, Sources } from './sources.ts'

/** What all texts are with their links and images in place. */
export interface Linked {
  settings: SiteSettings
  /** The HTML of each text, as pages show it. */
  html: ReadonlyMap<Rendered, string>
  found: Found[]
}

/** Gives links and images their addresses, in all topics and in the settings. */
export function linkAll(
  named: readonly Named[],
  { settings, pictures }: Pick<Sources, 'settings' | 'pictures'>,
  addresses: Addresses,
): Linked {
  const found: Found[] = []
  const destinations = destinationsIn(named)
  const settled = settings.map(([path, one]) => settle(path, one, destinations, addresses, found))
  const { remoteImages = [] } = settings[0]?.[1] ?? {}
  const { repository } = settled[0] ?? defaults
  /** Where an image that is not here would be found, if it were there. */
  const sourceOf = (target: string, file: string) => {
    const path = posix.join(posix.dirname(file), decoded(target.replace(/[?#].*$/s, '')))
    const isInside = repository && !posix.relative(repository.content, path).startsWith('..')
    return isInside && !target.startsWith('/') ? addressesAt(repository).file(path) : undefined
  }

  const html = new Map<Rendered, string>()
  for (const [rendered, file] of textsIn(named)) {
    const linked = resolveLinks(rendered, file, destinations, addresses)
    const find = (target: string) => pictures.get(file)!.get(target)!
    const shown = resolveImages({ ...rendered, html: linked.html }, find, remoteImages, (target) =>
      sourceOf(target, file),
    )
    for (const problem of [...linked.problems, ...shown.problems]) found.push([file, problem])
    html.set(rendered, shown.html)
  }
  return { settings: settled[0] ?? defaults, html, found }
}

/** All that is published, in order, with the file in which it stands. */
function* textsIn(named: readonly Named[]): Generator<[Rendered, file: string]> {
  for (const { topic, questionIds, twins } of named) {
    for (const { introduction } of [topic, ...topic.sections]) {
      if (introduction) yield [introduction, topic.file]
    }
    for (const [position, question] of topic.questions.entries()) {
      if (questionIds[position] === undefined || twins.has(position)) continue
      for (const part of partsOf(question)) yield [part, question.file ?? topic.file]
    }
  }
}
