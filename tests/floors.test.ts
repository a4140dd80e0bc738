import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const src = join(import.meta.dirname, '../src')

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.(ts|astro)$/.test(file),
)

const imports = files.flatMap((file) => {
  const code = readFileSync(join(src, file), 'utf8')
  const statement =
    /^\s*(?:import|export)\b[^'"]*?from\s*'([^']+)'|^\s*import '([^']+)'|\bimport\('([^']+)'\)/gm
  return [...code.matchAll(statement)].map((match) => {
    const name = match[1] ?? match[2] ?? match[3]!
    return { file, to: name.startsWith('.') ? relative(src, join(src, dirname(file), name)) : name }
  })
})

/**
 * The floor of a file, read from its path: 3 is pages and scripts, 2 the edge to Astro, disk and processes, 1 the pure
 * core. A feature's root is pure; its `build/` knows Node, its `browser/` the DOM.
 */
function floorOf(file: string): number {
  if (/^(pages|layouts|components|elements|styles)\/|\/browser\//.test(file)) return 3
  const isCore = /^(importer|permalinks|links|search|share|study)\/(?!build\/)/.test(file)
  return isCore ||
    /^(addresses|bytes|entities|hash|invocation|language|language-of|likeness|problems|repository|words)\.ts$/.test(
      file,
    )
    ? 1
    : 2
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

  test('no file needs itself, neither for values nor for types', () => {
    const needs = Map.groupBy(imports, ({ file }) => file)
    const sound = new Set<string>()
    const circles: string[] = []
    const follow = (file: string, way: readonly string[]) => {
      if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' → '))
      if (way.includes(file) || sound.has(file)) return
      for (const { to } of needs.get(file) ?? []) follow(to, [...way, file])
      sound.add(file)
    }

    for (const file of files) follow(file, [])

    expect(circles).toEqual([])
  })

  test('the core knows no Astro, no DOM and no disk', () => {
    const known = imports.filter(({ file }) => floorOf(file) === 1).map(({ to }) => to)

    expect(known.filter((name) => /^astro|^node:(?!(path|crypto)$)|^(pagefind|idb)\b/.test(name))).toEqual([])
  })

  test('one file writes files', () => {
    const readers =
      'createReadStream existsSync lstatSync readFile readFileSync readdir readdirSync realpath realpathSync stat statSync'.split(
        ' ',
      )
    // Others move, remove, date and open files, and write nothing in them.
    const more: Record<string, string[]> = {
      'content/images.ts': ['utimes'],
      'content/prune.ts': ['rm'],
      'publish/serve.ts': ['open'],
      'study/build/anki.ts': ['mkdtemp', 'rm'],
      'publish/swap.ts': ['mkdir', 'rename', 'renameSync', 'rm', 'rmdir', 'rmdirSync'],
    }
    const others = files
      .filter((file) => file !== 'disk.ts')
      .flatMap((file) => {
        const code = readFileSync(join(src, file), 'utf8')
        const named = [...code.matchAll(/import ([^'"]*?) from 'node:fs(?:\/promises)?'/g)].flatMap(
          ([, names]) => (names!.startsWith('type ') ? [] : names!.replace(/[{}]/g, '').split(',')),
        )
        const used = named.map((name) => name.trim()).filter((name) => name && !name.startsWith('type '))
        const hidden = [...code.matchAll(/(?:import\(|require\()\s*'(node:)?fs/g)].map(([found]) => found)
        return [...used, ...hidden]
          .filter((name) => !readers.includes(name) && !more[file]?.includes(name))
          .map((name) => `${file}: ${name}`)
      })

    expect(others).toEqual([])
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
    const packages = imports.filter(({ to }) => !/^(node:|astro\b|unist$|mdast$|hast$)/.test(to))
    const meetings = Map.groupBy(
      packages.filter(({ to }) => !/\.(ts|astro|css)(\?url)?$/.test(to)),
      ({ to }) => packageOf(to),
    )
    const shared = [...meetings].filter(([, files]) => new Set(files.map(({ file }) => file)).size > 1)

    // The exceptions: the unified family's own frame, in which trees, file and problems travel, and sharp, which reads
    // an author's images in one place and draws the site's own in another.
    expect(
      shared.map(([name]) => name).filter((name) => !['sharp', 'unified', 'vfile'].includes(name)),
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

  test('no property has a seed or a number of runs of its own', () => {
    const tests = join(src, '../tests')
    const own = readdirSync(tests, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts'))
      .filter((file) => {
        const code = readFileSync(join(tests, file), 'utf8')
        return /^import .* 'fast-check'$/m.test(code) && /numRuns:|\bseed:/.test(code)
      })

    expect(own).toEqual([])
  })
})
