import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { crc32, deflateRaw } from 'node:zlib'
import { Zip, type ZipInputFile } from 'fflate'
import { type Addresses, addressesUnder } from '../../addresses.ts'
import type { Content, NamedQuestion } from '../../content/published.ts'
import { tagId } from '../../permalinks/ids.ts'
import { tokens } from '../../site/colours.ts'
import { words } from '../../words.ts'
import { type Collection, type Note, writeCollection } from './collection.ts'
import { cardStyle } from './style.ts'

/** Where a deck leads back to. */
export interface Published {
  /** `https://example.org`, without a slash at its end. */
  origin: string
  addresses: Addresses
}

/** A deck for Anki of each topic, and one of all, by their paths in a site under a base. */
export async function decksOf(all: Collection, base: string): Promise<Map<string, Buffer>> {
  const addresses = addressesUnder(base)
  const decks = new Map<string, Buffer>()
  const add = async (address: string, collection: Collection) => {
    decks.set(decodeURIComponent(address.slice(base.length)), await packed(collection))
  }
  const byTopic = Map.groupBy(all.notes, ({ topic }) => topic)
  const topics = all.decks.values()
  const addTopics = async () => {
    for (const { id } of topics) await add(addresses.anki(id), { ...all, notes: byTopic.get(id) ?? [] })
  }
  // While one is compressed, the next is made.
  await Promise.all([add(addresses.anki(), all), addTopics(), addTopics()])
  return decks
}

/** All questions that are answered, as notes. */
export function collectionOf(
  { settings, site, topics, questions }: Content,
  published: Published,
): Collection {
  const name = settings.title ?? 'Viva'
  return {
    ...{ site, name, style: cardStyle(readFileSync(tokens, 'utf8')) },
    decks: topics.map(({ id, title }) => ({ id, title })),
    notes: questions.filter(({ answered }) => answered).map((question) => noteOf(question, site, published)),
  }
}

function noteOf(question: NamedQuestion, site: string, { origin, addresses }: Published): Note {
  const { id, topic, title, titleHtml, prompt, choices, html, tags, revision } = question
  const page = origin + addresses.question(id)
  const list = choices.map(({ html }) => `<li>${html}</li>`).join('')
  const type = choices[0]?.label === '1' ? '1' : 'A'
  const right = choices
    .filter(({ correct }) => correct)
    .map(({ label, html }) => `<dt>${label}</dt><dd>${html}</dd>`)
  const whole = (part: string) => absolute(part, origin, page)
  return {
    ...{ topic, title, revision },
    guid: createHash('sha256').update(`${site}\0${id}`).digest('base64url').slice(0, 16),
    question: whole(`<h1>${titleHtml}</h1>${prompt?.html ?? ''}${list && `<ol type="${type}">${list}</ol>`}`),
    answer: whole(
      `${right.length > 0 ? `<p>${words.question.right}</p><dl>${right.join('')}</dl>` : ''}${html}`,
    ),
    link: page,
    tags: [...new Set(tags.map(tagId))],
  }
}

/** A part of a page with addresses that hold anywhere. */
function absolute(html: string, origin: string, page: string): string {
  return html.replace(
    /(<(?:a|img)\b[^>]*?\s(?:href|src)=")([/#])(?!\/)/g,
    (_, before: string, first: string) => (first === '#' ? `${before}${page}#` : `${before}${origin}/`),
  )
}

/** A collection as Anki reads it: the same bytes for the same content. */
async function packed(collection: Collection): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'viva-anki-'))
  try {
    const file = join(folder, 'collection.anki2')
    writeCollection(file, collection)
    return await zip({ 'collection.anki2': await readFile(file), media: Buffer.from('{}') })
  } finally {
    await rm(folder, { recursive: true })
  }
}

const deflate = promisify(deflateRaw)

/** Compressed by Node itself, beside other work and many times as fast as in JavaScript. */
async function zip(files: Record<string, Buffer>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  const archive = new Zip((error, chunk) => {
    if (error) throw error
    chunks.push(chunk)
  })
  for (const [filename, bytes] of Object.entries(files)) {
    const file: ZipInputFile = {
      ...{ filename, size: bytes.length, crc: crc32(bytes), compression: 8 },
      // The first day that a zip can tell, by whatever clock.
      mtime: new Date(1980, 0, 1),
    }
    archive.add(file)
    file.ondata!(null, await deflate(bytes), true)
  }
  archive.end()
  return Buffer.concat(chunks)
}
