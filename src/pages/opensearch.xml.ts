import type { APIRoute } from 'astro'
import { address, siteDescription, siteSettings } from '../site/index.ts'

/** How a browser makes the site's search one of its own. */
export const GET: APIRoute = async ({ site }) => {
  const { name, language } = await siteSettings()
  const whole = (path: string) => new URL(path, site).href
  return new Response(`<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>${asXml(firstSigns(name, 16))}</ShortName>
  <LongName>${asXml(firstSigns(name, 48))}</LongName>
  <Description>${asXml(firstSigns(await siteDescription(), 1024))}</Description>
  <Language>${language}</Language>
  <InputEncoding>UTF-8</InputEncoding>
  <Image width="192" height="192" type="image/png">${asXml(whole(address.iconOf(192)))}</Image>
  <Url type="text/html" template="${asXml(`${whole(address.search)}?q={searchTerms}`)}"/>
  <Url type="application/opensearchdescription+xml" rel="self" template="${asXml(whole(address.openSearch))}"/>
</OpenSearchDescription>
`)
}

/** As many signs as the standard allows; none is cut in half. */
function firstSigns(text: string, most: number): string {
  return [...text].slice(0, most).join('').trim()
}

function asXml(text: string): string {
  const names: Record<string, string> = { '<': 'lt', '>': 'gt', '&': 'amp', '"': 'quot' }
  return text.replace(/[<>&"]/g, (sign) => `&${names[sign]};`)
}
