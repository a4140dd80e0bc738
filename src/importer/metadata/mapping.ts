import { closest, distance } from 'fastest-levenshtein'
import type { Point } from 'unist'
import type { VFile } from 'vfile'
import { isCollection, isMap, isNode, isScalar, parseDocument } from 'yaml'
import { isId } from '../../permalinks/ids.ts'
import { report } from '../../problems.ts'
import type { Range, Text } from '../source/text.ts'
import type { Level } from '../topic.ts'

/** A key that an author may write: what it takes, in words, and its value read; `undefined` where it is not that. */
export interface Field<Value> {
  takes: string
  read(value: unknown): Value | undefined
}

/** The place of what stands inside a value, by keys and indexes. */
export type PlaceInside = (...path: (string | number)[]) => Point

/** Keys by name. */
export type Fields = Record<
  string,
  {
    takes: string
    read(value: unknown, placeInside: PlaceInside): unknown | undefined
    /** The key whose other name this is, in other programs' files: what they say of it may be anything. */
    means?: string
  }
>

/** What a mapping read by these fields holds; every key may be missing. */
export type Read<F extends Fields> = { [Key in keyof F]?: NonNullable<ReturnType<F[Key]['read']>> }

export const text: Field<string> = {
  takes: 'a text',
  read(value) {
    if (typeof value !== 'string' && typeof value !== 'number') return undefined
    // What nobody sees is no text.
    return /^(?:\s|\p{Default_Ignorable_Code_Point})*$/u.test(String(value))
      ? undefined
      : String(value).trim()
  },
}

export const texts: Field<string[]> = {
  takes: 'a list: [one, two]',
  read(value) {
    const list = typeof value === 'string' ? value.replace(/^\((.*)\)$/, '$1').split(',') : value
    if (!Array.isArray(list)) return undefined
    // A link to a note, `[[orm]]`, is a list in a list to YAML.
    const read = list.flat(2).map((one) => text.read(one)?.replace(/^\[\[(.*)\]\]$/, '$1'))
    return read.some((one) => one === undefined) ? undefined : (read as string[])
  },
}

const tags: Field<string[]> = {
  takes: texts.takes,
  read: (value) => texts.read(value)?.map((tag) => tag.toLowerCase()),
}

export const truth: Field<boolean> = {
  takes: 'true or false',
  read: (value) => (typeof value === 'boolean' ? value : undefined),
}

const number: Field<number> = {
  takes: 'a number',
  read: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined),
}

const date: Field<string> = {
  takes: 'a date: 2026-01-31',
  read: (value) =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\d$/.test(value) &&
    // The 30th of February is the 2nd of March; a 13th month is no date.
    !Number.isNaN(Date.parse(value)) &&
    new Date(value).toISOString().startsWith(value)
      ? value
      : undefined,
}

const wordsOf: Record<Level, string> = {
  easy: `easy basic basics beginner beginners novice simple low junior entry fundamental fundamentals elementary trivial
    warmup starter leicht einfach anfänger facile débutant fácil básico principiante facile base makkelijk łatwy łatwe
    lätt nem lett helppo kolay dễ mudah легко легкий лёгкий простой початковий 简单 容易 入门 初级 簡單 入門 初級 易しい 쉬움 초급 🟢`,
  medium: `medium intermediate moderate normal middle mid regular average mittel fortgeschrittene moyen intermédiaire medio
    media intermedio médio intermediário gemiddeld średni średnie medel orta sedang средний средне середній 中等 中级 中級
    普通 보통 중급 🟡 🟠`,
  hard: `hard difficult advanced expert high senior staff principal lead tough tricky challenging complex insane schwer
    schwierig experte difficile avancé expert difícil avanzado avançado moeilijk trudny trudne svår svær vanskelig vaikea
    zor khó sulit сложный сложно трудный складний 困难 高级 困難 高級 難しい 어려움 고급 🔴`,
}
const levels = new Map(
  (['hard', 'medium', 'easy'] as const).flatMap((level) =>
    wordsOf[level].split(/\s+/).map((word) => [word, level] as const),
  ),
)

