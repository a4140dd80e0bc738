import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { folderOf, openPage, run, startSite } from './site.ts'
import { serveTrial } from './trial.ts'

const trial = serveTrial()
const parts = 'questions/what-can-stand-in-an-answer/'

describe('with answers first, a learner', () => {
  test('says, shows part by part, ticks, grades and takes back', async () => {
    const { page, faults } = await open(parts)

    await page.getByRole('button', { name: 'Answer first' }).click()
    await page.getByText('Answers are hidden').waitFor()
    await page.keyboard.press('Space')
    await page.getByText(/^1 of \d+ shown/).waitFor()
    await page.keyboard.press('Shift+Space')
    // Nothing covers a box, whatever kind of part it stands at.
    for (const box of await page.getByRole('checkbox', { name: 'I said this' }).all()) await box.check()
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('3')
    await page.getByText(/^Good\. Next: in 2 days/).waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Undo' }).waitFor()
    await page.keyboard.press('u')
    await page.getByText('Undone').waitFor()

    expect(faults).toEqual([])
  })

  test('is shown what a link points at', async () => {
    const { page } = await open(parts)
    await page.getByRole('button', { name: 'Answer first' }).click()
    await page.getByText('Answers are hidden').waitFor()
    const place = page.locator('[id="not-done"]')
    expect(await page.locator('[hidden="until-found"]').count()).toBeGreaterThan(3)

    await page.goto(`${page.url()}#not-done`)

    await expect.poll(() => place.evaluate((one) => one.closest('[hidden]') === null)).toBe(true)
  })

  test('presses a choice, and is told which is right', async () => {
    const { page } = await open('questions/which-of-these-is-falsy/')

    await page.getByRole('heading', { level: 1 }).hover()
    await page.getByRole('button', { name: 'Choose A' }).click()

    await page.getByText('Not quite. Right: 0').waitFor()
    await expect
      .poll(() => page.getByRole('button', { name: /^Again/ }).getAttribute('data-suggested'))
      .toBe('')
  })

  test('goes through a session by keyboard, and sees what became of it', async () => {
    const { page, faults } = await open('study/')
    await page.getByLabel('Which of them').first().waitFor()
    await page.locator('[data-part=plan] [name=size]').fill('2')
    await page.locator('[data-part=plan] summary').filter({ hasText: 'Topics' }).click()
    await page.locator('[data-part=plan]').getByLabel('Many questions').check()
    await page.getByRole('button', { name: 'Start' }).click()
    for (const place of [1, 2]) {
      await page.getByText(`Question ${place} of 2 in this session.`).waitFor()
      expect(await page.evaluate(() => document.activeElement!.tagName)).toBe('H1')
      await page.keyboard.press('Shift+Space')
      await page.getByText('Tick what you said').waitFor()
      const isOn = page.waitForURL(place === 1 ? '**/questions/**' : '**/study/')
      await page.keyboard.press('3')
      await isOn
    }
    await page.getByText('2 questions graded. Nothing was missed.').waitFor()
    await page.goto(new URL('progress/', trial.site.home).href)
    await page.getByRole('img', { name: 'Reviews by day' }).waitFor()
    await page.goto(new URL('topics/many/', trial.site.home).href)
    await page.getByText('Learning').first().waitFor()

    expect(faults).toEqual([])
  })
})

test('what is pressed in a mock interview is told at its end, and not before', async () => {
  const { page, faults } = await open('study/?mock')
  const form = page.locator('[data-part=mock]')
  await form.locator('summary').filter({ hasText: 'Levels' }).click()
  await form.getByLabel('Easy').check()
  await form.getByRole('button', { name: 'Begin the interview' }).click()
  await page.getByText('Question 1 of 1 in this session.').waitFor()
  await page.getByRole('button', { name: 'Choose B' }).click()
  const shown = page.locator('[data-result]')
  expect(await shown.count()).toBe(0)

  await page.getByRole('button', { name: 'Next question' }).click()
  await page.getByRole('button', { name: 'Compare' }).click()

  await page.getByText('Right: 0').waitFor()
  expect(await page.getByRole('button', { name: 'Choose B' }).getAttribute('aria-pressed')).toBe('true')
  await expect.poll(() => page.getByRole('button', { name: /^Good/ }).getAttribute('data-suggested')).toBe('')
  expect(faults).toEqual([])
})

test('where the day of the interview is known, a grade leads to a day before it', async () => {
  const { page, faults } = await open('study/')
  const inSixDays = await page.evaluate(() => {
    const date = new Date()
    date.setDate(date.getDate() + 6)
    return date.toLocaleDateString('sv')
  })
  await page.locator('[data-part=plan] [name=date]').fill(inSixDays)
  await page.locator('[data-part=plan] [name=answers]').fill('200')
  await page.getByText(/left for today/).waitFor()
  await page.goto(new URL(parts, trial.site.home).href)
  await page.getByRole('button', { name: 'Answer first' }).click()
  await page.getByRole('button', { name: 'Show all' }).click()
  const days = page.locator('.study-grades small')

  await expect.poll(() => days.allInnerTexts()).not.toContain('')
  for (const day of await days.allInnerTexts())
    expect(day).toMatch(/^(today|tomorrow|in [2-5] days|not before the interview)$/)
  expect(faults).toEqual([])
})

