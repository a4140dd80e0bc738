import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Topic } from '../importer/topic.ts'

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

/** A digest of files and folders of code. */
export async function versionOf(...paths: string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const path of paths) {
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

/** Writes a file, in a folder that is made where there is none, whole or not at all. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const draft = `${path}.${process.pid}`
  await mkdir(dirname(path), { recursive: true })
  await writeFile(draft, content)
  await rename(draft, path)
}

/** Catches the error of a file or folder that is not there: the answer is `undefined`. Any other is thrown on. */
export function ifMissing(error: NodeJS.ErrnoException): undefined {
  // Below a file there is nothing, nor under a name that no file can have.
  if (!['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(error.code!)) throw error
}
