import type { Point } from 'unist'
import { VFile } from 'vfile'
import { type Problem, problemsOf, report } from '../../problems.ts'
import { render } from '../answer/render.ts'
import { codePoint, legibleThrough } from '../source/characters.ts'
import { decode } from '../source/decode.ts'
import { parse } from '../source/markdown.ts'
import type { Link, Rendered } from '../topic.ts'
import { language, text, texts, truth } from './fields.ts'
import { type Field, type PlaceInside, readMapping } from './mapping.ts'

/** What `site.yaml` says. Every key may be missing. Plain data. */
export interface Settings {
  title?: string
  description?: string
  /** A BCP 47 tag. */
  language?: string
  /** The address of the content's repository, without a slash at its end. */
  repository?: string
  branch?: string
  /** The path of the content folder in its repository; empty where it is all of it. */
  folder?: string
  accent?: Accent
  /** Links for the header of every page. */
  navigation?: NavigationLink[]
  /** What stands at the end of every page, as safe HTML. */
  footer?: Rendered
  /** Whether what stands between dollars is mathematics, where a file does not say otherwise. */
  math?: boolean
  /** Hosts that images may come from. */
  remoteImages?: string[]
}

export interface NavigationLink extends Link {
  title: string
}

/** The colours that links and marks may have; each holds its contrast in both themes. */
export const accents = ['green', 'blue', 'rust', 'violet', 'teal', 'rose', 'olive', 'slate'] as const

export type Accent = (typeof accents)[number]

/** Reads the site's settings, and everything that needs saying about them. */
export function importSettings(path: string, bytes: Uint8Array): { settings: Settings; problems: Problem[] } {
  const file = new VFile({ path })
  let settings: Settings = {}
  const source = decode(bytes, file)
  if (source) {
    try {
      const range = { start: 0, end: source.text.length }
      const { footer, ...others } = readMapping(source, range, settingsFields, 'settings-not-yaml', file)
      settings = { ...others, ...(footer && { footer: renderFooter(footer, file) }) }
    } catch (error) {
      // The stack of the parsers grows with what is nested in the text.
      if (!(error instanceof RangeError)) throw error
      report(file, 'file-not-importable', { line: 1, column: 1 }, 'what it holds is nested too deeply')
    }
  }
  const { value, first } = legibleThrough(settings)
  if (first !== undefined) report(file, 'text-unreadable', { line: 1, column: 1 }, codePoint(first), 1)
  const problems = problemsOf(file, source ? source.toFile : (point) => point)
  return { settings: value, problems: [...problems, ...(source?.dropped ?? [])] }
}

/** The keys of `site.yaml`. */
export const settingsFields = {
  ...{ title: text, description: text, language, math: truth },
  repository: {
    takes: 'the address of a repository: https://github.com/you/notes',
    read(value) {
      const address = text.read(value)?.replace(/(\.git)?\/*$/, '')
      return address && /^https?:\/\/[^/?#\s]+\/[^?#\s]+$/.test(address) && URL.canParse(address)
        ? address
        : undefined
    },
  } satisfies Field<string>,
  branch: {
    takes: 'the name of a branch: main',
    read: (value) => text.read(value)?.match(/^[^\s?#]+$/)?.[0],
  } satisfies Field<string>,
  folder: {
    takes: 'the path of this folder in the repository: docs/questions, or “.” for all of it',
    read(value) {
      const path = text.read(value)?.replace(/^(\.?\/)+|\/+$|^\.$/g, '')
      return path?.split('/').includes('..') ? undefined : path
    },
  } satisfies Field<string>,
  accent: {
    takes: `one of ${accents.join(', ')}`,
    read: (value) => accents.find((accent) => accent === String(value).toLowerCase()),
  } satisfies Field<Accent>,
  navigation: {
    takes:
      'a list of titles and links, a line each: “- Databases: databases.md”, “- Blog: https://example.org”',
    read: readNavigation,
  },
  footer: {
    takes: 'a text in Markdown',
    read(value: unknown, placeInside: PlaceInside): Footer | undefined {
      const markdown = text.read(value)
      return markdown === undefined ? undefined : { markdown, place: placeInside() }
    },
  },
  remoteImages: {
    takes: 'a list of host names: [images.example.org]',
    read(value) {
      const hosts = texts.read(value)?.map((host) => host.toLowerCase())
      return hosts?.every((host) => /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*$/.test(host))
        ? hosts
        : undefined
    },
  } satisfies Field<string[]>,
}

function readNavigation(value: unknown, placeInside: PlaceInside): NavigationLink[] | undefined {
  if (!Array.isArray(value)) return undefined
  const links: NavigationLink[] = []
  for (const [index, item] of value.entries()) {
    if (typeof item !== 'object' || item === null) return undefined
    const [[title, written] = ['', ''], ...others] = Object.entries(item)
    const target = text.read(written)
    const isScript = /^(?!https?:|mailto:)[a-z][a-z0-9+.-]*:/i.test(target ?? '')
    if (!target || isScript || title.trim() === '' || others.length > 0) return undefined
    links.push({ title: title.trim(), target, place: placeInside(index, title) })
  }
  return links
}

interface Footer {
  markdown: string
  place: Point
}

function renderFooter({ markdown, place }: Footer, file: VFile): Rendered {
  // In what YAML folds and escapes, a place is no column of the file: all of it stands where it begins.
  return render(parse(markdown), { placeOf: () => place, highest: 2, scope: 'viva:footer-' }, file)
}
