import type { APIRoute } from 'astro'
import { address } from '../site/index.ts'

/** Everybody may read everything. */
export const GET: APIRoute = ({ site }) =>
  new Response(`User-agent: *\nAllow: /\n\nSitemap: ${new URL(address.sitemap, site).href}\n`)
