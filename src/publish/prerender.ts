import type { AstroPrerenderer } from 'astro'

/** The routes of which a site has as many pages as questions. */
const page = '/questions/[id]'
const copy = '/questions/[id].md'

/**
 * Renders as Astro does, but has what questions have written by `write`, for there may be thousands: their pages, and
 * their Markdown, which `copyOf` has as text, without a turn through Astro. `begin` is called when the site's folder is
 * there and empty.
 */
export function writingQuestions(
  standard: AstroPrerenderer,
  {
    base,
    begin,
    copyOf,
    write,
  }: {
    base: string
    begin(): void
    copyOf(id: string): string
    write(path: string, content: string | Uint8Array<ArrayBuffer>): Promise<void>
  },
): AstroPrerenderer {
  return {
    ...standard,
    async setup() {
      await standard.setup?.()
      begin()
    },
    async getStaticPaths() {
      const paths = await standard.getStaticPaths()
      const [copies, others] = [paths.filter(isCopy), paths.filter((one) => !isCopy(one))]
      for (const { pathname } of copies) {
        const path = pathname.slice(1)
        await write(path, copyOf(path.slice('questions/'.length, -'.md'.length)))
      }
      return others
    },
    async render(request, options) {
      const rendered = await standard.render(request, options)
      const response = rendered instanceof Response ? rendered : rendered.response
      if (options.routeData.route !== page || !response.ok) return rendered
      const path = decodeURIComponent(new URL(request.url).pathname).slice(base.length)
      await write(`${path}index.html`, new Uint8Array(await response.arrayBuffer()))
      // Astro writes no file for what has no body.
      return new Response(null)
    },
  }
}

function isCopy({ route }: { route: { route: string } }): boolean {
  return route.route === copy
}
