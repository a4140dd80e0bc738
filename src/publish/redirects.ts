import type { Addresses } from '../addresses.ts'
import type { Former } from '../site/former.ts'

/** Old addresses and where they lead, as the `_redirects` file that Netlify, Cloudflare and GitLab Pages read; empty where none does. */
export function asRedirectsFile(former: readonly Former[], address: Addresses): string {
  return former
    .filter(({ to }) => to !== null)
    .map(({ kind, id, to }) => `${address[kind](id)} ${address[kind](to!)} 301\n`)
    .join('')
}
