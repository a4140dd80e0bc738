import { configuration } from './src/configuration.ts'

// For Astro's own commands; ours hand it the same.
export default configuration()
