import type { APIRoute } from 'astro'
import { siteDescription, siteSettings } from '../../site/index.ts'
import { shareImage } from '../../site/share-image.ts'

/** What a link to the site is shown with. */
export const GET: APIRoute = async () => {
  const { name, language, accent } = await siteSettings()
  return new Response(await shareImage({ title: name, below: await siteDescription(), language, accent }))
}
