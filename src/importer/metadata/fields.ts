import { isId } from '../../permalinks/ids.ts'
import type { Level } from '../topic.ts'
import { levelOf } from './levels.ts'
import type { Field } from './mapping.ts'

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
