import type { Point } from 'unist'
import type { VFile } from 'vfile'
import { encode } from 'windows-1252'
import { type Problem, problem, report } from '../../problems.ts'
import { codePoint, legible, unreadable } from './characters.ts'
import { codeRanges } from './markdown.ts'
import { findNested } from './nesting.ts'
import { lineStarts, pointAt, type Text, wholeText } from './text.ts'

/** A file's text as it is parsed: without byte order mark, mojibake repaired, line endings as they were. */
export interface Source extends Text {
  /** The place in the file of a place in the text: the column before the repairs. */
  toFile(point: Point): Point
  /** What was dropped on the way, at its place in the file: no place in the text shows it. */
  dropped: Problem[]
}

/**
 * Reads a file's bytes as UTF-16 where they are that beyond doubt, else as strict UTF-8. Runs of UTF-8 that were once
 * taken for Windows-1252 (`otherâ€™s`) are read as what they were, except in code, and byte order marks in mid-file
 * are dropped; what is no character is read as a lost one. Gives nothing, and an error in `file`, where the bytes are
 * not text.
 */
export function decode(bytes: Uint8Array, file: VFile): Source | undefined {
  const written = readUtf16(bytes, file) ?? readUtf8(bytes, file)
  if (written === undefined) return undefined
  const nested = findNested(written)
  if (nested) {
    report(file, 'text-too-nested', { line: nested, column: 1 }, 'lists')
    return undefined
  }

  const mojibake = findMojibake(written).map((run) => ({ ...run, now: legible(run.now) }))
  const controls = findUnreadable(written, mojibake)
  const marks = [...written.matchAll(/\uFEFF/g)].map(({ index }) => ({
    offset: index,
    was: '\uFEFF',
    now: '',
  }))
  const { text, repairs } = repair(
    written,
    [...mojibake, ...marks, ...controls].toSorted((a, b) => a.offset - b.offset),
  )
  const whole = wholeText(text)
  const inFile = wholeText(written)
  const places = repairs.map(({ offset, was, now }) => ({ ...whole.placeAt(offset), was, now }))
  const source: Source = {
    ...whole,
    toFile({ line, column }) {
      const before = places.filter(
        (one) => one.line === line && (one.column < column || (one.now === '' && one.column === column)),
      )
      return { line, column: before.reduce((sum, { was, now }) => sum + was.length - now.length, column) }
    },
    dropped: marks.map(({ offset }) => problem('text-stray-mark', inFile.placeAt(offset))),
  }

  const lost = new Set(repairs.filter(({ now }) => now === '\uFFFD').map(({ offset }) => offset))
  const lines = Map.groupBy(controls, ({ offset }) => inFile.placeAt(offset).line)
  source.dropped.push(
    ...Array.from(lines.values(), (all) =>
      problem('text-unreadable', inFile.placeAt(all[0]!.offset), codePoint(all[0]!.was), all.length),
    ),
  )
  const words = repairs.filter(({ now, offset }) => now !== '' && !lost.has(offset))
  for (const [index, { offset, now, written: word }] of words.entries()) {
    const last = words[index - 1]
    // A word is reported once, however many of its letters were repaired.
    if (last && !/\s/.test(text.slice(last.offset + last.now.length, offset))) continue
    report(file, 'text-mojibake', source.placeAt(offset), word, wordAround(text, offset, now))
  }
  for (const { index } of text.matchAll(/\uFFFD+/g)) {
    if (!lost.has(index))
      report(file, 'text-lost-character', source.placeAt(index), wordAround(text, index, '\uFFFD'))
  }
  return source
}

/** What is no character, outside of what is repaired anyway. */
function findUnreadable(text: string, repaired: readonly Run[]): Run[] {
  const ends = repaired.map(({ offset, was }) => [offset, offset + was.length] as const)
  return Array.from(text.matchAll(unreadable), ({ index, 0: was }) => ({
    offset: index,
    was,
    now: '\uFFFD',
  })).filter(({ offset }) => !ends.some(([start, end]) => offset >= start && offset < end))
}

