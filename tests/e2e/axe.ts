import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** Rules that a page may break in one theme and keep in the other. */
export const rulesOfColour = ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block'] as const

/** What axe finds on a page, by all rules or by some, and whether the page is wider than its window. */
export async function faultsOf(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Twice as fast, and as good where there are no frames.
  const axe = new AxeBuilder({ page }).setLegacyMode(true)
  // What is listed by hundreds is alike, and takes seconds.
  axe.exclude('.questions > li:nth-child(n + 9)').options({
    rules: { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } },
    resultTypes: ['violations'],
  })
  const { violations } = await (rules ? axe.withRules([...rules]) : axe).analyze()
  const faults = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id} (${help}) at ${target.join(' ')}`),
  )
  const [wide, view] = await page.evaluate(() => [document.scrollingElement!.scrollWidth, innerWidth])
  return wide! > view! ? [...faults, `${wide} px wide`] : faults
}
