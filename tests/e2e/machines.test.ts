import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importTopic } from '../../src/importer/index.ts'
import { folderOf, pagesOf, type Site, startSite } from './site.ts'
import { faultsOf } from './validity.ts'

const origin = 'https://prep.example'
const title = 'Is `</script><script>alert(1)</script>` & "quotes" <i>it</i>?'
const shown = 'Is </script><script>alert(1)</script> & "quotes" it?'

let content: string
let site: Site
let pages: Map<string, string>

beforeAll(async () => {
  content = await folderOf({
    'web.md':
      `---\ndescription: Of pages & scripts.\n---\n\n# The web\n\n### ${title}\n<!--\nid: hostile\ntags: [html]\nlevel: hard -->\n\n` +
      'No: see [the standard][1].\n\n### What is a page?\n\nA *document*.\n\n[1]: https://example.org/\n',
    // What no XML may hold, however it is spelled.
    'lost\u001b.md':
      '---\ndescription: "Of \\0 and \\uFFFE"\ntags: ["a\\eb"]\n---\n\n' +
      '### What is \u001b[31m lost, \u0000 or \uFFFE?\n<!-- id: lost -->\n\n' +
      'It is &#27;[0m, &#xFFFF; and \u0007: [a](https://example.org/%00%1B) ![b\u0001](https://images.example/%00.png)\n',
    'مصر.md': '---\nlanguage: ar\n---\n\n### ما هو الإغلاق؟\n\nدالة مع نطاقها.\n',
    'site.yaml': 'title: Prep <&> "co"\ndescription: What we ask & hope.\nlanguage: en-GB\naccent: blue\n',
  })
  site = await startSite({ BASE: 'prep', SITE: origin, CONTENT_DIR: content })
  pages = await pagesOf(site.folder)
})

afterAll(async () => {
  await site?.stop()
  await rm(content, { recursive: true })
})

const read = (file: string) => readFile(join(site.folder, file), 'utf8')

const today = new Date().toISOString().slice(0, 10)

test('every page is valid HTML, whatever a title holds', async () => {
  expect(await faultsOf(pages)).toEqual([])
})

describe('in the head of a page', () => {
  test('stand its title, its language and its direction', () => {
    expect(pages.get('')).toMatch(/<html lang="en-GB" dir="ltr"[^>]* data-accent="blue"/)
    expect(pages.get('')).toContain('<title>Prep &lt;&amp;&gt; &quot;co&quot;</title>')
    expect(pages.get('search/')).toContain('<title>Search · Prep &lt;&amp;&gt; &quot;co&quot;</title>')
  })

  test.each([
    ['', 'website', 'share/site.png'],
    ['topics/web/', 'website', 'share/topics/web.png'],
    ['tags/html/', 'website', 'share/site.png'],
    ['questions/hostile/', 'article', 'share/topics/web.png'],
  ])('of “%s” stands what networks show of it', (path, type, image) => {
    const html = pages.get(path)!

    expect(property(html, 'og:type')).toBe(type)
    expect(property(html, 'og:url')).toBe(`${origin}/prep/${path}`)
    expect(property(html, 'og:image')).toBe(`${origin}/prep/${image}`)
    expect(property(html, 'og:site_name')).toBe('Prep <&amp;> &quot;co&quot;')
    expect(property(html, 'og:description')).toBe(html.match(/name="description" content="([^"]*)"/)![1])
    expect(html).toContain('<meta name="twitter:card" content="summary_large_image">')
  })

  test('of a question stand its days and its tags', () => {
    const html = pages.get('questions/hostile/')!

    expect(property(html, 'article:published_time')).toBe(today)
    expect(property(html, 'article:tag')).toBe('html')
  })

  test('a question is described as something to learn from, and no title ends the script', () => {
    const [resource, breadcrumb] = thingsOf('questions/hostile/')

    expect(resource).toEqual({
      '@type': 'LearningResource',
      '@id': `${origin}/prep/questions/hostile/`,
      url: `${origin}/prep/questions/hostile/`,
      name: shown,
      description: 'No: see the standard.',
      inLanguage: 'en-GB',
      isAccessibleForFree: true,
      educationalLevel: 'hard',
      keywords: 'html',
      datePublished: today,
      isPartOf: { '@id': `${origin}/prep/topics/web/`, url: `${origin}/prep/topics/web/`, name: 'The web' },
    })
    expect(
      breadcrumb.itemListElement.map(({ name, item }: { name: string; item: string }) => [name, item]),
    ).toEqual([
      ['All questions', `${origin}/prep/all/`],
      ['The web', `${origin}/prep/topics/web/`],
      [shown, `${origin}/prep/questions/hostile/`],
    ])
  })

  test('the home page is described as a site that can be searched, others by the place they have', () => {
    expect(thingsOf('')[0].potentialAction.target.urlTemplate).toBe(`${origin}/prep/search/?q={query}`)
    expect(thingsOf('').map((thing) => thing['@type'])).toEqual(['WebSite'])
    const others = ['', 'search/', '404.html', 'study/', 'progress/', 'random/']
    for (const path of [...pages.keys()].filter((path) => !others.includes(path))) {
      expect(thingsOf(path).map((thing) => thing['@type'])).toEqual(['LearningResource', 'BreadcrumbList'])
    }
  })

  test('every page leads to what stands beside it', () => {
    for (const html of pages.values()) {
      expect(linksOf(html)).toMatchObject({
        'application/rss+xml': '/prep/feed.xml',
        'application/opensearchdescription+xml': '/prep/opensearch.xml',
        manifest: '/prep/manifest.webmanifest',
        'apple-touch-icon': '/prep/icon-180.png',
        sitemap: '/prep/sitemap-index.xml',
      })
    }
    expect(linksOf(pages.get('questions/hostile/')!)).toMatchObject({
      'text/markdown': '/prep/questions/hostile.md',
    })
  })
})

