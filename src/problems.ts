import type { Point, Position } from 'unist'
import type { VFile } from 'vfile'
import { VFileMessage } from 'vfile-message'
import { inOneLine } from './importer/source/characters.ts'

/**
 * How bad a problem is: an `error` stops publishing, a `warning` is for the author to fix while the site is
 * whole, a `note` tells what was left out on purpose.
 */
export type Severity = 'error' | 'warning' | 'note'

/** What `check` reports: a place (1-based; a column counts UTF-16 code units), what happened, what to do. */
export interface Problem {
  line: number
  column: number
  endLine?: number
  severity: Severity
  code: Code
  message: string
  hint: string
}

/** What naming a shape would read as questions. */
export interface Offer {
  shape: string
  count: number
  /** Of headings; `undefined` where they are lines. */
  level: number | undefined
}

/**
 * Every code there is, with its severity, its message and its hint. Codes are permanent: authors search for
 * them and scripts match them.
 */
const catalogue = {
  'content-missing': {
    severity: 'error',
    message: (path: string) => `There is no file or folder “${path}”.`,
    hint: () =>
      'check how it is spelled: paths, and CONTENT_DIR, are read from the folder that the command is run in.',
  },
  'content-empty': {
    severity: 'error',
    message: (path: string) => `No question was found in “${path}”.`,
    hint: () => 'a heading such as “### What is a closure?” with its answer below makes a question.',
  },
  'path-missing': {
    severity: 'error',
    message: (path: string) => `There is no file or folder “${path}”.`,
    hint: () => 'paths are read from the folder the command is run in.',
  },
  'file-unreadable': {
    severity: 'error',
    message: (reason: string) => `This could not be read: ${reason}.`,
    hint: () => 'fix its permissions, or move it out of the content folder.',
  },
  'name-not-utf8': {
    severity: 'error',
    message: (name: string) => `The name of “${name}” is not UTF-8, so that no address can be made of it.`,
    hint: () => 'rename it, or take it out of the content folder.',
  },
  'file-unwritable': {
    severity: 'error',
    message: (reason: string) => `This could not be written: ${reason}.`,
    hint: () =>
      'allow writing there, or make room on the disk, and run the command again: nothing has changed.',
  },
  'file-skipped': {
    severity: 'warning',
    message: (kind: string) => `This is ${kind}, not a file, and was skipped.`,
    hint: () => 'put the file itself here, or let the name begin with “_”.',
  },
  'file-with-jsx': {
    severity: 'warning',
    message: () => 'From this line on, this MDX file is more than Markdown, so it was not read.',
    hint: () => 'take imports, components and braces out of it, or let its name begin with “_”.',
  },
  'file-too-large': {
    severity: 'error',
    message: (bytes: number, limit: number) =>
      `The file has ${megabytes(bytes)} MiB; up to ${megabytes(limit)} MiB are read.`,
    hint: () => 'split it into several files, or let its name begin with “_” to have it skipped.',
  },
  'file-too-slow': {
    severity: 'error',
    message: (seconds: number) => `Reading this file was given up after ${seconds} seconds.`,
    hint: () =>
      'split it into several files to find what is nested or repeated in it, or let its name begin with “_”.',
  },
  'file-not-importable': {
    severity: 'error',
    message: (reason: string) => `The file could not be imported: ${reason}.`,
    hint: () =>
      'split it into several files to find what is nested or repeated in it, or let its name begin with “_”.',
  },
  'file-not-text': {
    severity: 'error',
    message: (line: number, column: number) => `Byte 0x00 at ${line}:${column} shows that this is not text.`,
    hint: () => 'save the file as UTF-8 text, or let its name begin with “_” to have it skipped.',
  },
  'text-not-utf8': {
    severity: 'error',
    message: (byte: number, place: string, others: readonly number[]) =>
      `Byte 0x${byte.toString(16).toUpperCase().padStart(2, '0')} at ${place} is not UTF-8` +
      (others.length > 0 ? `, nor are bytes on ${linesInWords(others)}.` : '.'),
    hint: (_byte: number, _place: string, _others: readonly number[], isWindows1252: boolean) =>
      isWindows1252 ? 'it looks like Windows-1252: save the file as UTF-8.' : 'save the file as UTF-8.',
  },
  'text-utf16': {
    severity: 'warning',
    message: () => 'This file is UTF-16, and was read as such.',
    hint: () => 'save the file as UTF-8: other programs will not know its letters.',
  },
  'text-stray-mark': {
    severity: 'warning',
    message: () => 'An invisible byte order mark (U+FEFF) stands here, in mid-file, and was dropped.',
    hint: () => 'delete it: it was the first character of a file that was pasted in.',
  },
  'text-mojibake': {
    severity: 'warning',
    message: (was: string, now: string) => `“${was}” was read as “${now}”.`,
    hint: () => '`viva check --fix` writes it into the file.',
  },
  'text-lost-character': {
    severity: 'warning',
    message: (around: string) => `A character was lost before this file was saved: “${around}”.`,
    hint: () => 'type the character again in place of “�”.',
  },
  'text-unreadable': {
    severity: 'warning',
    message: (character: string, count: number) =>
      `${character}${count > 1 ? `, and ${count - 1} more like it,` : ''} is not a character that can be shown, and was read as “�”.`,
    hint: () => 'delete it: no font has it, and some programs refuse a whole page because of it.',
  },
  'text-too-nested': {
    severity: 'error',
    message: (what: 'elements' | 'lists') =>
      what === 'elements'
        ? 'Below this line, elements are nested too deeply to be read.'
        : 'More than 50 lists and quotes stand open at this line, one inside the other.',
    hint: () => 'take levels away, or put the text between two lines of three backticks to show it as it is.',
  },
  'frontmatter-not-yaml': {
    severity: 'error',
    message: (reason: string) => reason,
    hint: () =>
      'frontmatter is a YAML mapping between two lines of three dashes, a key a line; a value with a colon in it stands in quotes.',
  },
  'metadata-not-yaml': {
    severity: 'error',
    message: (reason: string) => reason,
    hint: () =>
      'metadata is a YAML mapping, a key a line (<!-- tags: [orm, models] -->); a value with a colon in it stands in quotes.',
  },
  'settings-not-yaml': {
    severity: 'error',
    message: (reason: string) => reason,
    hint: () => 'settings are a YAML mapping, a line each: “title: Questions for Friday”.',
  },
  'key-unknown': {
    severity: 'warning',
    message: (key: string) => `Unknown key “${key}”.`,
    hint: (_key: string, nearest: string | undefined, known: readonly string[]) =>
      nearest ? `did you mean “${nearest}”?` : `known are ${known.join(', ')}.`,
  },
  'value-unquoted': {
    severity: 'warning',
    message: (line: string) => `“${line}” is not YAML; it was read as if its value were in quotes.`,
    hint: () => 'put the value between quotes: a colon with a space after it begins a mapping.',
  },
  'level-unknown': {
    severity: 'warning',
    message: (key: string, value: string) => `“${key}: ${value}” names no level.`,
    hint: (_key: string, _value: string, expected: string) => `a level is ${expected}.`,
  },
  'value-not-understood': {
    severity: 'error',
    message: (key: string, value: string) => `“${key}: ${value}” was not understood.`,
    hint: (key: string, _value: string, expected: string) => `“${key}” takes ${expected}.`,
  },
  'questions-missing': {
    severity: 'warning',
    message: () => 'No question was found in this file.',
    hint: (offer?: Offer) =>
      offer
        ? `${seenIn(offer)} with text below each: “shape: ${offer.shape}” in the frontmatter reads them as questions; to leave the file out, let its name begin with “_”.`
        : 'mark each question with a heading such as “### 1. What is a closure?”, or let the file’s name begin with “_”.',
  },
  'introduction-asks': {
    severity: 'warning',
    message: (count: number, first: string) =>
      `${count} headings that ask, such as “${first}”, stand above the first question, and were read as an introduction.`,
    hint: (_count: number, _first: string, offer?: Offer) =>
      `if they are questions, mark them as the others are${reading(offer)}.`,
  },
  'answer-swallows': {
    severity: 'warning',
    message: (title: string, times: number | undefined, inner: readonly string[]) =>
      `The answer to “${title}” ${[
        ...(times === undefined ? [] : [`is ${times} times as long as most others`]),
        ...(inner.length > 0
          ? [`holds ${inner.length} headings that ask or are numbered, from “${inner[0]}” on`]
          : []),
      ].join(', and ')}.`,
    hint: (_title: string, _times: number | undefined, inner: readonly string[], offer?: Offer) =>
      inner.length > 0
        ? `if these are questions, give them the level of the others${reading(offer)}.`
        : 'check whether it holds the questions that come after it; if so, mark them as the others are.',
  },
  'contents-lost': {
    severity: 'warning',
    message: (lost: number, all: number, first: string) =>
      lost === 1
        ? `“#${first}”, one of the ${all} places that the contents name, was not read as a question.`
        : `${lost} of the ${all} entries in the table of contents, such as “#${first}”, were not read as questions.`,
    hint: (lost: number, _all: number, _first: string, offer?: Offer) =>
      `if ${lost === 1 ? 'it is a question, mark its heading' : 'they are questions, mark their headings'} as the others are${reading(offer)}.`,
  },
  'answer-missing': {
    severity: 'warning',
    message: (title: string, questions = 1) =>
      questions === 1
        ? `“${title}” has no answer.`
        : `None of the ${questions} questions from “${title}” on has an answer.`,
    hint: (_title: string, questions = 1) =>
      questions === 1
        ? 'write the answer below the question, above the next one.'
        : 'let each be a heading that asks, with its answer below: ### What is a closure?',
  },
  'title-missing': {
    severity: 'warning',
    message: (what: 'heading' | 'summary') => `This ${what} has no words that a reader sees.`,
    hint: (what: 'heading' | 'summary') =>
      what === 'heading'
        ? 'write them after the “#”, or delete the line.'
        : 'write them between <summary> and </summary>.',
  },
  'fence-unclosed': {
    severity: 'warning',
    message: (swallowed: number) =>
      `The code that begins here is never closed: ${swallowed === 1 ? 'a question' : `${swallowed} questions`} below it would be part of it.`,
    hint: (_swallowed: number, title: string) =>
      `close it with a fence of its own; it was read as if it ended above “${title}”.`,
  },
  'comment-unclosed': {
    severity: 'warning',
    message: () => 'The comment that begins here is never closed, so it is shown as text.',
    hint: () => 'end it with “-->”, or write “\\<!--” to show the sign itself.',
  },
  'number-missing': {
    severity: 'warning',
    message: (
      number: number,
      before: number,
      seen?: { number: number; line: number; why: keyof typeof unreadNumbers },
    ) =>
      `Number ${number} follows number ${before}: ${numbersBetween(before, number)} missing.` +
      (seen ? ` ${seen.number} stands in line ${seen.line}, ${unreadNumbers[seen.why]}.` : ''),
    hint: (_number?: number, _before?: number, seen?: { line: number }) =>
      seen
        ? `if line ${seen.line} is a question, mark it as the others are marked.`
        : 'check whether a question was lost between the two, or renumber them.',
  },
  'number-repeated': {
    severity: 'warning',
    message: (number: number) => `Number ${number} stands twice in a row.`,
    hint: () => 'give the second one a number of its own.',
  },
  'choice-unknown': {
    severity: 'warning',
    message: (label: string, title: string) => `“${label}” is none of the choices of “${title}”.`,
    hint: () => 'name a letter that stands before one of the choices, or add the choice.',
  },
  'answer-too-large': {
    severity: 'error',
    message: (title: string, written: number) =>
      `What stands below “${title}” grows from ${kilobytes(written)} kB to many times as much HTML, and was left out.`,
    hint: () => 'make its table narrower or shorter, or the addresses that its links share.',
  },
  'text-left-out': {
    severity: 'note',
    message: (words: string, why?: Unasked) => {
      if (!why) return `This text belongs to no question and was left out: “${words}”.`
      if ('comment' in why) return `This comment, between two “%%”, was left out: “${words}”.`
      return 'footnote' in why
        ? `Nothing refers to the footnote “${why.footnote}”, which was left out: “${words}”.`
        : `The topic is called “${why.title}”, so its heading was left out: “${words}”.`
    },
    hint: (_words: string, why?: Unasked) => {
      if (!why) return 'put it below a question, or above the first one to make it the introduction.'
      if ('comment' in why) return 'take the signs away to show it.'
      return 'footnote' in why
        ? `write [^${why.footnote}] where it belongs.`
        : 'take “title” out of the frontmatter to show the heading.'
    },
  },
  'link-dead': {
    severity: 'warning',
    message: (target: string) => `“${target}” leads nowhere, so it is shown as text.`,
    hint: (_target: string, nearest: string | undefined) =>
      nearest
        ? `did you mean “${nearest}”?`
        : 'link to a heading of a content file (other.md#its-heading), to a page of the site, or to a whole address (https://…).',
  },
  'image-missing': {
    severity: 'warning',
    message: (source: string) =>
      `There is no image “${source}”; its description and its name are shown instead.`,
    hint: (_source: string, path: string, nearest: string | undefined) =>
      nearest ? `did you mean “${nearest}”?` : `put it at “${path}”, or fix its path.`,
  },
  'image-outside': {
    severity: 'warning',
    message: (source: string) =>
      `The image “${source}” is outside the content folder; its description is shown instead.`,
    hint: () => 'move it into the content folder: nothing else is published.',
  },
  'image-too-large': {
    severity: 'warning',
    message: (source: string, size: string, limit: string) =>
      `The image “${source}” has ${size}; up to ${limit} are published.`,
    hint: () => 'make it smaller, or link to it where it lies.',
  },
  'image-left-out': {
    severity: 'warning',
    message: (source: string, reason: string) =>
      `The image “${source.length > 80 ? `${source.slice(0, 80)}…` : source}” is not shown: ${reason}.`,
    hint: () => 'keep it in the content folder, as a PNG, JPEG, GIF, WebP, AVIF or SVG file.',
  },
  'drawing-as-code': {
    severity: 'note',
    message: (drawing: string) => `This ${drawing} is shown as code.`,
    hint: () =>
      'to show what it draws, save that as an SVG in the content folder, and write ![its words](its-name.svg).',
  },
  'math-as-text': {
    severity: 'note',
    message: (tex: string) =>
      `“${tex.length > 60 ? `${tex.slice(0, 60)}…` : tex}” is shown as text, not as a formula.`,
    hint: () => 'if this is mathematics, write “math: true” into the frontmatter, or into site.yaml.',
  },
  'math-broken': {
    severity: 'warning',
    message: (tex: string, reason: string) =>
      `“${tex.length > 60 ? `${tex.slice(0, 60)}…` : tex}” cannot be read as TeX: ${reason}.`,
    hint: () => 'it is shown as code; KaTeX tells what it knows: https://katex.org/docs/supported',
  },
  'element-left-out': {
    severity: 'note',
    message: (name: string) => `A <${name}> stands here, which is not shown.`,
    hint: () => 'show an image of it that lies in the content folder, or link to it.',
  },
  'id-conflict': {
    severity: 'error',
    message: (title: string, id: string, place: string) =>
      `“${title}” has the address “${id}”, and so has the question at ${place}.`,
    hint: () => 'drop one of the two, or give one another address right below its title: <!-- id: … -->',
  },
  'id-taken': {
    severity: 'error',
    message: (title: string, id: string, owner: string) =>
      `“${title}” asks for the address “${id}”, which belongs to ${owner}.`,
    hint: () => 'take another id, or leave it out: one is made from the title.',
  },
  'question-vanished': {
    severity: 'error',
    message: (title: string, address: string, isDraft: boolean, _id: string, _heir: Heir) =>
      isDraft
        ? `“${title}” is published at ${address}, and is a draft now.`
        : `“${title}” was published at ${address} and stood here; it is nowhere now.`,
    hint: (_title: string, _address: string, isDraft: boolean, id: string, heir: Heir) =>
      `${heir ? `if it is now “${heir.id}” at ${heir.place}, run` : isDraft ? 'publish it, or run' : 'put it back, or run'} ` +
      (heir
        ? `\`viva permalinks redirect ${id} ${heir.id}\``
        : `\`viva permalinks redirect ${id} <id of another>\``) +
      ` to lead its readers on, or \`viva permalinks retire ${id}\` to tell them that it is gone.`,
  },
  'question-held': {
    severity: 'note',
    message: (title: string, address: string, holder: string, place: string, _id: string) =>
      `“${title}” at ${address} is not a question of its own any more: it leads to “${holder}” at ${place}, which has its words.`,
    hint: (_title: string, _address: string, _holder: string, _place: string, id: string) =>
      `to lead its readers elsewhere, run \`viva permalinks redirect ${id} <id of another>\`.`,
  },
  'question-retired': {
    severity: 'warning',
    message: (title: string, address: string, _id: string) =>
      `“${title}” at ${address} is not read as a question any more, and neither is anything else in this file: its address tells readers that it is gone.`,
    hint: (_title: string, _address: string, id: string) =>
      `if it is a question, name the file’s shape in its frontmatter, and it has its address again; else lead its readers on: \`viva permalinks redirect ${id} <id of another>\`.`,
  },
  'question-repeated': {
    severity: 'warning',
    message: (title: string, first: string, place: string) =>
      title === first
        ? `“${title}” stands at ${place} too.`
        : `“${title}” has the words of “${first}” at ${place}.`,
    hint: () =>
      'drop one of the two, or mark an intentional duplicate: <!-- repeats: true --> right below one of the titles.',
  },
  'topic-conflict': {
    severity: 'note',
    message: (id: string, file: string, own: string) =>
      `The topic of this file has the address “${own}”, since “${id}” is that of ${file}.`,
    hint: () => 'to give it a better one, rename the file before it is published.',
  },
  'ledger-merge': {
    severity: 'error',
    message: () => 'A merge left its marks here, so that no address can be looked up.',
    hint: () => 'keep the lines of both sides and delete the lines with the marks.',
  },
  'ledger-not-json': {
    severity: 'error',
    message: (reason: string) => `The ledger of addresses is not JSON: ${reason}.`,
    hint: () => 'fix it here, or take the last good one from version control: it holds what was promised.',
  },
  'ledger-version': {
    severity: 'error',
    message: (version: string | undefined) =>
      version === undefined
        ? 'The ledger does not say its version.'
        : `This is a ledger of version ${version}.`,
    hint: () =>
      'this Viva reads “"version": 1”: take the last good one from version control, or a newer Viva.',
  },
  'ledger-entry': {
    severity: 'error',
    message: (id: string, takes: string) => `“${id}” cannot be read; expected ${takes}.`,
    hint: () => 'take the line from version control again: it holds what was promised.',
  },
  'ledger-repeated': {
    severity: 'error',
    message: (id: string, line: number) => `“${id}” stands at line ${line} too.`,
    hint: () => 'keep the line that was published first.',
  },
  'address-new': {
    severity: 'note',
    message: (title: string, address: string) => `“${title}” is new, and would be published at ${address}.`,
    hint: () => 'an address is kept for good: the metadata “id” gives it another one now.',
  },
  'ledger-outdated': {
    severity: 'error',
    message: (count: number) =>
      `${count === 1 ? 'One address is' : `${count} addresses are`} not in the ledger as ${count === 1 ? 'it' : 'they'} would be published.`,
    hint: () => 'run `viva permalinks` on your machine, and commit the file.',
  },
  'ledger-unread': {
    severity: 'error',
    message: (count: number, file: string) =>
      count === 1
        ? `A published question is recorded in a file that is not among the paths (${file}): a site without it would break its address.`
        : `${count} published questions are recorded in files that are not among the paths (as ${file}): a site without them would break their addresses.`,
    hint: () => 'name what is missing too, or the whole folder.',
  },
  'ledger-changed': {
    severity: 'error',
    message: () => 'The ledger of addresses has changed since it was read, so nothing was written.',
    hint: () => 'run the command again: it goes by what the ledger says now.',
  },
  'redirect-broken': {
    severity: 'error',
    message: (id: string, fault: string) => `“${id}” leads nowhere: ${fault}.`,
    hint: (id: string) =>
      `\`viva permalinks redirect ${id} <id of another>\`, or \`viva permalinks retire ${id}\``,
  },
  'variable-not-understood': {
    severity: 'error',
    message: (name: string, value: string) => `${name} cannot be “${value}”.`,
    hint: (name: string, _value: string, takes: string) => `${name} takes ${takes}.`,
  },
  'out-dir-refused': {
    severity: 'error',
    message: (folder: string, fault: string) => `The site cannot go to “${folder}”, which ${fault}.`,
    hint: () => 'name a folder for nothing but the site: `OUT_DIR=dist viva build`',
  },
  'port-in-use': {
    severity: 'error',
    message: (port: number, _command: 'dev' | 'start') => `Another program listens on port ${port}.`,
    hint: (port: number, command: 'dev' | 'start') =>
      `stop it, or take another port: \`PORT=${port + 1} viva ${command}\``,
  },
} as const satisfies Record<
  string,
  { severity: Severity; message: (...values: never[]) => string; hint: (...values: never[]) => string }
