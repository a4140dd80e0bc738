import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import fc from 'fast-check'
import { openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Store } from '../../src/study/browser/store.ts'
import { readExport, writeExport } from '../../src/study/export.ts'
import type { LogRecord } from '../../src/study/records.ts'
import { defaultSettings } from '../../src/study/settings.ts'
import { progresses, review } from './given.ts'

const name = 'viva / site'
const opened: Store[] = []

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  vi.spyOn(console, 'info').mockImplementation(() => {})
})

afterEach(() => {
  for (const store of opened.splice(0)) store.close()
  vi.restoreAllMocks()
})

async function open(base = '/', site = 'site'): Promise<Store> {
  const store = await Store.open(base, site)
  opened.push(store)
  return store
}

describe('progress', () => {
  test('is there after a reload, and only for its own site and path', async () => {
    const store = await open()
    expect(await store.append(review())).toBe('stored')
    await store.choose({ ...defaultSettings, time: 1, size: 7 })

    expect((await open()).progress).toEqual({
      records: [review()],
      settings: { ...defaultSettings, time: 1, size: 7 },
    })
    expect((await open('/prep/')).records).toEqual([])
    expect((await open('/', 'other')).records).toEqual([])
  })

  test('of one tab is seen by the others at once', async () => {
    const [one, other] = [await open(), await open()]
    const heard = new Promise((resolve) => other.addEventListener('change', resolve, { once: true }))

    await one.append(review())
    await heard

    expect(other.records).toEqual([review()])
  })

  test('that cannot be read stays as it is, and is counted', async () => {
    await (await open()).append(review())
    const raw = await openDB(name)
    const rotten = { ...review({ id: 'r2', grade: 'superb' }), time: Number.NaN }
    await raw.put('records', rotten)
    raw.close()

    const store = await open()
    await store.append(review({ id: 'r2' }), review({ id: 'r3' }))

    expect((await open()).records.map(({ id }) => id)).toEqual(['r1', 'r3'])
    expect((await open()).unreadable).toBe(1)
    const after = await openDB(name)
    expect(await after.get('records', 'r2')).toEqual(rotten)
    after.close()
  })

  test('of a newer release is never touched', async () => {
    const newer = await openDB(name, 99, { upgrade: (database) => void database.createObjectStore('other') })
    newer.close()

    const store = await open()

    expect(await store.append(review())).toBe('held')
    expect(store.trouble).toBe('newer')
    expect(store.records).toEqual([review()])
    const after = await openDB(name)
    expect([after.version, ...after.objectStoreNames]).toEqual([99, 'other'])
    after.close()
  })

  test('goes on in memory where storage is refused', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    })
    const store = await open()

    expect(await store.append(review())).toBe('held')
    expect(store.trouble).toBe('blocked')
    expect(store.records).toEqual([review()])
  })

  test('that did not fit is stored with the next that does', async () => {
    const store = await open()
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
      throw new DOMException('Full', 'QuotaExceededError')
    })

    expect(await store.append(review())).toBe('held')
    expect(store.trouble).toBe('full')
    expect(await store.append(review({ id: 'r2' }))).toBe('stored')
    expect(store.trouble).toBeUndefined()
    expect((await open()).records.map(({ id }) => id)).toEqual(['r1', 'r2'])
  })

  test('is as it was where it cannot be replaced', async () => {
    const store = await open()
    await store.append(review())
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
      throw new DOMException('Full', 'QuotaExceededError')
    })

    expect(await store.replace({ records: [review({ id: 'r2' })], settings: undefined })).toBe('held')
    expect(store.trouble).toBe('full')
    expect(store.records).toEqual([review()])
    expect((await open()).records).toEqual([review()])
  })

  test('goes on when another tab has needed a newer database', async () => {
    const store = await open()
    const deleting = indexedDB.deleteDatabase(name)
    await new Promise((resolve) => {
      deleting.onsuccess = resolve
    })

    expect(await store.append(review())).toBe('stored')
    expect((await open()).records).toEqual([review()])
  })

  test('is the same after an export, a wipe and an import', async () => {
    await fc.assert(
      fc.asyncProperty(progresses(), async (progress) => {
        const store = await open('/', crypto.randomUUID())
        await store.replace(progress)
        const json = writeExport(store.progress, 'site')

        await store.replace(undefined)
        expect(store.records).toEqual([])
        await store.take(readExport(json).progress!, '')
        await store.take(readExport(json).progress!, json)

        expect(writeExport(store.progress, 'site')).toBe(json)
        expect(await store.kept('backup')).toBe(json)
      }),
    )
  })
})

/** What a store has to come to, whatever happens to it. */
interface Model {
  acknowledged: Set<string>
}

interface Real {
  site: string
  tabs: Store[]
  count: number
}

type Fault = 'none' | 'full' | 'abort'

/** A review in one of two tabs; the disk may be full, or fail at the commit. */
class Append implements fc.AsyncCommand<Model, Real> {
  readonly tab: number
  readonly fault: Fault
  constructor(tab: number, fault: Fault) {
    this.tab = tab
    this.fault = fault
  }
  check = () => true
  toString = () => `append(${this.tab}, ${this.fault})`
  async run(model: Model, real: Real): Promise<void> {
    real.count += 1
    const record: LogRecord = review({ id: `r${real.count}` })
    const { fault } = this
    const put = IDBObjectStore.prototype.put
    const spy = vi.spyOn(IDBObjectStore.prototype, 'put')
    if (this.fault !== 'none') {
      spy.mockImplementationOnce(function (this: IDBObjectStore, value, key) {
        if (this.name !== 'records') return put.call(this, value, key)
        if (fault === 'full') throw new DOMException('Full', 'QuotaExceededError')
        const request = put.call(this, value)
        this.transaction.abort()
        return request
      } as typeof put)
    }
    const written = await real.tabs[this.tab]!.append(record)
    spy.mockRestore()
    expect(written).toBe(this.fault === 'none' ? 'stored' : 'held')
    if (written === 'stored') model.acknowledged.add(record.id)
    expect(real.tabs[this.tab]!.records.map(({ id }) => id)).toContain(record.id)
  }
}

/** A tab is closed, with whatever it only held, and opened anew. */
class Reload implements fc.AsyncCommand<Model, Real> {
  readonly tab: number
  constructor(tab: number) {
    this.tab = tab
  }
  check = () => true
  toString = () => `reload(${this.tab})`
  async run(model: Model, real: Real): Promise<void> {
    real.tabs[this.tab]!.close()
    real.tabs[this.tab] = await Store.open('/', real.site)
    const there = new Set(real.tabs[this.tab]!.records.map(({ id }) => id))
    expect([...model.acknowledged].filter((id) => !there.has(id))).toEqual([])
  }
}

test('whatever fails, and however tabs come and go, nothing that was acknowledged is lost', async () => {
  const tab = fc.nat(1)
  const commands = fc.commands(
    [
      fc
        .tuple(tab, fc.constantFrom<Fault[]>('none', 'none', 'full', 'abort'))
        .map((args) => new Append(...args)),
      tab.map((one) => new Reload(one)),
    ],
    { maxCommands: 20 },
  )
  await fc.assert(
    fc.asyncProperty(commands, async (commands) => {
      const site = crypto.randomUUID()
      const setup = async () => ({
        model: { acknowledged: new Set<string>() },
        real: { site, tabs: [await Store.open('/', site), await Store.open('/', site)], count: 0 },
      })
      const { model, real } = await setup()
      await fc.asyncModelRun(async () => ({ model, real }), commands)
      for (const store of real.tabs) store.close()
    }),
  )
})