test('progress is exported, deleted and imported, and is the same again', async () => {
  const { page, faults } = await open(parts)
  await page.getByRole('button', { name: 'Answer first' }).click()
  await page.getByRole('button', { name: 'Show all' }).click()
  await page.getByRole('button', { name: /^Hard/ }).click()
  await page.getByText(/^Hard\. Next/).waitFor()
  await page.goto(new URL('progress/', trial.site.home).href)
  const exported = async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export' }).click(),
    ])
    return readFile(await download.path(), 'utf8')
  }
  const before = await exported()

  page.once('dialog', (dialog) => dialog.accept())
  await page.getByRole('button', { name: 'Delete all progress' }).click()
  await page.getByText('All progress is deleted.').waitFor()
  await page.setInputFiles('input[type=file]', {
    ...{ name: 'progress.json', mimeType: 'application/json', buffer: Buffer.from('{"format":1}') },
  })
  await page.getByText('Nothing was changed: “format” has to be').waitFor()
  await page.setInputFiles('input[type=file]', {
    ...{ name: 'progress.json', mimeType: 'application/json', buffer: Buffer.from(before) },
  })
  await page.getByText('The file adds 1 record').waitFor()
  await page.getByRole('button', { name: 'Merge' }).click()
  await page.getByText('1 record added.').waitFor()

  expect(JSON.parse(before).records).toMatchObject([{ kind: 'review', grade: 'hard' }])
  expect(await exported()).toBe(before)
  expect(faults).toEqual([])
})

test('a new release of the site keeps what is known, marks what is new, and leads a session past what is gone', async () => {
  const bullets =
    '- A function that is handed on\n- It outlives the call that made it\n- It is a value like any other\n'
  const content = await folderOf({
    'closures.md': `### What is a closure?\n\n${bullets}- With its scope\n`,
    'gone.md':
      '### What is a thunk?\n\nA call put off.\n\n### What is a scope chain?\n\nAll scopes around.\n',
    'stays.md': '### What is hoisting?\n\nIt moves declarations up.\n',
  })
  const site = await startSite({ CONTENT_DIR: content })
  onTestFinished(async () => {
    await site.stop()
    await rm(content, { recursive: true })
  })
  const { page } = await openPage(trial.browser)
  await page.goto(`${site.home}questions/what-is-a-closure/`)
  await page.getByRole('button', { name: 'Answer first' }).click()
  await page.getByRole('button', { name: 'Show all' }).click()
  await page.getByRole('button', { name: /^Good/ }).click()
  await page.getByText(/^Good\. Next/).waitFor()
  const { site: id } = JSON.parse(await readFile(join(content, 'permalinks.json'), 'utf8'))
  const queue = ['what-is-a-scope-chain', 'what-is-a-thunk', 'what-is-hoisting']
  const session = { kind: 'session', queue, at: 0, grades: {}, reviews: [], until: null }
  await page.evaluate(
    (stored) => sessionStorage.setItem('viva:session', stored),
    JSON.stringify({ site: id, session }),
  )
  const corrected = `### What are closures?\n\n${bullets}- With the scope it was made in\n`
  await writeFile(join(content, 'closures.md'), corrected)
  await rm(join(content, 'gone.md'))
  for (const words of [
    ['retire', 'what-is-a-scope-chain'],
    ['redirect', 'what-is-a-thunk', 'what-is-a-closure'],
  ])
    expect((await run(['src/cli/viva.ts', 'permalinks', ...words], { CONTENT_DIR: content })).code).toBe(0)
  const { code } = await run(['src/cli/viva.ts', 'build'], { CONTENT_DIR: content, OUT_DIR: site.folder })
  expect(code).toBe(0)

  await page.reload()

  await page.getByText('This answer has changed since you learned it.').waitFor()
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('What are closures?')
  expect(await page.locator('.study-changed').allTextContents()).toEqual([
    expect.stringContaining('With the scope it was made in'),
  ])

  await page.goto(`${site.home}progress/`)
  const changed = page.getByRole('region', { name: 'Changed since you learned it' })
  await changed.getByRole('link', { name: 'What are closures?' }).waitFor()

  await page.goto(`${site.home}questions/what-is-a-scope-chain/`)
  await page.getByText('This question is no longer asked here.').waitFor()
  await page.getByRole('button', { name: 'Next question' }).click()
  await page.waitForURL('**/what-is-a-closure/')
  await page.getByRole('button', { name: 'Show all' }).click()
  await page.getByRole('button', { name: /^Good/ }).click()
  await page.getByText(/^Good\. Next: .* Question 3 of 3 in this session\.$/).waitFor()
})

test('after a week a learner is reminded to export, once; in Safari, of what it deletes, each time', async () => {
  const { page, faults } = await openPage(trial.browser)
  await page.addInitScript(() =>
    Object.defineProperty(navigator, 'vendor', { value: 'Apple Computer, Inc.' }),
  )
  await page.clock.setFixedTime('2026-01-31T12:00:00Z')
  await page.goto(new URL('questions/what-is-a-closure/', trial.site.home).href)
  await page.getByRole('button', { name: 'Answer first' }).click()
  await page.getByRole('button', { name: 'Show all' }).click()
  await page.getByRole('button', { name: /^Good/ }).click()
  await page.getByText(/^Good\. Next/).waitFor()
  await page.clock.setFixedTime('2026-02-07T12:00:00Z')
  const said = async () => {
    await page.goto(new URL('study/', trial.site.home).href)
    const status = page.getByRole('status').filter({ hasText: 'Safari deletes' })
    await status.waitFor()
    return (await status.innerText()).includes('A week of reviews is kept nowhere but in this browser.')
  }

  expect([await said(), await said()]).toEqual([true, false])
  expect(faults).toEqual([])
})

async function open(path: string, options = {}) {
  const opened = await openPage(trial.browser, options)
  await opened.page.goto(new URL(path, trial.site.home).href)
  return opened
}
