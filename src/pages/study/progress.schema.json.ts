import type { APIContext } from 'astro'
import { address } from '../../site/index.ts'
import { exportSchema } from '../../study/schema.ts'

/** How an exported file is written. */
export function GET({ site }: APIContext): Response {
  const schema = exportSchema(new URL(address.schema, site).href)
  return new Response(`${JSON.stringify(schema, null, 2)}\n`, {
    headers: { 'Content-Type': 'application/schema+json' },
  })
}
