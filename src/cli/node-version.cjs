// Loaded before any command, by whatever Node there is: an older one knows neither types nor what the rest is written in.
const { existsSync } = require('node:fs')
const { join } = require('node:path')

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 24 || (major === 24 && minor < 2)) {
  const isRepository = existsSync(join(__dirname, '../../package-lock.json'))
  const remedy = isRepository
    ? 'run “npm ci --include=dev --ignore-scripts=false”, which brings one along, or install it from https://nodejs.org/'
    : 'install it from https://nodejs.org/'
  console.error(`Viva needs Node.js 24.2 or later, and this is ${process.versions.node}: ${remedy}`)
  process.exit(1)
}