/** A file's text with its mojibake fixed and everything else, its byte order mark too, as it was. */
export function repairText(written: string): string {
  return repair(written, findMojibake(written)).text
}

/** What was read as something else: `offset` is that in the repaired text, `written` the whole word as it stood. */
interface Repair {
  offset: number
  was: string
  now: string
  written: string
}

function repair(written: string, runs: readonly Run[]): { text: string; repairs: Repair[] } {
  let text = ''
  let end = 0
  const repairs = runs.map(({ offset, was, now }): Repair => {
    text += written.slice(end, offset) + now
    end = offset + was.length
    return { offset: text.length - now.length, was, now, written: wordAround(written, offset, was) }
  })
  return { text: text + written.slice(end), repairs }
}

/** Gives nothing where the bytes are not UTF-16: without a byte order mark, text in it has a NUL in every other byte. */
function readUtf16(bytes: Uint8Array, file: VFile): string | undefined {
  const start = bytes.subarray(0, 1000)
  const nuls = (parity: number) => start.filter((byte, index) => byte === 0 && index % 2 === parity).length
  const [even, odd] = [nuls(0), nuls(1)]
  const most = start.length / 4
  const encoding =
    (bytes[0] === 0xff && bytes[1] === 0xfe) || (odd > most && even === 0)
      ? 'utf-16le'
      : (bytes[0] === 0xfe && bytes[1] === 0xff) || (even > most && odd === 0)
        ? 'utf-16be'
        : undefined
  // Of fewer bytes nothing can be told.
  if (!encoding || bytes.length < 4) return undefined
  const text = new TextDecoder(encoding).decode(bytes)
  if (isMostly('\0', text)) return undefined
  report(file, 'text-utf16', { line: 1, column: 1 })
  return text
}

/** Whether so many of a file's parts are this one that it is no slip: a quarter. */
function isMostly<Part>(part: Part, parts: Iterable<Part> & { length: number }): boolean {
  let count = 0
  for (const one of parts) if (one === part) count += 1
  return count * 4 > parts.length
}

function readUtf8(bytes: Uint8Array, file: VFile): string | undefined {
  const nul = bytes.indexOf(0)
  if (nul >= 0 && isMostly(0, bytes)) {
    const { line, column } = placeOfByte(bytes, nul)
    report(file, 'file-not-text', { line, column }, line, column)
    return undefined
  }
  try {
    // The decoder drops a byte order mark by itself.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // The decoder tells only that it failed: the places are looked for below.
    const [first, ...others] = findInvalidBytes(bytes)
    const { line, column } = placeOfByte(bytes, first!)
    const asLatin = new TextDecoder('windows-1252').decode(bytes)
    const starts = lineStarts(asLatin)
    const otherLines = new Set(others.map((index) => pointAt(starts, index).line))
    const place = `${line}:${column}`
    report(
      file,
      'text-not-utf8',
      { line, column },
      bytes[first!]!,
      place,
      [...otherLines],
      isWindows1252(bytes, asLatin),
    )
    return undefined
  }
}

/** Whether what is not ASCII are letters in words and signs of typography, none of them told apart by UTF-8. */
function isWindows1252(bytes: Uint8Array, shown: string): boolean {
  const isMixed = /[^\0-\x7F\uFFFD]/.test(new TextDecoder().decode(bytes))
  const others = shown.match(/[^\0-\x7F]/g) ?? []
  const letters = shown.match(/(?<![^\0-\x7F]{2})[À-ÖØ-öø-ÿŠŒŽšœžŸ](?![^\0-\x7F]{2})/g) ?? []
  const signs = shown.match(/[‘’‚“”„–—…•‹›«»€£¥©®™°±·×¿¡§½¼²³ºª\u00A0]/g) ?? []
  return !isMixed && letters.length + signs.length === others.length
}