describe('beside the pages', () => {
  test('every XML file is well-formed', async () => {
    for (const file of ['feed.xml', 'opensearch.xml', 'sitemap-index.xml', 'sitemap-0.xml']) {
      expect([file, XMLValidator.validate(await read(file))]).toEqual([file, true])
    }
  })

  test('no file holds a character that is none', async () => {
    const files = [
      'feed.xml',
      'opensearch.xml',
      'sitemap-0.xml',
      'llms.txt',
      'questions.json',
      'questions/lost.md',
    ]
    const found = (text: string) => String(text).match(/(?![\t\n\r])\p{Cc}|\p{Noncharacter_Code_Point}/gu)
    const texts = await Promise.all(files.map(read))

    expect([...texts, ...pages.values()].filter(found)).toEqual([])
    expect(texts[0]).toContain('<title>What is \uFFFD[31m lost, \uFFFD or \uFFFD?</title>')
    // Escapes of JSON are read as what they stand for.
    expect(JSON.parse(texts[4]!).flatMap(Object.values).flat().filter(found)).toEqual([])
  })

  test('the feed has every question with its day, its own address first', async () => {
    const { rss } = parse(await read('feed.xml'))
    const { channel } = rss

    expect(rss['@version']).toBe('2.0')
    expect(channel).toMatchObject({
      title: 'Prep <&> "co"',
      link: `${origin}/prep/`,
      description: 'What we ask & hope.',
      language: 'en-GB',
      'atom:link': { '@href': `${origin}/prep/feed.xml`, '@rel': 'self', '@type': 'application/rss+xml' },
    })
    const hostile = channel.item.find((item: { link: string }) => item.link.endsWith('/questions/hostile/'))
    expect(hostile).toEqual({
      title: shown,
      link: `${origin}/prep/questions/hostile/`,
      guid: { '#text': `${origin}/prep/questions/hostile/`, '@isPermaLink': 'true' },
      description: 'No: see the standard.',
      pubDate: new Date(today).toUTCString(),
      category: 'html',
    })
    expect(channel.item).toHaveLength(4)
  })

  test('the sitemap tells the day of every page that shows a question', async () => {
    const { urlset } = parse(await read('sitemap-0.xml'))
    const dated = urlset.url.map(({ loc, lastmod }: { loc: string; lastmod?: string }) => [
      decodeURI(new URL(loc).pathname),
      lastmod?.slice(0, 10),
    ])

    expect(dated.map((one: string[]) => one.filter(Boolean)).toSorted()).toEqual(
      [
        ...['/prep/', '/prep/topics/web/', '/prep/topics/مصر/', '/prep/tags/html/', '/prep/tags/a-b/'],
        ...['/prep/all/', '/prep/topics/lost/', '/prep/questions/lost/'],
        ...['/prep/questions/hostile/', '/prep/questions/what-is-a-page/', '/prep/questions/ما-هو-الإغلاق/'],
      ]
        .map((path) => [path, today])
        // They show what a reader has made of the questions.
        .concat([['/prep/progress/'], ['/prep/study/']])
        .toSorted(),
    )
  })

  test('robots are told where it is', async () => {
    expect(await read('robots.txt')).toBe(
      `User-agent: *\nAllow: /\n\nSitemap: ${origin}/prep/sitemap-index.xml\n`,
    )
  })

  test('a browser is told how to search', async () => {
    const { OpenSearchDescription: description } = parse(await read('opensearch.xml'))

    expect(description).toMatchObject({
      '@xmlns': 'http://a9.com/-/spec/opensearch/1.1/',
      ShortName: 'Prep <&> "co"',
      Description: 'What we ask & hope.',
      InputEncoding: 'UTF-8',
      Language: 'en-GB',
    })
    expect(description.Url[0]).toEqual({
      '@type': 'text/html',
      '@template': `${origin}/prep/search/?q={searchTerms}`,
    })
  })

  test('the manifest names the site, and every icon has the size it says', async () => {
    const manifest = JSON.parse(await read('manifest.webmanifest'))

    expect(manifest).toMatchObject({
      ...{ name: 'Prep <&> "co"', lang: 'en-GB', dir: 'ltr', start_url: '/prep/', scope: '/prep/' },
    })
    expect(manifest.icons.map(({ purpose = 'any' }) => purpose)).toContain('maskable')
    for (const { src, sizes, type } of manifest.icons) {
      const response = await fetch(new URL(src, site.home))
      expect(response.headers.get('content-type')).toContain(type)
      if (sizes === 'any') continue
      const { width, height } = await sharp(await response.arrayBuffer()).metadata()
      expect(`${width}x${height}`).toBe(sizes)
    }
  })

  test('the images to share are 1200 by 630, and show more than their ground', async () => {
    for (const path of ['share/site.png', 'share/topics/web.png', 'share/topics/مصر.png']) {
      const image = sharp(join(site.folder, path))
      expect(await image.metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 })
      expect(
        (await image.extract({ left: 90, top: 215, width: 1020, height: 300 }).stats()).entropy,
      ).toBeGreaterThan(0)
    }
  })

  test('llms.txt lists every question below its topic, with the address of its Markdown', async () => {
    const text = await read('llms.txt')
    const listed = [...text.matchAll(/^- \[.*\]\((.*)\)$/gm)].map(([, address]) => address!)

    expect(text).toMatch(/^# Prep \\<\\&\\> "co"\n\n> What we ask \\& hope\.\n\n## /)
    expect(text).toContain('## The web\n\nOf pages \\& scripts.\n\n- [')
    expect(listed).toHaveLength(4)
    for (const address of listed) {
      const response = await fetch(new URL(new URL(address).pathname, site.home))
      expect([response.status, response.headers.get('content-type')]).toEqual([
        200,
        'text/markdown; charset=utf-8',
      ])
    }
  })

  test('a question’s Markdown is read as the same question', async () => {
    const { questions, problems } = importTopic(
      'copy.md',
      await readFile(join(site.folder, 'questions/hostile.md')),
    )

    expect(problems).toEqual([])
    expect(questions).toMatchObject([
      {
        title: shown,
        id: 'hostile',
        tags: ['html'],
        level: 'hard',
        answer: { text: 'No: see the standard.' },
      },
    ])
  })
})

function property(html: string, name: string): string | undefined {
  return html.match(new RegExp(`<meta property="${name}" content="([^"]*)">`))?.[1]
}

// biome-ignore lint/suspicious/noExplicitAny: what was parsed is asked for its shape by the expectations.
function thingsOf(path: string): any[] {
  const scripts = [...pages.get(path)!.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)]
  expect(scripts).toHaveLength(1)
  const { '@context': context, '@graph': things } = JSON.parse(scripts[0]![1]!)
  expect(context).toBe('https://schema.org')
  return things
}

/** The addresses of a page’s links by their type, or by their relation where they have none. */
function linksOf(html: string): Record<string, string> {
  return Object.fromEntries(
    [...html.matchAll(/<link(?: [\w-]+="[^"]*")*>/g)].map(([tag]) => {
      const get = (name: string) => tag.match(new RegExp(` ${name}="([^"]*)"`))?.[1]
      return [get('type') ?? get('rel')!, get('href')!]
    }),
  )
}

// biome-ignore lint/suspicious/noExplicitAny: see above.
function parse(xml: string): any {
  return new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false }).parse(xml)
}
