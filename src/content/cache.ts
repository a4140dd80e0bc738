import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ifMissing, writeWhole } from '../disk.ts'
import type { Topic } from '../importer/topic.ts'
import { places } from '../places.ts'

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

/** A cache in a folder; its entries hold for the importer's present code, and are written whole. */
export function diskCache(folder: string): Cache {
  const version = versionOf(
    'src/importer',
    'src/permalinks/ids.ts',
    'src/hash.ts',
    'src/problems.ts',
    'src/words.ts',
    'package-lock.json',
  )
  const pathOf = async (key: string) => join(folder, `${await version}-${key}.json`)
  return {
    async get(key) {
      const stored = await readFile(await pathOf(key), 'utf8').catch(ifMissing)
      return stored === undefined ? undefined : (JSON.parse(stored) as Topic)
    },
    async set(key, topic) {
      await writeWhole(await pathOf(key), JSON.stringify(topic))
    },
  }
}

/** A digest of files and folders of Viva's own code, by their paths in its folder. */
export async function versionOf(...paths: string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const below of paths) {
    const path = join(places.project, below)
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
