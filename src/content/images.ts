import { createHash } from 'node:crypto'
import { type BigIntStats, createReadStream } from 'node:fs'
import { readdir, readFile, realpath, stat, utimes } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { basename, dirname, isAbsolute, join, parse, relative, sep } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { ifMissing, inWords, writeWhole } from '../disk.ts'
import { decoded, type Refusal } from '../importer/answer/images.ts'
import { nearest } from '../importer/metadata/mapping.ts'
import { mediaTypes, typeOf } from '../media-types.ts'
import { problem } from '../problems.ts'
import { byteCache, versionOf } from './cache.ts'
import { lookAtImage } from './image-supervisor.ts'
import type { Looked } from './image-worker.ts'

/** Finds the images that content files show. */
export interface Images {
  /**
   * The image that `target` names in a content file, or why it is not shown. It lies in the folder `root` or below
   * it; a path that begins with `/` begins there.
   */
  find(target: string, file: string, root: string): Promise<Picture | Refusal>
}

/** An image as it is published; two with the same bytes are one. */
export interface Picture {
  /** Of its file: `b-tree.1f0c5d7a9b3e4c68.png`. */
  name: string
  /** In CSS pixels. */
  width: number
  height: number
}

/** The most bytes and pixels that an image may have. */
const most = { bytes: 5 * 2 ** 20, pixels: 50_000_000 }

/** The kinds that are published as they are, by the endings of their names. */
const kinds = ['png', 'jpg', 'gif', 'webp', 'avif']

/**
 * Finds images, and remembers those that have not changed; all that are found are kept in the folder `store`, if one is
 * given, with what drawings were drawn as.
 */
export function imageFinder(store?: string): Images {
  const names = new Map<string, string>()
  const known = new Map<string, Picture | Unshown>()
  const look = lookerAt(store && join(store, 'drawn'))

  /** That a file of the store cannot be written is no fault of the image's, and thrown on. */
  const keepAs = async (path: string, { bytes, kind, width, height }: Read): Promise<Picture> => {
    const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
    const name = names.get(digest) ?? `${wordsOf(path)}.${digest}.${kind}`
    if (store) await keep(join(store, name), bytes)
    names.set(digest, name)
    return { name, width, height }
  }
  return {
    async find(target, file, root) {
      const path = await locate(target, file, root)
      if (typeof path === 'function') return path
      const state = await stat(path, { bigint: true }).catch(inWords)
      if (typeof state === 'string') return refusal(target, state)
      const key = `${path}\0${state.size}\0${state.mtimeNs}`
      let picture = known.get(key)
      if (!picture) {
        const read = await readImage(path, state, look)
        picture = 'at' in read ? read : await keepAs(path, read)
        known.set(key, picture)
      }
      return 'at' in picture ? picture.at(target) : picture
    },
  }
}

/** Copies images from the store into a folder. */
export async function publishImages(names: Iterable<string>, store: string, folder: string): Promise<void> {
  for (const name of names) {
    await writeWhole(join(folder, name), await readFile(join(store, name)))
  }
}

/** Answers requests for `/NAME` from the store. */
export function serveImages(store: string): RequestListener {
  return ({ url }, response) => {
    const path = join(store, basename(decoded(url!.replace(/\?.*$/s, ''))))
    createReadStream(path)
      .on('open', () => response.setHeader('Content-Type', typeOf(path)))
      .on('error', () => response.writeHead(404).end())
      .pipe(response)
  }
}

