import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import * as module from 'node:module'
import { dirname, join } from 'node:path'

// Below node_modules Node strips no types: what a package runs is `lib/`, which mirrors `src/` line by line.
const project = join(import.meta.dirname ?? '.', '..')
const [from, to] = [join(project, 'src'), process.argv[2] ?? join(project, 'lib')]

if (module.stripTypeScriptTypes === undefined) {
  // Nobody needs it to work on Viva itself, whose commands bring their own Node along.
  console.log(`lib/ is not compiled: that takes Node.js 24.2 or later, and this is ${process.versions.node}.`)
  process.exit()
}
// That what strips types is experimental is no news to who installs Viva: its sources run by the same.
process.removeAllListeners('warning')

rmSync(to, { recursive: true, force: true })
for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || entry.name.endsWith('.d.ts')) continue
  const file = join(entry.parentPath, entry.name)
  const target = join(to, file.slice(from.length)).replace(/\.ts$/, '.js')
  mkdirSync(dirname(target), { recursive: true })
  if (/\.(ts|astro|cjs)$/.test(file)) writeFileSync(target, compiled(file))
  else cpSync(file, target)
}

/** A file's code without types, and with the names that modules have then. */
function compiled(file) {
  const code = readFileSync(file, 'utf8')
  const plain = file.endsWith('.ts') ? module.stripTypeScriptTypes(code) : code
  return plain.replace(/(['"])(\.{1,2}\/[^'"\n]*)\.ts\1/g, '$1$2.js$1')
}
