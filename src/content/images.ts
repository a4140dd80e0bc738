import { createHash } from 'node:crypto'
import { type BigIntStats, createReadStream } from 'node:fs'
import { readdir, readFile, realpath, stat, utimes } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { basename, dirname, extname, isAbsolute, join, parse, relative, sep } from 'node:path'
import sharp from 'sharp'
import { ifMissing, inWords, writeWhole } from '../disk.ts'
import { decoded, type Refusal } from '../importer/answer/images.ts'
import { nearest } from '../importer/metadata/mapping.ts'
import { problem } from '../problems.ts'

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

/** The kinds that are published as they are, by what their bytes say. */
const mediaTypes: Record<string, string> = {
  ...{ png: 'image/png', jpg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp', avif: 'image/avif' },
}

/** Finds images, and remembers those that have not changed; all that are found are kept in the folder `store`, if one is given. */
export function imageFinder(store?: string): Images {
  const names = new Map<string, string>()
  const known = new Map<string, Picture>()
  return {
    async find(target, file, root) {
      const path = await locate(target, file, root)
      if (typeof path === 'function') return path
      try {
        const state = await stat(path, { bigint: true })
        const key = `${path}\0${state.size}\0${state.mtimeNs}`
        const remembered = known.get(key)
        if (remembered) return remembered
        const read = await readImage(path, state, target)
        if (typeof read === 'function') return read
        const digest = createHash('sha256').update(read.bytes).digest('hex').slice(0, 16)
        const name = names.get(digest) ?? `${wordsOf(path)}.${digest}.${read.kind}`
        if (store) await keep(join(store, name), read.bytes)
        names.set(digest, name)
        known.set(key, { name, width: read.width, height: read.height })
        return known.get(key)!
      } catch (error) {
        return refusal(target, inWords(error))
      }
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
      .on('open', () => response.setHeader('Content-Type', mediaTypes[extname(path).slice(1)] ?? ''))
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

/** Reads an image as it is published. */
async function readImage(path: string, state: BigIntStats, target: string): Promise<Read | Refusal> {
  if (!state.isFile()) return refusal(target, 'it is no file')
  if (state.size > most.bytes) {
    const [size, limit] = [Number(state.size), most.bytes].map(
      (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MiB`,
    )
    return (place) => problem('image-too-large', place, target, size!, limit!)
  }
  const written = await readFile(path)
  const described = await sharp(written, { limitInputPixels: false }).metadata().catch(ifNoImage)
  if (!described) return refusal(target, 'its bytes are those of no image that browsers know')
  const { mediaType, autoOrient, pageHeight } = described
  const { width, height } = { ...autoOrient, ...(pageHeight ? { height: pageHeight } : {}) }
  if (width * height > most.pixels) {
    const limit = `${most.pixels.toLocaleString('en')} pixels`
    return (place) => problem('image-too-large', place, target, `${width} × ${height} pixels`, limit)
  }
  if (mediaType === 'image/svg+xml') {
    // At an address of its own, a drawing can run scripts: a picture of it cannot. Drawn at twice its size, for screens
    // with small pixels, and without whatever it refers to.
    const drawing = sharp(written, { density: 144, limitInputPixels: most.pixels * 4 }).timeout({
      seconds: 5,
    })
    const bytes = await drawing.png().toBuffer().catch(ifNoImage)
    return bytes ? { bytes, kind: 'png', width, height } : refusal(target, 'it could not be drawn')
  }
  const kind = Object.keys(mediaTypes).find((kind) => mediaTypes[kind] === mediaType)
  return kind ? { bytes: written, kind, width, height } : refusal(target, `it is of the kind ${mediaType}`)
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

/** Catches what sharp says of bytes that it cannot read: it has no codes, and its words name its own parts. */
function ifNoImage(error: unknown): undefined {
  if (!(error instanceof Error)) throw error
}
