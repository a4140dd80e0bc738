import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const src = join(import.meta.dirname, '../../src')

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.(ts|astro)$/.test(file),
)

const imports = files.flatMap((file) => {
  const code = readFileSync(join(src, file), 'utf8')
  return [...code.matchAll(/^\s*(?:import|export)\b[^'"]*?from\s*'([^']+)'|^\s*import '([^']+)'/gm)].map(
    (match) => {
      const name = match[1] ?? match[2]!
      return { file, to: name.startsWith('.') ? relative(src, join(src, dirname(file), name)) : name }
    },
  )
})

/** What every room may use: the interface's words, and how languages write. */
const shared = /^(words|language)\.ts$/

/** The floor of a file: 3 is the pages, 2 the edge to Astro and disk, 1 the pure core. */
function floorOf(file: string): number {
  const isPage = /^(pages|layouts|components|elements|styles)\//.test(file)
  const inBrowser = /^(search|share|study)\/(anchors|element|marks|pagefind|recent|start)\.ts$/
  if (isPage || inBrowser.test(file)) return 3
  const isPure = /^(importer|study)\/|^(search\/(find|query|ranking|vocabulary|words)|share\/nearest)\.ts$/
  return isPure.test(file) || shared.test(file) ? 1 : 2
}

function packageOf(name: string): string {
  return name.startsWith('@') ? name.split('/').slice(0, 2).join('/') : name.split('/')[0]!
}

describe('the house', () => {
  test('the imports of all files were found', () => {
    const withImports = new Set(imports.map(({ file }) => file))

    expect(withImports.size).toBeGreaterThan(25)
  })

  test('arrows point down only', () => {
    const upward = imports.filter(
      ({ file, to }) => /\.(ts|astro|css)$/.test(to) && floorOf(to) > floorOf(file),
    )

    expect(upward).toEqual([])
  })

  test('the rooms of the first floor do not import each other', () => {
    const room = (file: string) => file.split('/')[0]
    const across = imports.filter(
      ({ file, to }) =>
        floorOf(file) === 1 && /\.ts$/.test(to) && !shared.test(to) && room(file) !== room(to),
    )

    expect(across).toEqual([])
  })

  test('the importer knows no Astro, no DOM and no disk', () => {
    const known = imports
      .filter(({ file, to }) => file.startsWith('importer/') && !to.startsWith('importer/'))
      .map(({ to }) => to)

    expect(known.filter((name) => /^astro|^node:(?!(path|crypto)$)|pagefind|idb/.test(name))).toEqual([])
  })

  test('each style sheet that pages load states the order of the layers first', () => {
    const sheets = new Set(
      imports.map(({ to }) => to.replace(/\?url$/, '')).filter((to) => to.endsWith('.css')),
    )
    const without = [...sheets].filter(
      (sheet) =>
        !readFileSync(join(src, sheet), 'utf8').startsWith(
          '@layer tokens, base, prose, components, utilities;',
        ),
    )

    expect(sheets.size).toBeGreaterThan(3)
    expect(without).toEqual([])
  })

  test('each package is met in one file', () => {
    const packages = imports.filter(
      ({ to }) => !/^(node:|astro\b|unist$|mdast$|hast$|importer\/|search\/)/.test(to),
    )
    const meetings = Map.groupBy(
      packages.filter(({ to }) => !/\.(ts|astro|css)$/.test(to)),
      ({ to }) => packageOf(to),
    )
    const shared = [...meetings].filter(([, files]) => new Set(files.map(({ file }) => file)).size > 1)

    // The exceptions: the unified family's own frame, in which trees, file and problems travel, and sharp, which reads
    // an author's images in one place and draws the site's own in another.
    expect(
      shared
        .map(([name]) => name)
        .filter((name) => !['sharp', 'unified', 'unist-util-visit', 'vfile'].includes(name)),
    ).toEqual([])
  })

  test('only one file spells an address', () => {
    const spelled = files
      .filter((file) => file !== 'addresses.ts')
      .filter((file) =>
        /(href|action|src)="\/|['"`]\/?(topics|tags|questions)\/\$\{/.test(
          readFileSync(join(src, file), 'utf8'),
        ),
      )

    expect(spelled).toEqual([])
  })
})
