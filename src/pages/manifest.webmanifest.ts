import type { APIRoute } from 'astro'
import { colourOf } from '../site/colours.ts'
import { address, siteDescription, siteSettings } from '../site/index.ts'

/** What the site is called and looks like as an app among others. */
export const GET: APIRoute = async () => {
  const { name, language, direction } = await siteSettings()
  const surface = await colourOf('surface')
  return Response.json({
    id: address.home,
    name,
    short_name: name,
    description: await siteDescription(),
    lang: language,
    dir: direction,
    start_url: address.home,
    scope: address.home,
    display: 'minimal-ui',
    background_color: surface,
    theme_color: surface,
    icons: [
      { src: address.icon, sizes: 'any', type: 'image/svg+xml' },
      { src: address.iconOf(192), sizes: '192x192', type: 'image/png' },
      { src: address.iconOf(512), sizes: '512x512', type: 'image/png' },
      { src: address.iconOf('maskable'), sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  })
}
