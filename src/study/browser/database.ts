import { type IDBPDatabase, type IDBPTransaction, openDB } from 'idb'

/** A site's database: what was done, and what was chosen. Nothing in it is trusted when it is read. */
export interface Database {
  records(): Promise<unknown[]>
  /** A value that was kept under a name; `undefined` where there is none. */
  kept(name: string): Promise<unknown>
  /** Adds records, and keeps values by name, in one transaction: all is on the disk when it resolves, or nothing is. */
  write(records: readonly { id: string }[], kept?: Readonly<Record<string, unknown>>): Promise<void>
  /** The same, in the place of all that was there. */
  replace(records: readonly { id: string }[], kept?: Readonly<Record<string, unknown>>): Promise<void>
  close(): void
}

/** Each step leads from one version of the database to the next. */
const migrations: readonly ((database: IDBPDatabase) => void)[] = [
  (database) => {
    database.createObjectStore('records', { keyPath: 'id' })
    database.createObjectStore('kept')
  },
]

/**
 * Opens the database, with the steps that it lacks. It rejects where storage is refused, and where a newer release has
 * written it, which is left as it is. `lost` is called when another tab needs a newer one, or the browser closes it.
 */
export async function openDatabase(name: string, lost: () => void): Promise<Database> {
  const database = await openDB(name, migrations.length, {
    upgrade(database, from) {
      for (const migrate of migrations.slice(from)) migrate(database)
    },
    blocking() {
      database.close()
      lost()
    },
    terminated: lost,
  })
  const write = async (
    records: readonly { id: string }[],
    kept: Readonly<Record<string, unknown>> = {},
    isReplacing = false,
  ) => {
    // The default of some browsers is to answer before anything is on the disk.
    const transaction = database.transaction(['records', 'kept'], 'readwrite', { durability: 'strict' })
    const [log, values] = [transaction.objectStore('records'), transaction.objectStore('kept')]
    await whole(transaction, [
      ...(isReplacing ? [log.clear(), values.clear()] : []),
      ...records.map(async (record) => {
        // What is there was put there first, and may be what this release cannot read.
        if ((await log.getKey(record.id)) === undefined) await log.put(record)
      }),
      ...Object.entries(kept).map(([name, value]) => values.put(value, name)),
    ])
  }
  return {
    records: () => database.getAll('records'),
    kept: (name) => database.get('kept', name),
    write: (records, kept) => write(records, kept),
    replace: (records, kept) => write(records, kept, true),
    close: () => database.close(),
  }
}

/** Waits until all steps are on the disk; where one fails, none is. */
async function whole(transaction: Transaction, steps: readonly Promise<unknown>[]): Promise<void> {
  try {
    await Promise.all(steps)
  } catch (error) {
    // A step that could not even begin leaves the others going.
    if (!transaction.error) abort(transaction)
    // Why a disk refuses is told here, where its steps are only said to have been given up.
    throw await transaction.done.then(
      () => error,
      (reason) => (reason?.name === 'QuotaExceededError' ? reason : error),
    )
  }
  // Failures at the commit, as of a full disk, show only here.
  await transaction.done
}

function abort(transaction: Transaction): void {
  try {
    transaction.abort()
  } catch (error) {
    // It is over already.
    console.info(error)
  }
}

type Transaction = IDBPTransaction<unknown, string[], 'readwrite'>
