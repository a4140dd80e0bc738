import { enableCompileCache, getCompileCacheDir } from 'node:module'

// Before anything else is loaded, here and in threads to come: to compile it all is a good part of a small build.
enableCompileCache()
const compiled = getCompileCacheDir()
if (compiled !== undefined) process.env.NODE_COMPILE_CACHE ??= compiled

const { buildSite } = await import('./site.ts')
const { environment } = await import('../environment.ts')

// What was started by a server ends with it, and does not keep it waiting.
process.once('disconnect', () => process.exit(1))
process.channel?.unref()
const isBuilt = (await buildSite()) !== undefined
const { site } = environment
if (isBuilt && !process.connected && new URL(site).hostname === '127.0.0.1')
  console.log(`  copied links lead to ${site}: to publish, set SITE to the site's own origin`)
process.exitCode = isBuilt ? 0 : 1
