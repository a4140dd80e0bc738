import { registerHooks } from 'node:module'
import { join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { locations } from './locations.ts'

/**
 * Has Node load packages by the link: to it they would lie where it leads. Our own modules stay where they are, for those
 * that are loaded already hold what pages read.
 */
export function loadByLink(): void {
  const [own, real, linked] = [locations.source, locations.packages, locations.link].map(
    (path) => `${pathToFileURL(path)}/`,
  )
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context)
      const { url } = found
      if (!url.startsWith(real!) || url.startsWith(own!)) return found
      return { ...found, url: linked + url.slice(real!.length) }
    },
  })
}

/** Has Vite take modules from the link, where Astro asks for them by the place that it leads to. */
export function takenByLink() {
  const real = `${locations.packages}${sep}`
  return {
    name: 'viva-linked',
    enforce: 'pre' as const,
    load: (id: string) =>
      id.startsWith(real)
        ? `export * from ${JSON.stringify(join(locations.link, id.slice(real.length)))}`
        : null,
  }
}
