import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ifMissing, inWords, writeWhole } from '../disk.ts'
import type { Topic } from '../importer/topic.ts'
import { locations } from '../locations.ts'

/** Remembers what files were read as, so that an unchanged one is not parsed again. */
export interface Cache {
  get(key: string): Promise<Topic | undefined>
  set(key: string, topic: Topic): Promise<void>
}

/** A cache that lasts as long as this process. */
export function memoryCache(beneath?: Cache): Cache {
  const topics = new Map<string, Topic>()
  return {
    async get(key) {
      const topic = topics.get(key) ?? (await beneath?.get(key))
      if (topic) topics.set(key, topic)
      return topic
    },
    async set(key, topic) {
      topics.set(key, topic)
      await beneath?.set(key, topic)
    },
  }
}

/** A cache in a folder; its entries hold for the importer's present code. */
export function diskCache(folder: string): Cache {
  const kept = byteCache(folder)
  const version = versionOf(
    ...['./importer', './permalinks/ids.ts', './hash.ts', './problems.ts', './words.ts'],
  )
  const nameOf = async (key: string) => `${await version}-${key}.json`
  return {
    async get(key) {
      const stored = await kept.get(await nameOf(key))
      return stored && (JSON.parse(new TextDecoder().decode(stored)) as Topic)
    },
    async set(key, topic) {
      await kept.set(await nameOf(key), JSON.stringify(topic))
    },
  }
}

/**
 * Keeps bytes in a folder, by names. It may fail, which is told in one line: then what it lacks is made again. What it
 * answers is what it was given, whatever has become of its files.
 */
export function byteCache(folder: string, say: (line: string) => void = console.warn) {
  let isFull = false
  let isTold = false
  const tell = (reason: string) => {
    if (!isTold) say(`The cache “${folder}” is left out, and all goes on without it: ${reason}.`)
    isTold = true
  }
  return {
    async get(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
      try {
        const stored = await readFile(join(folder, name)).catch(ifMissing)
        if (!stored) return undefined
        const content = new Uint8Array(stored.subarray(digestLength))
        if (digestOf(content).equals(stored.subarray(0, digestLength))) return content
        tell(`“${name}” is not what was written`)
      } catch (error) {
        tell(inWords(error))
      }
      return undefined
    },
    async set(name: string, content: string | Uint8Array): Promise<void> {
      if (isFull) return
      try {
        await writeWhole(join(folder, name), Buffer.concat([digestOf(content), Buffer.from(content)]))
      } catch (error) {
        tell(inWords(error))
        isFull = true
      }
    },
  }
}

/** Stands in front of what is kept. */
function digestOf(content: string | Uint8Array): Buffer {
  return createHash('sha256').update(content).digest()
}

const digestLength = 32

/** A digest of files and folders of Viva's own code, by their paths in its folder, and of what it is built on. */
export async function versionOf(...paths: string[]): Promise<string> {
  const hash = createHash('sha256')
  const lock = join(locations.project, 'package-lock.json')
  const pins = existsSync(lock) ? lock : join(locations.project, 'package.json')
  for (const path of [...paths.map((below) => join(locations.source, below)), pins]) {
    const inside = (await stat(path)).isDirectory() ? await readdir(path, { recursive: true }) : ['']
    for (const file of inside.toSorted()) {
      const bytes = await readFile(join(path, file)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'EISDIR') return ''
        throw error
      })
      hash.update(file).update(bytes)
    }
  }
  return hash.digest('hex').slice(0, 16)
}
