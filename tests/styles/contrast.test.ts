import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { accents } from '../../src/importer/metadata/settings.ts'

type Color = [red: number, green: number, blue: number]
type Roles = Map<string, string>

const css = readFileSync(join(import.meta.dirname, '../../src/styles/tokens.css'), 'utf8')
const [plain, more] = css.split('@media (prefers-contrast: more)') as [string, string]
const surfaces = ['surface', 'surface-raised', 'surface-sunken']
const code = ['comment', 'keyword', 'string', 'number', 'name'].map((role) => `code-${role}`)

const themes = (['light', 'dark'] as const).flatMap((theme) => [
  { theme, contrast: 'plain', roles: rolesOf(plain) },
  { theme, contrast: 'more', roles: new Map([...rolesOf(plain), ...rolesOf(more)]) },
])

describe.each(themes)('in the $theme theme, contrast $contrast', ({ theme, roles }) => {
  const ratio = (one: string, two: string, accent?: string) =>
    contrastOf(colorOf(one, theme, roles, accent), colorOf(two, theme, roles, accent))

  test.each(['text', 'text-quiet', ...code])('%s is read on every surface at 7 : 1', (role) => {
    for (const surface of surfaces) expect(ratio(role, surface), surface).toBeGreaterThanOrEqual(7)
  })

  test.each([...accents])('the accent %s is read on every surface at 7 : 1', (accent) => {
    for (const surface of [...surfaces, 'accent-soft']) {
      expect(ratio('accent', surface, accent), surface).toBeGreaterThanOrEqual(7)
    }
  })

  test('marked text is read at 7 : 1, in each accent’s tags too', () => {
    expect(ratio('text', 'mark')).toBeGreaterThanOrEqual(7)
    for (const accent of accents) {
      expect(ratio('text', 'accent-soft', accent), accent).toBeGreaterThanOrEqual(7)
      expect(ratio('text-quiet', 'accent-soft', accent), accent).toBeGreaterThanOrEqual(6)
    }
  })

  test('edges of controls and the focus ring stand out at 3 : 1', () => {
    for (const surface of surfaces) {
      expect(ratio('line-strong', surface), surface).toBeGreaterThanOrEqual(3)
      expect(ratio('focus', surface), surface).toBeGreaterThanOrEqual(3)
    }
  })
})

test('every accent that the settings may name has its colour', () => {
  const named = [...css.matchAll(/\[data-accent="(\w+)"\]/g)].map(([, name]) => name)

  expect(named).toEqual([...accents])
})

/** What `:root` says of each role. */
function rolesOf(css: string): Roles {
  const blocks = [...css.matchAll(/:root(?:,[^{]*)?\s*\{([^}]*)\}/g)].map(([, block]) => block!)
  return new Map(
    [...blocks.join('\n').matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, role, value]) => [role!, value!]),
  )
}

function colorOf(role: string, theme: 'light' | 'dark', roles: Roles, accent = 'green'): Color {
  const ofAccent = css.match(new RegExp(`\\[data-accent="${accent}"\\]\\s*\\{\\s*--accent: ([^;]+);`))![1]!
  const value = role === 'accent' ? ofAccent : roles.get(role)!
  const [, light, dark] = value.match(/^light-dark\(#(\w{6}), #(\w{6})\)$/) ?? []
  if (light && dark) return channelsOf(theme === 'light' ? light : dark)
  const [, one, share, other] = value.match(
    /^color-mix\(in srgb, var\(--([\w-]+)\) (\d+)%, var\(--([\w-]+)\)\)$/,
  )!
  const [a, b] = [colorOf(one!, theme, roles, accent), colorOf(other!, theme, roles, accent)]
  return a.map(
    (channel, index) => (channel * Number(share) + b[index]! * (100 - Number(share))) / 100,
  ) as Color
}

function channelsOf(hex: string): Color {
  return [0, 2, 4].map((place) => Number.parseInt(hex.slice(place, place + 2), 16)) as Color
}

/** As WCAG 2 defines it. */
function contrastOf(one: Color, two: Color): number {
  const [light, dark] = [luminanceOf(one), luminanceOf(two)].toSorted((a, b) => b - a)
  return (light! + 0.05) / (dark! + 0.05)
}

function luminanceOf(color: Color): number {
  const [red, green, blue] = color.map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}
