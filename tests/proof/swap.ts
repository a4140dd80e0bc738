import { cpSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { marker } from '../../src/publish/out-dir.ts'
import { recover, swapIn } from '../../src/publish/swap.ts'

// Swaps sites of many names into a folder, one after the other, until it is killed: `node swap.ts OUT_DIR SITE`.
const [outDir, site] = process.argv.slice(2) as [string, string]
await recover(outDir)
for (let number = 0; ; number++) {
  const made = mkdtempSync(join(tmpdir(), 'viva-made-'))
  cpSync(site, made, { recursive: true })
  const text = `${process.pid}-${number}`
  for (let name = 0; name < 60; name++) writeFileSync(join(made, String(name)), text)
  writeFileSync(join(made, marker), text)
  // A name that the site before has not, and the next will not have.
  writeFileSync(join(made, `only-${text}`), text)
  await swapIn(made, outDir)
  if (number === 0) console.log('begun')
}
