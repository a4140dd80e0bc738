import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'

/**
 * The files of Pagefind's index, with its words in smaller files: it writes some 28 kB each, compressed, of which a
 * search reads one for every word. The words of a file begin alike, so that a word and its stem stand in the same one.
 * Throws where the files are not as Pagefind 1.6 writes them.
 */
export function inSmallerChunks(files: ReadonlyMap<string, Uint8Array>) {
  const found = [...files.keys()].filter((path) => /\.pf_(?:meta|index)$/.test(path))
  const metaPath = found.find((path) => path.endsWith('.pf_meta'))
  const entry = files.get(entryName)
  if (!metaPath || !entry) throw new Error('The search index has no file that tells what it holds.')
  const written = new Map([...files].filter(([path]) => !found.includes(path)))
  const language = metaPath.match(/^pagefind\.(.+)_\w+\.pf_meta$/)![1]!

  const meta = unpacked(files.get(metaPath)!)
  const [version, pages, chunks, ...rest] = itemsOf(meta, 0)
  const words = itemsOf(chunks!, 0).flatMap((chunk) => {
    const path = `index/${textOf(itemsOf(chunk, 0)[2]!)}.pf_index`
    return itemsOf(itemsOf(unpacked(files.get(path)!), 0)[0]!, 0)
  })
  const parts: Chunk[] = []
  const named = groupsOf(words).map(({ from, to, words }) => {
    const bytes = packed(array([array(words)]))
    const name = `${language}_${digestOf(bytes)}`
    const path = `index/${name}.pf_index`
    written.set(path, bytes)
    parts.push({ from, path })
    // Whatever begins as the last word does is to be looked for here.
    return array([from, `${to}\u{10ffff}`, name].map(text))
  })
  const bytes = packed(array([version!, pages!, array(named), ...rest]))
  const [, before] = metaPath.match(/^pagefind\.(.+)\.pf_meta$/)!
  const name = `${language}_${digestOf(bytes)}`
  written.set(`pagefind.${name}.pf_meta`, bytes)
  written.set(entryName, encoder.encode(decoder.decode(entry).replace(before!, name)))
  return { files: written, chunks: parts }
}

/** A file with words of the index: those from what begins so to where the next one does. */
export interface Chunk {
  from: string
  path: string
}

const entryName = 'pagefind-entry.json'
/** So many bytes of words are one file, before compression, unless more begin alike. */
const enough = 8000
/** So many letters at their beginning words have in common that are not parted. */
const alike = 3

interface Group {
  /** How its first words begin, and its last ones. */
  from: string
  to: string
  words: Uint8Array[]
}

/** Words in order, in groups that are parted only where their beginnings change. */
function groupsOf(words: readonly Uint8Array[]): Group[] {
  const groups: Group[] = []
  let size = 0
  for (const word of words) {
    const beginning = [...textOf(itemsOf(word, 0)[0]!)].slice(0, alike).join('')
    const last = groups.at(-1)
    if (last && (last.to === beginning || size < enough)) {
      last.words.push(word)
      last.to = beginning
      size += word.length
    } else {
      groups.push({ from: beginning, to: beginning, words: [word] })
      size = word.length
    }
  }
  return groups
}

// The files are CBOR (RFC 8949), of which Pagefind uses numbers, texts and arrays of a known length; behind a mark, and
// compressed.

const encoder = new TextEncoder()
const decoder = new TextDecoder()
const mark = encoder.encode('pagefind_dcd')
const [number, negative, letters, list] = [0, 1, 3, 4]

function unpacked(bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(gunzipSync(bytes))
  if (mark.some((byte, at) => whole[at] !== byte)) throw unknown()
  return whole.subarray(mark.length)
}

function packed(bytes: Uint8Array): Uint8Array {
  // Level 9 takes three times as long, for a hundredth of the bytes.
  return new Uint8Array(gzipSync(joined([mark, bytes]), { level: 7 }))
}

/** The items of the array that begins at a place, each as its bytes. */
function itemsOf(bytes: Uint8Array, start: number): Uint8Array[] {
  const { type, value, end } = headAt(bytes, start)
  if (type !== list) throw unknown()
  let at = end
  return Array.from({ length: value }, () => {
    const from = at
    at = endOf(bytes, from)
    return bytes.subarray(from, at)
  })
}

function textOf(item: Uint8Array): string {
  const { type, value, end } = headAt(item, 0)
  if (type !== letters) throw unknown()
  return decoder.decode(item.subarray(end, end + value))
}

/** Where the item ends that begins at a place. */
function endOf(bytes: Uint8Array, start: number): number {
  const { type, value, end } = headAt(bytes, start)
  if (type === number || type === negative) return end
  if (type === letters) return end + value
  if (type !== list) throw unknown()
  let at = end
  for (let items = 0; items < value; items += 1) at = endOf(bytes, at)
  return at
}

/** What begins at a place: its type, its value or how many bytes or items it has, and where these begin. */
function headAt(bytes: Uint8Array, at: number): { type: number; value: number; end: number } {
  const first = bytes[at]
  if (first === undefined) throw unknown()
  const [type, short] = [first >> 5, first & 31]
  if (short < 24) return { type, value: short, end: at + 1 }
  if (short > 26) throw unknown()
  const size = 2 ** (short - 24)
  const value = bytes.subarray(at + 1, at + 1 + size).reduce((sum, byte) => sum * 256 + byte, 0)
  return { type, value, end: at + 1 + size }
}

function text(written: string): Uint8Array {
  const bytes = encoder.encode(written)
  return joined([head(letters, bytes.length), bytes])
}

function array(items: readonly Uint8Array[]): Uint8Array {
  return joined([head(list, items.length), ...items])
}

function head(type: number, value: number): Uint8Array {
  if (value < 24) return Uint8Array.of((type << 5) | value)
  return Uint8Array.of((type << 5) | 26, value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255)
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 8)
}

function unknown(): Error {
  return new Error('The search index is not as Pagefind 1.6 writes it.')
}
