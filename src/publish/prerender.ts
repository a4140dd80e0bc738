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
  const write = writerBelow(site)
  return {
    ...standard,
    async getStaticPaths() {
      const paths = await standard.getStaticPaths()
      const [copies, others] = [paths.filter(isCopy), paths.filter((one) => !isCopy(one))]
      for (const { pathname } of copies) {
        const path = pathname.slice(1)
        write(path, copyOf(path.slice('questions/'.length, -'.md'.length)))
      }
      return others
    },
    async render(request, options) {
      const rendered = await standard.render(request, options)
      const response = rendered instanceof Response ? rendered : rendered.response
      if (options.routeData.route !== page || !response.ok) return rendered
      const path = decodeURIComponent(new URL(request.url).pathname).slice(base.length)
      write(join(path, 'index.html'), new Uint8Array(await response.arrayBuffer()))
      // Astro writes no file for what has no body.
      return new Response(null)
    },
  }
}

function isCopy({ route }: { route: { route: string } }): boolean {
  return route.route === copy
}
