import { join } from 'node:path'
import { defineConfig } from 'astro/config'
import { environment } from './src/environment.ts'
import { viva } from './src/integration.ts'
import { places } from './src/places.ts'

const { base, port, site } = environment

export default defineConfig({
  site,
  base,
  // A build names its own: one that Astro is asked for directly replaces nothing else.
  outDir: join(places.astro, 'dist'),
  cacheDir: places.astro,
  root: places.root,
  srcDir: join(places.project, 'src'),
  publicDir: join(places.project, 'public'),
  trailingSlash: 'always',
  build: { format: 'directory', inlineStylesheets: 'never', assets: 'assets' },
  // The default glues words of neighbouring inline elements together.
  compressHTML: true,
  prerenderConflictBehavior: 'error',
  server: { host: '127.0.0.1', port },
  devToolbar: { enabled: false },
  integrations: [viva()],
  vite: {
    plugins: [plainImports()],
    // Small scripts and styles stay files of their own: a strict policy allows nothing inline.
    build: { assetsInlineLimit: 0 },
    environments: {
      client: {
        build: {
          rolldownOptions: { output: { entryFileNames: scriptName, chunkFileNames: partName } },
        },
      },
    },
  },
})

/**
 * Has scripts that are fetched later imported as they are: by default Vite adds a kilobyte to every page, which would
 * fetch their styles before them, and they have none.
 */
function plainImports() {
  return {
    name: 'viva-plain-imports',
    enforce: 'pre',
    load: (id) =>
      id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load()' : null,
  }
}

/** “search.….js”, after the component whose script it is; practice is named by every script of its own. */
function scriptName({ name, moduleIds }) {
  const own = name.split('.')[0].toLowerCase()
  const isOfStudy = moduleIds.some((id) => id.includes('/src/study/')) && !own.startsWith('study')
  return `assets/${isOfStudy ? 'study-' : ''}${own}.[hash].js`
}

/** “search-element.….js”: a script that is fetched later is named after its folder too. */
function partName({ name, moduleIds }) {
  const [, folder] = moduleIds.at(-1)?.match(/\/src\/(search|study)\//) ?? []
  return `assets/${folder ? `${folder}-` : ''}${name.split('.')[0].toLowerCase()}.[hash].js`
}