/** The index of the first byte of each line that is not UTF-8. */
function findInvalidBytes(bytes: Uint8Array): number[] {
  const found: number[] = []
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const encoder = new TextEncoder()
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, start)
    const end = newline < 0 ? bytes.length : newline + 1
    let index = start
    // Each character read leniently either has the length of its own bytes, or is a “�” that the bytes do not spell.
    for (const character of decoder.decode(bytes.subarray(start, end))) {
      const spelled = encoder.encode(character)
      if (!spelled.every((byte, place) => bytes[index + place] === byte)) {
        found.push(index)
        break
      }
      index += spelled.length
    }
    start = end
  }
  return found
}

function placeOfByte(bytes: Uint8Array, index: number): Point {
  const before = new TextDecoder().decode(bytes.subarray(0, index))
  return pointAt(lineStarts(before), before.length)
}

interface Run {
  offset: number
  was: string
  now: string
}

// Bytes 80 to BF, as Windows-1252 shows them; a lead byte and its followers make one character of UTF-8.
const follower = '[\\u0080-\\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]'
const sequence = `(?:[\\u00C2-\\u00DF]${follower}|[\\u00E0-\\u00EF]${follower}{2}|[\\u00F0-\\u00F4]${follower}{3})`
const mojibake = new RegExp(`${sequence}+`, 'g')
const sequences = new RegExp(sequence, 'g')

function findMojibake(text: string): Run[] {
  const candidates = [...text.matchAll(mojibake)]
  if (candidates.length === 0) return []
  const code = codeRanges(text)
  return candidates
    .filter(({ index }) => !code.some(({ start, end }) => index >= start && index < end))
    .flatMap(({ index, 0: run }) => certainParts(run, index, text[index - 1] ?? ''))
}

/** The parts of a run that are mojibake beyond doubt: `é »` and `×–` could be read so, and are correct text. */
function certainParts(run: string, offset: number, before: string): Run[] {
  const parts = [...run.matchAll(sequences)]
  // Three in a row are no accident of French or German typography.
  const certain = parts.length >= 3
  const found: Run[] = []
  for (const { index, 0: was } of parts) {
    const now = reread(was)
    const previous = index > 0 ? run[index - 1]! : before
    if (now === undefined || !(certain || isPlausible(was, now, previous))) continue
    const last = found.at(-1)
    if (last && last.offset + last.was.length === offset + index) {
      last.was += was
      last.now += now
    } else found.push({ offset: offset + index, was, now })
  }
  // What went wrong twice (`Ã¢â‚¬â„¢`) is read twice.
  return found.map(({ offset, was, now }) => ({ offset, was, now: repairText(now) }))
}

function reread(was: string): string | undefined {
  try {
    const now = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Uint8Array.from(encode(was)),
    )
    // Text that went wrong twice (`Ã¢â‚¬â„¢`) is read twice.
    return (now.length > 1 && reread(now)) || now
  } catch {
    // Not a sequence of UTF-8: the text is what it says.
    return undefined
  }
}

function isPlausible(was: string, now: string, previous: string): boolean {
  const character = now.codePointAt(0)!
  if (was.length === 2) {
    const isLatin = character >= 0xa0 && character <= 0x17f
    // A capital such as Â before a space, a quote or a dash may end a word in capitals, but not follow a small letter.
    const mayEndWord = /[\s»«‘’“”„‚–—…•›‹™]/u.test(was[1]!)
    return (
      isLatin &&
      (!mayEndWord || !/\p{Lu}/u.test(previous)) &&
      (!mayEndWord || /^[ÂÃ]/.test(was) || /\p{Ll}/u.test(previous))
    )
  }
  if (was.length === 3) return was.startsWith('â') && character >= 0x2010 && character <= 0x27bf
  return was.startsWith('ð') && character >= 0x1f000
}

function wordAround(text: string, offset: number, what: string): string {
  const before = text.slice(Math.max(0, offset - 20), offset).match(/\S*$/)![0]
  const after = text.slice(offset + what.length, offset + what.length + 20).match(/^\S*/)![0]
  return before + what + after
}
