import { buildSite } from './site.ts'

// What was started by a server ends with it, and does not keep it waiting.
process.once('disconnect', () => process.exit(1))
process.channel?.unref()
process.exitCode = (await buildSite(process.argv[2]!, { isPreview: true })) ? 0 : 1