/** The real path of an image. */
async function locate(target: string, file: string, root: string): Promise<string | Refusal> {
  const written = target.replace(/[?#].*$/s, '')
  const plain = decoded(written)
  // Some systems spell “é” as one letter, others as two; a name may also hold a per cent sign.
  const spellings = new Set([plain, plain.normalize('NFC'), plain.normalize('NFD'), written])
  const pathOf = (spelled: string) => join(spelled.startsWith('/') ? root : dirname(file), spelled)
  const outside: Refusal = (place) => problem('image-outside', place, target)
  if (!isWithin(root, pathOf(plain))) return outside
  try {
    for (const spelled of spellings) {
      if (spelled.includes('\0')) continue
      const path = await realpath(pathOf(spelled)).catch(ifMissing)
      if (path) return isWithin(await realpath(root), path) ? path : outside
    }
    const { dir, base } = parse(pathOf(plain))
    const beside = (await readdir(dir).catch(ifMissing)) ?? []
    const near = nearest(
      base,
      beside.filter((name) => /\.(png|jpe?g|gif|webp|avif|svg)$/i.test(name)),
    )
    const meant = near && written.slice(0, written.lastIndexOf('/') + 1) + near
    return (place) => problem('image-missing', place, target, slashed(pathOf(plain)), meant)
  } catch (error) {
    return refusal(target, inWords(error))
  }
}

interface Read {
  bytes: Uint8Array
  kind: string
  width: number
  height: number
}

/** Why an image is not shown, to whoever asks for it by a name. */
interface Unshown {
  at(target: string): Refusal
}

/** Reads an image as it is published. */
async function readImage(path: string, state: BigIntStats, look: Look): Promise<Read | Unshown> {
  if (!state.isFile()) return leftOut('it is no file')
  if (state.size > most.bytes) {
    const [size, limit] = [Number(state.size), most.bytes].map(
      (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MiB`,
    )
    return tooLarge(size!, limit!)
  }
  const bytes = await readFile(path).catch(inWords)
  if (typeof bytes === 'string') return leftOut(bytes)
  const looked = await look(bytes)
  if ('reason' in looked) return leftOut(looked.reason)
  if ('tooLarge' in looked) {
    const { width, height } = looked.tooLarge
    return tooLarge(`${width} × ${height} pixels`, `${most.pixels.toLocaleString('en')} pixels`)
  }
  const { mediaType, width, height, drawn } = looked
  if (drawn) return { bytes: drawn, kind: 'png', width, height }
  const kind = kinds.find((kind) => mediaTypes[kind] === mediaType)
  return kind ? { bytes, kind, width, height } : leftOut(`it is of the kind ${mediaType}`)
}

function leftOut(reason: string): Unshown {
  return { at: (target) => refusal(target, reason) }
}

function tooLarge(size: string, limit: string): Unshown {
  return { at: (target) => (place) => problem('image-too-large', place, target, size, limit) }
}

type Look = (bytes: Uint8Array) => Promise<Looked>

/** Looks at images; what was drawn, or could not be, is kept in a folder if one is given. */
function lookerAt(folder: string | undefined): Look {
  const kept = folder === undefined ? undefined : byteCache(folder)
  let version: Promise<string> | undefined
  return async (bytes) => {
    version ??= versionOf('./content/image-worker.ts')
    const name = `${await version}-${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}`
    const known = await kept?.get(name)
    if (known) return deserialize(known) as Looked
    const looked = await lookAtImage({ bytes, pixels: most.pixels })
    // The rest takes no longer to be looked at than to be kept.
    if ('drawn' in looked || 'isOver' in looked) await kept?.set(name, serialize(looked))
    return looked
  }
}

/** Writes a file whole, or leaves the one that is there: its name tells its bytes, and its time that it is needed. */
async function keep(path: string, bytes: Uint8Array): Promise<void> {
  const now = new Date()
  if (await stat(path).catch(ifMissing)) await utimes(path, now, now)
  else await writeWhole(path, bytes)
}

/** A file's name as words of an address. */
function wordsOf(path: string): string {
  const words = parse(path).name.normalize('NFC').toLowerCase()
  const plain = words.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '')
  return [...plain].slice(0, 60).join('') || 'image'
}

/** Whether a path names something below a folder. */
export function isWithin(folder: string, path: string): boolean {
  const below = relative(folder, path)
  return below !== '' && below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below)
}

function refusal(target: string, reason: string): Refusal {
  return (place) => problem('image-left-out', place, target, reason)
}

function slashed(path: string): string {
  return relative(process.cwd(), path).split(sep).join('/')
}
