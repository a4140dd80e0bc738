import { closest, distance } from 'fastest-levenshtein'
import type { Point } from 'unist'
import type { VFile } from 'vfile'
import { isCollection, isMap, isNode, isScalar, parseDocument } from 'yaml'
import { report } from '../../problems.ts'
import type { Range, Text } from '../source/text.ts'

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
