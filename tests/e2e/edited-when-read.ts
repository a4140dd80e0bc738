import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

// Loaded before a command, with `EDITED` for a file: edits it as soon as it has been read, and says how often it was.
const file = process.env.EDITED!
let reads = 0

function afterReading(path: unknown): void {
  if (String(path) !== file) return
  reads += 1
  if (reads === 1) fs.writeFileSync(file, '### What is a promise?\n\nA value to come.\n')
}

const { readFileSync } = fs
const { readFile, open } = fs.promises
Object.assign(fs, {
  readFileSync: (...args: Parameters<typeof readFileSync>) => {
    const read = readFileSync(...args)
    afterReading(args[0])
    return read
  },
})
Object.assign(fs.promises, {
  readFile: async (...args: Parameters<typeof readFile>) => {
    const read = await readFile(...args)
    afterReading(args[0])
    return read
  },
  open: async (...args: Parameters<typeof open>) => {
    if (String(args[0]) === file) reads += 1
    return open(...args)
  },
})
syncBuiltinESMExports()
process.on('exit', () => console.log(`${file} was read ${reads} times`))
