import { posix } from 'node:path'
import type { Addresses } from '../addresses.ts'
import { decoded } from '../importer/answer/images.ts'
import { replaceLinks } from '../importer/answer/symbolic.ts'
import { wikiTarget } from '../importer/answer/wiki.ts'
import { nearest } from '../importer/metadata/mapping.ts'
import { githubSlugs } from '../importer/source/github-slugs.ts'
import { partsOf, type Question, type Rendered } from '../importer/topic.ts'
import { type TopicFile, withoutEnding } from '../permalinks/folders.ts'
import type { Named } from '../permalinks/index.ts'
import { type Problem, problem } from '../problems.ts'

/** All that a link can lead to: files by their paths, topics and questions by their ids. */
export interface Destinations {
  files: ReadonlyMap<string, { topic: Named; part: TopicFile }>
  topics: ReadonlyMap<string, Named>
  questions: ReadonlyMap<string, Question>
}

/** Looks up once what links can lead to. */
export function destinationsIn(named: readonly Named[]): Destinations {
  const files = new Map<string, { topic: Named; part: TopicFile }>()
  const questions = new Map<string, Question>()
  for (const topic of named) {
    for (const part of topic.files) files.set(part.file, { topic, part })
    for (const [at, id] of topic.questionIds.entries()) {
      // A twin is shown on the page of the first.
      if (id !== undefined && !topic.twins.has(at)) questions.set(id, topic.topic.questions[at]!)
    }
  }
  return { files, topics: new Map(named.map((topic) => [topic.id, topic])), questions }
}

/** Gives the symbolic links of a text in `file` their addresses. One that leads nowhere loses its link, and is reported at its place. */
export function resolveLinks(
  rendered: Rendered,
  file: string,
  to: Destinations,
  addresses: Addresses,
): { html: string; problems: Problem[] } {
  const problems: Problem[] = []
  const addressOfTarget = new Map<string, string>()
  for (const { target, place } of rendered.links) {
    const resolved = resolveLink(target, file, to, addresses)
    if ('address' in resolved) addressOfTarget.set(target, resolved.address)
    else if (!wikiTarget(target)?.isBare) {
      // To look for what was meant takes longer than all else: somebody's twenty-first guess is as wrong as the first.
      const near = problems.length < 20 ? resolved.nearest() : undefined
      problems.push(problem('link-dead', place, target, near))
    }
  }
  return { html: replaceLinks(rendered.html, (target) => addressOfTarget.get(target)), problems }
}

/** Where a link of `file` leads: an address of the site, or a guess at what was meant. */
export function resolveLink(
  target: string,
  from: string,
  to: Destinations,
  addresses: Addresses,
): { address: string } | { nearest(): string | undefined } {
  const note = wikiTarget(target)
  if (note) return resolveNote(note, from, to, addresses)
  const [, path, hash] = target.match(/^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s) ?? []
  if (path === undefined) return { nearest: () => undefined }
  if (path.startsWith('/')) {
    const address = addressOf(decoded(path), decoded(hash ?? ''), to, addresses)
    return address ? { address } : { nearest: () => undefined }
  }

  const file = path === '' ? from : posix.join(posix.dirname(from), decoded(path))
  const there = to.files.get(file)
  if (!there) return { nearest: () => nearest(file, [...to.files.keys()]) }
  const { topic, part } = there
  const anchor = decoded(hash ?? '').toLowerCase()
  const found = anchor === '' || anchor === 'top' ? part.whole : part.anchors[anchor]
  const id = found?.question === undefined ? undefined : topic.questionIds[found.question]
  if (!found || (found.question !== undefined && id === undefined)) {
    return {
      nearest() {
        const near = nearest(anchor, Object.keys(part.anchors))
        return near && `${path}#${near}`
      },
    }
  }
  if (id !== undefined) return { address: addresses.question(id, found.anchor) }
  const section = found.section === undefined ? undefined : topic.sectionIds[found.section]
  return { address: addresses.topic(topic.id, section) }
}

/** Where a link of a wiki leads: to the note of that name that is nearest, in its own folder before any other. */
function resolveNote(
  { name, heading }: { name: string; heading: string },
  from: string,
  to: Destinations,
  addresses: Addresses,
): ReturnType<typeof resolveLink> {
  const wanted = withoutEnding(name).toLowerCase()
  const beside = (path: string) => Number(posix.dirname(path) === posix.dirname(from))
  const same = [...to.files.keys()].filter((path) =>
    `/${withoutEnding(path).toLowerCase()}`.endsWith(`/${wanted}`),
  )
  same.sort((a, b) => beside(b) - beside(a) || a.length - b.length || (a < b ? -1 : 1))
  const file = wanted === '' ? from : same[0]
  if (file === undefined) return { nearest: () => nearest(name, [...to.files.keys()]) }
  const path = posix.relative(posix.dirname(from), file)
  const hash = heading === '' ? '' : `#${encodeURIComponent(githubSlugs()(heading))}`
  return resolveLink(`${encodeURI(path)}${hash}`, from, to, addresses)
}

function addressOf(
  path: string,
  anchor: string,
  { topics, questions }: Destinations,
  addresses: Addresses,
): string | undefined {
  const page = addresses.locate(path)
  if (!page || 'address' in page) return page?.address
  if ('topic' in page) {
    const sections = topics.get(page.topic)?.sectionIds
    return sections && (anchor === '' || sections.includes(anchor))
      ? addresses.topic(page.topic, anchor)
      : undefined
  }
  const asked = questions.get(page.question)
  const isThere =
    asked && (anchor === '' || partsOf(asked).some(({ html }) => html.includes(` id="${anchor}"`)))
  return isThere ? addresses.question(page.question, anchor) : undefined
}
