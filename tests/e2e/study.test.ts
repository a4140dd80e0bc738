import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { openPage } from './site.ts'
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
    await page.getByRole('checkbox', { name: 'I said this' }).first().check()
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
      await page.getByText(`Question ${place} of 2.`).waitFor()
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

describe('axe finds nothing', () => {
  test.each(['light', 'dark'] as const)('in practice, %s', async (colorScheme) => {
    const { page } = await open(parts, { colorScheme, viewport: { width: 320, height: 800 } })
    await page.getByRole('button', { name: 'Answer first' }).click()
    await page.getByText('Answers are hidden').waitFor()
    await expectNoViolations(page)
    await page.getByRole('button', { name: 'Show all' }).click()
    await page.getByRole('button', { name: /^Good/ }).click()
    await page.getByText(/^Good\. Next/).waitFor()
    await expectNoViolations(page)
    for (const path of ['study/', 'study/?mock', 'progress/']) {
      await page.goto(new URL(path, trial.site.home).href)
      await page.locator('viva-practice, viva-progress').filter({ visible: true }).waitFor()
      await page.waitForLoadState('networkidle')
      await expectNoViolations(page)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    }
  })
})

async function open(path: string, options = {}) {
  const opened = await openPage(trial.browser, options)
  await opened.page.goto(new URL(path, trial.site.home).href)
  return opened
}

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))])).toEqual([])
}