/** The level that words such as “🟡 Mid-level”, “3/5” or “★★☆” name; `undefined` where they say anything else. */
export function levelOf(words: string): Level | undefined {
  const said = words
    .toLowerCase()
    .replace(/[- ](level|engineer|developer)$/, '')
    .trim()
  const [, part, whole] = said.match(/^(\d+)\s*(?:\/|of|out of)\s*(\d+)$/) ?? []
  if (part !== undefined) return levelOfShare(Number(part), Number(whole))
  if (/^(?:[★⭐🌟☆✩\s]|\uFE0F)+$/u.test(said)) {
    const [full, empty] = [said.match(/[★⭐🌟]/gu) ?? [], said.match(/[☆✩]/gu) ?? []]
    return levelOfShare(full.length, Math.max(full.length + empty.length, 3))
  }
  const bare = said.replace(/[\p{P}\p{Mn}]+/gu, '').trim()
  return levels.get(bare) ?? levels.get(bare.replace(/[\p{S}\s]+/gu, ''))
}

/** Easy up to a third of all, hard above two thirds. */
function levelOfShare(part: number, whole: number): Level | undefined {
  if (part < 1 || part > whole || whole < 2) return undefined
  if (part * 3 <= whole) return 'easy'
  return part * 3 <= whole * 2 ? 'medium' : 'hard'
}

const level: Field<Level> = {
  takes: 'easy, medium or hard (junior, middle and senior are read as these)',
  read: (value) => (typeof value === 'string' ? levelOf(value) : undefined),
}

export const language: Field<string> = {
  takes: 'a language tag: en, pt-BR',
  read(value) {
    const tag = text.read(value)
    return tag && /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag) && isWellFormed(tag) ? tag : undefined
  },
}

function isWellFormed(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0
  } catch {
    // The parts of a tag have an order, and none stands twice: there is no other way to ask.
    return false
  }
}

const id: Field<string> = {
  takes: 'lower-case letters, digits and hyphens',
  read(value) {
    const id = text.read(value)
    return id && isId(id) ? id : undefined
  },
}

/** The keys of a file's frontmatter. */
export const topicFields = <Shape extends string>(shapes: {
  names: readonly Shape[]
  named(written: string): Shape | undefined
}) => ({
  title: text,
  description: text,
  order: number,
  tags,
  language,
  shape: {
    takes: `one of ${shapes.names.join(', ')}`,
    read: (value) => (typeof value === 'string' ? shapes.named(value) : undefined),
  } satisfies Field<Shape>,
  draft: truth,
  /** Whether what stands between dollars is mathematics. */
  math: truth,
  /** The words that its answers begin with, where they are not known. */
  answers: texts,
})

/** The keys of the comment below a question's title. */
export const questionFields = {
  ...{
    id,
    tags,
    level,
    difficulty: { ...level, means: 'level' },
    aliases: texts,
    reviewed: date,
    draft: truth,
  },
  /** Whether its author knows that the question, or one in the same words, stands elsewhere too. */
  repeats: truth,
}

/**
 * Reads the YAML mapping that stands at `range`. It is data only: no tags, a handful of aliases. Whatever is
 * not understood becomes a problem at its place, and the rest is kept.
 */
