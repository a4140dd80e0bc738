import type { BreadcrumbList, Graph, LearningResource, SearchAction, Thing, WebSite } from 'schema-dts'

/** What search engines are told of a page. Addresses are whole; what is not known is left out. */
export interface Described {
  url: string
  title: string
  description: string
  language: string
  level: string | null | undefined
  tags: readonly string[]
  published: string | null | undefined
  updated: string | null | undefined
  /** The page above, of which this is a part. */
  partOf: { title: string; url: string }
}

/** A page that one learns from, in the words of schema.org. */
export function learningResource(page: Described): LearningResource {
  const { url, title, description, language, level, tags, published, updated, partOf } = page
  return {
    '@type': 'LearningResource',
    '@id': url,
    ...{ url, name: title, description, inLanguage: language, isAccessibleForFree: true },
    ...(level && { educationalLevel: level }),
    ...(tags.length > 0 && { keywords: tags.join(', ') }),
    ...(published && { datePublished: published }),
    ...(updated && { dateModified: updated }),
    isPartOf: { '@id': partOf.url, url: partOf.url, name: partOf.title },
  }
}

/** The way to a page, from the home page down to the page itself. */
export function breadcrumbList(trail: readonly { title: string; url: string }[]): BreadcrumbList {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: trail.map(({ title, url }, index) => ({
      '@type': 'ListItem',
      ...{ position: index + 1, name: title, item: url },
    })),
  }
}

/** The site itself, with the address that its search answers at. */
export function website(site: {
  url: string
  title: string
  description: string
  language: string
  search: string
}): WebSite {
  const { url, title, description, language, search } = site
  // The vocabulary has no word for this property; those who read it have.
  const action: SearchAction & { 'query-input': string } = {
    '@type': 'SearchAction',
    target: { '@type': 'EntryPoint', urlTemplate: `${search}?q={query}` },
    'query-input': 'required name=query',
  }
  return {
    '@type': 'WebSite',
    '@id': url,
    ...{ url, name: title, description, inLanguage: language },
    potentialAction: action,
  }
}

/** Things as the text of a script element, which no title can end. */
export function asJsonLd(things: readonly Thing[]): string {
  const graph: Graph = { '@context': 'https://schema.org', '@graph': things }
  return JSON.stringify(graph).replaceAll('<', '\\u003c')
}
