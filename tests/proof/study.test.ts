import '../properties.ts'
import 'fake-indexeddb/auto'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Store } from '../../src/study/browser/store.ts'
import { readExport, writeExport } from '../../src/study/export.ts'
import { findChromium } from '../e2e/browser.ts'
import { folderOf, freePort, launch, temporaryFolder } from '../e2e/site.ts'
import { progresses } from '../study/given.ts'

const times = Number(process.env.PROOF_TIMES ?? 25)
const delays = [0, 10, 50, 200]

describe('in a real browser', () => {
  const question = (index: number) => `### What is number ${index}?\n\n- It is ${index}\n- And no other\n`
  const count = times * delays.length
  let path: string
  let server: ReturnType<typeof launch>
  let home: string
  let folders: string[]

  beforeAll(async () => {
    path = await findChromium()
    const content = await folderOf({
      'many.md': Array.from({ length: count }, (_, index) => question(index)).join('\n'),
    })
    const out = await temporaryFolder()
    folders = [content, out]
    const settings = { CONTENT_DIR: content, OUT_DIR: join(out, 'site'), PORT: String(await freePort()) }
    server = launch(['src/cli/viva.ts', 'start'], settings)
    home = await server.says(/^Viva is at (\S+)$/m)
  }, 0)

  afterAll(async () => {
    await server?.stop()
    for (const folder of folders ?? []) await rm(folder, { recursive: true })
  })

  test('no acknowledged review is lost by a browser that is killed', async () => {
    const profile = await temporaryFolder()
    let acknowledged = 0
    for (const delay of delays.flatMap((delay) => Array.from({ length: times }, () => delay))) {
      const { page, kill } = await start(profile)
      await page.goto(`${home}questions/what-is-number-${acknowledged}/`)
      expect(await stored(page, acknowledged)).toBe(acknowledged)
      await answerFirst(page)
      await page.getByRole('button', { name: 'Show all' }).click()
      await page.getByRole('button', { name: /^Good/ }).click()
      await page.getByText(/^Good\. Next/).waitFor()
      acknowledged += 1
      await pause(delay)
      await kill()
    }
    const { page, kill } = await start(profile)
    await page.goto(home)
    expect(await stored(page, acknowledged)).toBe(count)
    await kill()
    await rm(profile, { recursive: true, force: true })
  })

  test.each([2, 4])('%i tabs lose nothing of each other’s', async (tabs) => {
    const profile = await temporaryFolder()
    const { page, kill } = await start(profile)
    const pages = [page]
    while (pages.length < tabs) pages.push(await page.context().newPage())
    const each = times * 8
    await Promise.all(
      pages.map(async (tab, index) => {
        await tab.goto(`${home}questions/what-is-number-${index}/`)
        await answerFirst(tab)
        await tab.getByRole('button', { name: 'Bookmark' }).click()
        for (let done = 1; done < each; done++) {
          await tab.getByRole('button', { name: 'Bookmark', pressed: done % 2 === 1 }).click()
        }
        await tab.getByRole('button', { name: 'Bookmark', pressed: each % 2 === 1 }).waitFor()
      }),
    )
    expect(await stored(page, each * tabs)).toBe(each * tabs)
    await kill()
    await rm(profile, { recursive: true, force: true })
  })

  /** A browser that was killed may have forgotten that answers come first; progress it may not. */
  async function answerFirst(page: Page): Promise<void> {
    const toggle = page.locator('.study-switch')
    if ((await toggle.getAttribute('aria-pressed')) !== 'true') await toggle.click()
  }

  /** A browser of its own process, so that it can be killed. */
  async function start(profile: string) {
    const flags = [
      '--headless',
      '--no-sandbox',
      '--no-first-run',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
    ]
    const child: ChildProcess = spawn(path, [...flags, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    const address = await new Promise<string>((resolve, reject) => {
      child.stderr!.setEncoding('utf8').on('data', (text: string) => {
        said += text
        const [, found] = said.match(/DevTools listening on (\S+)/) ?? []
        if (found) resolve(found)
      })
      child.on('exit', () => reject(new Error(said)))
    })
    const browser = await chromium.connectOverCDP(address)
    const page = await browser.contexts()[0]!.newPage()
    const kill = async () => {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    }
    return { page, kill }
  }
})

/** How many records the database holds, once it holds as many as are expected, or does not after a while. */
async function stored(page: Page, expected: number): Promise<number> {
  const count = () =>
    page.evaluate(async () => {
      const done = <Value>(request: IDBRequest<Value>) =>
        new Promise<Value>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(request.error)
        })
      const [one] = (await indexedDB.databases()).filter(({ name }) => name!.startsWith('viva '))
      if (!one) return 0
      const database = await done(indexedDB.open(one.name!))
      const count = database.objectStoreNames.contains('records')
        ? await done(database.transaction('records').objectStore('records').count())
        : 0
      database.close()
      return count
    })
  for (let tries = 0; tries < 20; tries++) {
    if ((await count()) === expected) return expected
    await pause(100)
  }
  return count()
}

test('a file with one byte changed is accepted whole or refused whole', () => {
  const files = fc.sample(progresses(), 100)
  const fault = { accepted: 0, refused: 0 }
  for (let index = 0; index < times * 400; index++) {
    const progress = files[index % files.length]!
    const json = writeExport(progress, 'site')
    const at = (index * 7919) % json.length
    const read = readExport(json.slice(0, at) + String.fromCharCode(32 + (index % 95)) + json.slice(at + 1))
    if (read.progress) fault.accepted += 1
    else fault.refused += 1
    // Two records may come to have one id.
    if (read.progress)
      expect(read.progress.records.length).toBeGreaterThanOrEqual(progress.records.length - 1)
    else expect(read.fault).toBeDefined()
  }
  expect(fault.accepted + fault.refused).toBe(times * 400)
})

test('a thousand stores are the same after an export, a wipe and an import', async () => {
  for (const progress of fc.sample(progresses(), times * 40)) {
    const store = await Store.open('/', crypto.randomUUID())
    await store.replace(progress)
    const json = writeExport(store.progress, 'site')
    await store.replace(undefined)
    await store.take(readExport(json).progress!, '')
    expect(writeExport(store.progress, 'site')).toBe(json)
    store.close()
  }
})