export function readMapping<F extends Fields>(
  source: Text,
  range: Range,
  fields: F,
  broken: 'frontmatter-not-yaml' | 'metadata-not-yaml' | 'settings-not-yaml',
  file: VFile,
): Read<F> {
  const { written, document, quoted, offsetOf } = parseYaml(source.text.slice(range.start, range.end))
  const placeAt = (offset: number) => source.placeAt(range.start + offsetOf(offset))
  for (const { offset, line } of quoted)
    report(file, 'value-unquoted', source.placeAt(range.start + offset), line)
  const faults = [...document.errors, ...document.warnings]
  if (faults.some(({ message }) => message.startsWith('Maximum call stack'))) {
    report(file, broken, placeAt(0), 'What it holds is nested too deeply.')
    return {}
  }
  for (const [message, equal] of Map.groupBy(faults, (fault) => fault.message)) {
    const more = equal.length > 1 ? ` And ${equal.length - 1} more like it.` : ''
    report(file, broken, placeAt(equal[0]!.pos[0]), `${message}.${more}`)
  }
  if (faults.length > 0 || document.contents === null) return {}
  if (!isMap(document.contents)) {
    report(file, broken, placeAt(0), 'This is not a mapping of keys to values.')
    return {}
  }
  let values: Record<string, unknown>
  try {
    values = document.toJS({ maxAliasCount: 20 })
  } catch (error) {
    report(file, broken, placeAt(0), `${(error as Error).message}.`)
    return {}
  }

  const read: Record<string, unknown> = {}
  for (const { key, value } of document.contents.items) {
    const name = isScalar(key) ? String(key.value) : written.slice(...offsetsOf(key))
    if (!Object.hasOwn(fields, name)) {
      const known = Object.keys(fields).filter((key) => !fields[key]!.means)
      report(file, 'key-unknown', placeAt(offsetsOf(key)[0]), name, nearest(name, known), known)
    } else if (values[name] !== null) {
      const understood = fields[name]!.read(values[name], (...path) =>
        placeAt(offsetsOf((isCollection(value) && value.getIn(path, true)) || value)[0]),
      )
      const { takes, means } = fields[name]!
      if (understood !== undefined && means) read[means] ??= understood
      else if (understood !== undefined) read[name] = understood
      else {
        const [start, end] = offsetsOf(value)
        const shown = written.slice(start, Math.min(end, start + 60)).trim()
        report(file, means ? 'level-unknown' : 'value-not-understood', placeAt(start), name, shown, takes)
      }
    }
  }
  return read as Read<F>
}

interface Yaml {
  /** What was parsed, and as what. */
  written: string
  document: ReturnType<typeof parseDocument>
  /** The lines that are YAML only with their values in quotes, which they were given. */
  quoted: { offset: number; line: string }[]
  /** The offset in the text as it is saved of one in what was parsed. */
  offsetOf(offset: number): number
}

/** Parses YAML. What is none only for values that ought to stand in quotes, as with a `: ` in them, is read so. */
function parseYaml(text: string): Yaml {
  const parsed = (written: string) => parseDocument(written, { schema: 'core', prettyErrors: false })
  const document = parsed(text)
  const asWritten: Yaml = { written: text, document, quoted: [], offsetOf: (offset) => offset }
  if (document.errors.length === 0) return asWritten
  const quoted: Yaml['quoted'] = []
  const added: number[] = []
  const written = text.replace(
    /^( *[\w-]+:[ \t]+)(\S.*?)([ \t]*)$/gm,
    (line, key: string, value: string, end: string, offset: number) => {
      const [sign] = value
      // What goes on in the next line is no value of this one.
      const goesOn = /[|>#]/.test(sign!) || (/["']/.test(sign!) && value.split(sign!).length < 3)
      const isOpen = /[[{]/.test(sign!) && !/[\]}]$/.test(value)
      if (goesOn || isOpen || parsed(line.trim()).errors.length === 0) return line
      const inQuotes = `'${value.replaceAll("'", "''")}'`
      const shift = added.length
      quoted.push({ offset: offset + key.length, line: line.trim() })
      for (let more = inQuotes.length - value.length; more > 0; more -= 1)
        added.push(offset + shift + key.length)
      return key + inQuotes + end
    },
  )
  const again = parsed(written)
  if (quoted.length === 0 || again.errors.length > 0) return asWritten
  const offsetOf = (offset: number) => offset - added.filter((at) => at < offset).length
  return { written, document: again, quoted, offsetOf }
}

function offsetsOf(node: unknown): [start: number, end: number] {
  const range = isNode(node) ? node.range : undefined
  return range ? [range[0], range[1]] : [0, 0]
}

/** The known word that was probably meant, if one is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  // Nobody misspells more than that, and comparing takes its time.
  if (known.length === 0 || word.length > 200) return undefined
  const candidate = closest(word.toLowerCase(), known as string[])
  // Two letters that changed places are two edits, and the commonest slip.
  const most = candidate.length < 4 ? 1 : Math.max(2, Math.floor(candidate.length / 3))
  return distance(word.toLowerCase(), candidate) <= most ? candidate : undefined
}