>

/** Why text that is no stray was left out. */
type Unasked = { footnote: string } | { title: string } | { comment: true }

/** A question that may be what another has become. */
type Heir = { id: string; place: string } | undefined

/** The permanent name of a kind of problem. */
export type Code = keyof typeof catalogue

/** What a code's message and hint speak of: all that the one of the two is given that is given more. */
export type Values<C extends Code> = Longer<
  Parameters<(typeof catalogue)[C]['hint']>,
  Parameters<(typeof catalogue)[C]['message']>
>

type Longer<A extends readonly unknown[], B extends readonly unknown[]> =
  Required<A> extends readonly [...{ [K in keyof Required<B>]: unknown }, ...unknown[]] ? A : B

/** Every code with its severity, for those who list them. */
export const codes: ReadonlyMap<string, Severity> = new Map(
  Object.entries(catalogue).map(([code, { severity }]) => [code, severity]),
)

/** Adds a problem to a file's messages. */
export function report<C extends Code>(
  file: VFile,
  code: C,
  place: Point | Position,
  ...values: Values<C>
): void {
  const { severity, message, hint } = wordsOf(code, values)
  const added = new VFileMessage(message, { place, ruleId: code, source: 'viva' })
  added.fatal = severity === 'error' ? true : severity === 'warning' ? false : undefined
  added.note = hint
  file.messages.push(added)
}

