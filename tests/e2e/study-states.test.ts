import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { faultsOf, rulesOfColour } from './axe.ts'
import { openPage } from './site.ts'
import { treeOf } from './tree.ts'
import { serveTrial } from './trial.ts'

const trial = serveTrial()
/** What no state changes. */
const beside = ['Breadcrumb', 'Questions of this topic', 'Related questions']

// Each state of practice, as assistive technology is told it: held in a file, which `vitest -u` writes anew.
test('practice on a page', async () => {
  const { page } = await open('questions/what-is-a-closure/')
  await page.getByRole('button', { name: 'Answer first' }).click()
  await page.getByText('Answers are hidden').waitFor()
  await holds(page, 'question-hidden')
  await page.getByRole('button', { name: 'Show all' }).click()
  await page
    .getByText(/^in \d days$/)
    .first()
    .waitFor()
  await holds(page, 'question-shown')
  await page.getByRole('checkbox', { name: 'I said this' }).check()
  await page.getByRole('button', { name: /^Good/ }).click()
  await page.getByText(/^Good\. Next/).waitFor()
  await holds(page, 'question-graded')

  await page.goto(new URL('questions/which-of-these-is-falsy/', trial.site.home).href)
  await page.getByRole('button', { name: 'Choose A' }).click()
  await page.getByText('Not quite. Right: 0').waitFor()
  await page
    .getByText(/^tomorrow$/)
    .first()
    .waitFor()
  await holds(page, 'choices-pressed')
})

test('a session, and progress before it and after', async () => {
  const { page } = await open('progress/')
  await page.getByText('You have not practised anything yet.').waitFor()
  await holds(page, 'progress-empty')

  await page.goto(new URL('study/', trial.site.home).href)
  await page.getByRole('button', { name: 'Start' }).waitFor()
  await holds(page, 'study')
  await page.locator('[data-part=plan] summary').filter({ hasText: 'Levels' }).click()
  await page.locator('[data-part=plan]').getByLabel('Medium').check()
  await page.getByRole('button', { name: 'Start' }).click()
  await page.getByText('Question 1 of 1 in this session.').waitFor()
  await holds(page, 'session-question')
  await page.getByRole('button', { name: 'Show all' }).click()
  await page.getByRole('button', { name: /^Hard/ }).click()
  await page.waitForURL('**/study/')
  await page.getByText('1 question graded').waitFor()
  await holds(page, 'session-ended')

  await page.goto(new URL('progress/', trial.site.home).href)
  await page.getByRole('img', { name: 'Reviews by day' }).waitFor()
  await page.locator('[data-part=reviews] summary').click()
  await holds(page, 'progress')
})

test('a mock interview', async () => {
  const { page } = await open('study/?mock')
  const form = page.locator('[data-part=mock]')
  await form.getByLabel('Minutes').waitFor()
  await holds(page, 'mock')
  await form.locator('summary').filter({ hasText: 'Levels' }).click()
  await form.getByLabel('Medium').check()
  await form.getByRole('button', { name: 'Begin the interview' }).click()
  await page.getByText('Question 1 of 1 in this session.').waitFor()
  await holds(page, 'mock-question')
  await page.getByRole('button', { name: 'Next question' }).click()
  await page.getByRole('button', { name: 'Compare' }).waitFor()
  await holds(page, 'mock-ended')
  await page.getByRole('button', { name: 'Compare' }).click()
  await page
    .getByText(/^in \d days$/)
    .first()
    .waitFor()
  await holds(page, 'mock-compared')
})

/** A page on a day that is always the same. */
async function open(path: string) {
  const opened = await openPage(trial.browser, { timezoneId: 'UTC' })
  await opened.page.clock.setFixedTime('2026-01-31T12:00:00Z')
  await opened.page.goto(new URL(path, trial.site.home).href)
  return opened
}

/** Holds what is told, and lets axe look at it: by all rules once, and on a dark phone by those that may break there. */
async function holds(page: Page, name: string): Promise<void> {
  await expect(await treeOf(page, beside)).toMatchFileSnapshot(
    join(import.meta.dirname, 'trees', `${name}.txt`),
  )
  const faults = await faultsOf(page)
  await page.setViewportSize({ width: 320, height: 640 })
  await page.emulateMedia({ colorScheme: 'dark' })
  faults.push(...(await faultsOf(page, [...rulesOfColour, 'target-size'])))
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.emulateMedia({ colorScheme: 'light' })
  expect([name, faults]).toEqual([name, []])
}
