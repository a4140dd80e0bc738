import { join } from 'node:path'
import type { AstroUserConfig } from 'astro'
import { environment } from './environment.ts'
import { viva } from './integration.ts'
import { takenByLink } from './linked.ts'
import { locations } from './locations.ts'

/** How Astro makes the site: what it is asked for as a program, and what commands hand it. */
export function configuration() {
  const { base, port, site } = environment
  return {
    site,
    base,
    // A build names its own: one that Astro is asked for directly replaces nothing else.
    outDir: join(locations.astro, 'dist'),
    cacheDir: locations.astro,
    root: locations.root,
    srcDir: locations.pages,
    publicDir: join(locations.project, 'public'),
    trailingSlash: 'always',
    build: { format: 'directory', inlineStylesheets: 'never', assets: 'assets' },
    // The default glues words of neighbouring inline elements together.
    compressHTML: true,
    prerenderConflictBehavior: 'error',
    server: { host: '127.0.0.1', port },
    devToolbar: { enabled: false },
    integrations: [viva()],
    vite: {
      plugins: [plainImports(), ...(locations.isLinked ? [takenByLink()] : [])],
      cacheDir: locations.vite,
      resolve: { preserveSymlinks: locations.isLinked },
      // Pages, scripts and styles are read where Viva lies, and the packages that it needs.
      server: { fs: { allow: [locations.root, locations.pages, locations.packages, locations.cache] } },
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
  } as const satisfies AstroUserConfig
}

/**
 * Has scripts that are fetched later imported as they are: by default Vite adds a kilobyte to every page, which would
 * fetch their styles before them, and they have none.
 */
function plainImports() {
  return {
    name: 'viva-plain-imports',
    enforce: 'pre' as const,
    load: (id: string) =>
      id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load()' : null,
  }
}

interface Chunk {
  name: string
  moduleIds: string[]
}

/** “page.….js”, after the component whose script it is; practice is named by every script of its own. */
function scriptName({ name, moduleIds }: Chunk): string {
  const own = name.split('.')[0]!.toLowerCase()
  // The script of all pages only fetches what practises.
  const isOfStudy = own !== 'page' && moduleIds.some((id) => folderOf(id) === 'study')
  return `assets/${isOfStudy && !own.startsWith('study') ? 'study-' : ''}${own}.[hash].js`
}

/** “search-element.….js”: a script that is fetched later is named after its folder too. */
function partName({ name, moduleIds }: Chunk): string {
  const folder = folderOf(moduleIds.at(-1) ?? '')
  const prefix = folder === 'search' || folder === 'study' ? `${folder}-` : ''
  return `assets/${prefix}${name.split('.')[0]!.toLowerCase()}.[hash].js`
}

/** The folder of our code that a module lies in; Vite names modules with slashes on every system. */
function folderOf(id: string): string | undefined {
  const source = `${locations.pages.replaceAll('\\', '/')}/`
  return id.startsWith(source) ? id.slice(source.length).split('/')[0] : undefined
}