/** Adds a problem to a file's messages, unless the same is said there already. */
export function reportOnce<C extends Code>(file: VFile, code: C, place: Point, ...values: Values<C>): void {
  const { message } = wordsOf(code, values)
  if (!file.messages.some(({ ruleId, reason }) => ruleId === code && reason === message))
    report(file, code, place, ...values)
}

/** A problem that no place in a file's text shows: one of a folder, or of a file as a whole. */
export function problem<C extends Code>(code: C, place: Point, ...values: Values<C>): Problem {
  return { line: place.line, column: place.column, code, ...wordsOf(code, values) }
}

/** A file's messages as plain values, in the order of their places; `toSource` turns a place in the text that was parsed into one in the file. */
export function problemsOf(file: VFile, toSource: (point: Point) => Point): Problem[] {
  return file.messages
    .map((message): Problem => {
      const position = message.place && 'start' in message.place ? message.place : undefined
      const { line, column } = toSource({ line: message.line ?? 1, column: message.column ?? 1 })
      return {
        line,
        column,
        ...(position && position.end.line > line ? { endLine: position.end.line } : {}),
        severity: message.fatal ? 'error' : message.fatal === false ? 'warning' : 'note',
        code: message.ruleId as Code,
        message: message.reason,
        hint: message.note ?? '',
      }
    })
    .toSorted(byPlace)
}

