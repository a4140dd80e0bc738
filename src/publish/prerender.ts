import { join } from 'node:path'
import type { AstroPrerenderer } from 'astro'
import { writerBelow } from '../disk.ts'

/** The routes of which a site has as many pages as questions. */
const page = '/questions/[id]'
const copy = '/questions/[id].md'

/**
 * Renders as Astro does, but writes what questions have by itself, for there may be thousands: their pages at once,
 * which takes a third of the time that waiting for each step on the disk takes, and their Markdown, which `copyOf` has
 * as text, without a turn through Astro.
 */
export function writingQuestions(
  standard: AstroPrerenderer,
  { site, base, copyOf }: { site: string; base: string; copyOf(id: string): string },
): AstroPrerenderer {
  const writeFile = writerBelow(site)
  const write = (path: string, content: string | Uint8Array) => {
    writeFile(path, content)
    // Astro writes no file for what has no body.
    return new Response(null)
  }
  return {
    ...standard,
    async render(request, options) {
      const { route } = options.routeData
      if (route !== page && route !== copy) return standard.render(request, options)
      const path = decodeURIComponent(new URL(request.url).pathname).slice(base.length)
      if (route === copy) return write(path, copyOf(path.slice('questions/'.length, -'.md'.length)))
      const rendered = await standard.render(request, options)
      const response = rendered instanceof Response ? rendered : rendered.response
      if (!response.ok) return rendered
      return write(join(path, 'index.html'), new Uint8Array(await response.arrayBuffer()))
    },
  }
}
