import type { APIRoute } from 'astro'
import { withEntities } from '../entities.ts'
import { address, siteDescription, siteSettings } from '../site/index.ts'

/** How a browser makes the site's search one of its own. */
export const GET: APIRoute = async ({ site }) => {
  const { name, language } = await siteSettings()
  const whole = (path: string) => new URL(path, site).href
  return new Response(`<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>${withEntities(firstSigns(name, 16))}</ShortName>
  <LongName>${withEntities(firstSigns(name, 48))}</LongName>
  <Description>${withEntities(firstSigns(await siteDescription(), 1024))}</Description>
  <Language>${language}</Language>
  <InputEncoding>UTF-8</InputEncoding>
  <Image width="192" height="192" type="image/png">${withEntities(whole(address.iconOf(192)))}</Image>
  <Url type="text/html" template="${withEntities(`${whole(address.search)}?q={searchTerms}`)}"/>
  <Url type="application/opensearchdescription+xml" rel="self" template="${withEntities(whole(address.openSearch))}"/>
</OpenSearchDescription>
`)
}

/** As many signs as the standard allows; none is cut in half. */
function firstSigns(text: string, most: number): string {
  return [...text].slice(0, most).join('').trim()
}