/** What is told of one file, with how many files of its folder it is true of. */
export function inFiles(message: string, files: number): string {
  return files === 1 ? message : message.replace(/\.$/, `; it stands in ${files} files of this folder.`)
}

/** A problem as people read it: `file:line:column severity code message`, and the hint below. */
export function lineOf(file: string, { line, column, severity, code, message, hint }: Problem): string {
  return `${inOneLine(`${file}:${line}:${column} ${severity} ${code} ${message}`)}\n  hint: ${inOneLine(hint)}`
}

/** Sorts problems by where they stand. */
export function byPlace(a: Problem, b: Problem): number {
  return a.line - b.line || a.column - b.column
}

function wordsOf(code: Code, values: readonly unknown[]): Pick<Problem, 'severity' | 'message' | 'hint'> {
  const { severity, message, hint } = catalogue[code] as {
    severity: Severity
    message: (...values: unknown[]) => string
    hint: (...values: unknown[]) => string
  }
  return { severity, message: message(...values), hint: hint(...values) }
}

function numbersBetween(before: number, after: number): string {
  const [first, last] = [before + 1, after - 1]
  if (first === last) return `${first} is`
  return `${first} ${last === first + 1 ? 'and' : 'to'} ${last} are`
}

/** Why a line that has a missing number was not read as a question. */
const unreadNumbers = {
  code: 'in code',
  comment: 'in a comment',
  quote: 'in a quote',
  steps: 'among steps that count up to it',
  several: 'and in other lines too',
  text: 'in the midst of text that does not ask',
}

/** What a shape would read: “12 headings of level 3”. */
function seenIn({ shape, count, level }: Offer): string {
  if (level === undefined) return `${count} ${shape === 'bold' ? 'lines in bold' : 'numbered lines'}`
  return `${count} ${shape === 'numbered-headings' ? 'numbered headings' : 'headings'} of level ${level}`
}

/** What naming a shape would do about it; nothing where no shape reads more. */
function reading(offer: Offer | undefined): string {
  return offer ? `; “shape: ${offer.shape}” in the frontmatter reads ${seenIn(offer)} as questions` : ''
}

function megabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1).replace(/\.0$/, '')
}

function kilobytes(characters: number): number {
  return Math.ceil(characters / 1000)
}

function linesInWords(lines: readonly number[]): string {
  const shown = lines.slice(0, 5).join(', ')
  const more = lines.length - 5
  return `line${lines.length > 1 ? 's' : ''} ${shown}${more > 0 ? ` and ${more} more` : ''}`
}
