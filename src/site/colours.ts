import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Accent } from '../importer/metadata/settings.ts'
import { locations } from '../locations.ts'

/** Where the style sheets keep their colours. */
export const tokens = join(locations.source, 'styles/tokens.css')

/** A colour of the light theme, as six hex digits behind a hash, by its role in the tokens: for what no style sheet reaches. */
export async function colourOf(role: 'surface' | 'text' | 'text-quiet' | Accent): Promise<string> {
  css ??= readFile(tokens, 'utf8')
  return coloursIn(await css, role)[0]
}

/** The colours of a role, or of an accent, in the light theme and in the dark one, as a style sheet states them. */
export function coloursIn(css: string, role: string): [light: string, dark: string] {
  const declared = [`--${role}: light-dark\\(`, `\\[data-accent="${role}"\\] \\{\\s*--accent: light-dark\\(`]
  const [, light, dark] =
    css.match(new RegExp(`(?:${declared.join('|')})(#[0-9a-f]{6}), (#[0-9a-f]{6})`)) ?? []
  if (!light || !dark) throw new Error(`${tokens} has no colours “${role}”.`)
  return [light, dark]
}

let css: Promise<string> | undefined
