import { describe, expect, test } from 'vitest'
import { sitemapOf } from '../../src/publish/sitemap.ts'

const home = 'https://example.org/prep/'

describe('a site map', () => {
  test('lists pages in order, with their days, and its index with the latest', () => {
    const pages = [`${home}all/10/`, home, `${home}all/9/`]
    const days = new Map([
      [home, '2026-01-31'],
      [`${home}all/9/`, '2026-02-01'],
    ])

    expect(Object.fromEntries(sitemapOf(pages, days, home))).toEqual({
      'sitemap-0.xml':
        '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">' +
        '<url><loc>https://example.org/prep/</loc><lastmod>2026-01-31</lastmod></url>' +
        '<url><loc>https://example.org/prep/all/9/</loc><lastmod>2026-02-01</lastmod></url>' +
        '<url><loc>https://example.org/prep/all/10/</loc></url></urlset>',
      'sitemap-index.xml':
        '<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">' +
        '<sitemap><loc>https://example.org/prep/sitemap-0.xml</loc><lastmod>2026-02-01</lastmod></sitemap></sitemapindex>',
    })
  })

  test('has another file where one is full', () => {
    const pages = Array.from({ length: 45_001 }, (_, at) => `${home}questions/${at}/`)

    const files = sitemapOf(pages, new Map(), home)

    expect([...files].map(([name, text]) => [name, text.match(/<loc>/g)!.length])).toEqual([
      ['sitemap-0.xml', 45_000],
      ['sitemap-1.xml', 1],
      ['sitemap-index.xml', 2],
    ])
  })
})
