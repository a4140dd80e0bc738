import { createHash } from 'node:crypto'
import { join } from 'node:path'
import sharp from 'sharp'
import { byteCache, versionOf } from '../content/cache.ts'
import { withEntities } from '../entities.ts'
import type { Accent } from '../importer/metadata/settings.ts'
import { directionOf } from '../language.ts'
import { locations } from '../locations.ts'
import { colourOf } from './colours.ts'

/** What is written on an image. */
export interface Share {
  title: string
  /** The line or two below the title. */
  below: string
  language: string
  accent: Accent
}

const [width, height, edge, band] = [1200, 630, 90, 18]
const icon = join(locations.project, 'public/icon.svg')
const kept = byteCache(locations.shareImages)
// What all images share is made once, not by each of them.
let version: Promise<string> | undefined
let marked: Promise<Buffer> | undefined
let areFonts: Promise<boolean> | undefined

/**
 * A PNG of 1200 × 630 pixels that networks show beside a link. Pango sets the words, so that every script is shaped
 * and runs in its own direction; they are set in the machine's fonts. Made once: it is kept in the cache.
 */
export async function shareImage(share: Share): Promise<Uint8Array<ArrayBuffer>> {
  version ??= versionOf('./site/share-image.ts', './styles/tokens.css', '../public/icon.svg')
  const key = createHash('sha256')
    .update(JSON.stringify([await version, share]))
    .digest('hex')
    .slice(0, 32)
  const known = await kept.get(`${key}.png`)
  if (known) return known
  const image = new Uint8Array(await draw(share))
  await kept.set(`${key}.png`, image)
  return image
}

async function draw({ title, below, language, accent }: Share): Promise<Buffer> {
  const direction = directionOf(language)
  const ground = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="${await colourOf('surface')}"/>
    <rect y="${height - band}" width="100%" height="${band}" fill="${await colourOf(accent)}"/>
  </svg>`
  const left = (inner: number) => (direction === 'rtl' ? width - edge - inner : edge)
  marked ??= sharp(icon, { density: 300 }).resize(96).png().toBuffer()
  areFonts ??= hasFonts()
  const pictures = [{ input: await marked, left: left(96), top: 80 }]
  if (await areFonts) {
    const head = await fit(title, direction, {
      colour: await colourOf('text'),
      sizes: [88, 72, 60, 48],
      most: 270,
    })
    const foot = await fit(below, direction, {
      colour: await colourOf('text-quiet'),
      sizes: [36, 32],
      most: 100,
    })
    pictures.push(
      { input: head.data, left: left(head.info.width), top: 215 },
      { input: foot.data, left: left(foot.info.width), top: height - band - 60 - foot.info.height },
    )
  }
  // Level 9 takes more than twice as long, for a tenth of the bytes.
  return sharp(Buffer.from(ground)).composite(pictures).png({ compressionLevel: 7 }).toBuffer()
}

/** Sets words in the largest of some sizes in which they are at most so many pixels high, and shortens them if they still are higher. */
async function fit(
  words: string,
  direction: 'ltr' | 'rtl',
  { colour, sizes, most }: { colour: string; sizes: number[]; most: number },
) {
  // The words run in the direction of their language, whatever script they begin with.
  const mark = direction === 'rtl' ? '\u200F' : '\u200E'
  const weight = sizes[0]! > 40 ? 'bold' : 'normal'
  // Without ink there is nothing to set.
  const shown = /[\p{L}\p{N}\p{P}\p{S}]/u.test(words) ? words : '…'
  const styled = (text: string, size: number) =>
    set(
      `<span foreground="${colour}" weight="${weight}" size="${size * 1024}">${mark}${escaped(text)}</span>`,
    )
  for (const size of sizes) {
    const image = await styled(shown, size)
    if (image.info.height <= most) return image
  }
  const signs = [...shown].slice(0, 240)
  for (;;) {
    const image = await styled(`${signs.join('').trimEnd()}…`, sizes.at(-1)!)
    if (image.info.height <= most) return image
    signs.length = Math.floor(signs.length * 0.85)
  }
}

/** A picture of a text in Pango's markup, no larger than its ink. */
function set(markup: string) {
  // At 72 dots an inch, a point is a pixel.
  const text = { text: markup, font: 'sans', width: width - 2 * edge, dpi: 72, rgba: true }
  return sharp({ text: { ...text, wrap: 'word-char' } })
    .png()
    .toBuffer({ resolveWithObject: true })
}

/** Whether letters can be told apart: without fonts each is the same empty box, and the image goes without words. */
async function hasFonts(): Promise<boolean> {
  const [one, other] = await Promise.all([set('i'), set('W')])
  return !one.data.equals(other.data)
}

function escaped(text: string): string {
  // Pango takes no control characters.
  return withEntities(text.replace(/\p{Cc}/gu, ' '))
}
