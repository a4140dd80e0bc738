import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { findFaults, insistOnNone } from '../../src/publish/crawl.ts'

const origin = 'https://prep.example'

interface Parts {
  head?: string
  body?: string
  sitemap?: string
  files?: Record<string, string>
}

/** A site of two pages that is whole but for what is said of it. */
async function siteAt(
  base: string,
  { head = '', body = '', sitemap = '', files = {} }: Parts,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'viva-crawl-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const at = (text: string) => text.replaceAll('BASE', base)
  const page = (path: string, inHead: string, inBody: string) =>
    `<!doctype html><html><head><title>x <a href="/not-markup"></title><link rel="canonical" href="${origin}${base}${path}">${inHead}</head><body>${inBody}<script>"<a href='/not-markup'>"</script></body></html>`
  const whole: Record<string, string> = {
    'index.html': page('', head, `<h1 id="viva:top">x</h1>${body}`),
    'one/index.html': page('one/', '', '<h1 id="été">x</h1>'),
    '404.html': '<meta name="robots" content="noindex"><a href="BASE">x</a>',
    'style.css': 'a { background: url("icon.svg") url(data:image/png;base64,AA) }',
    'icon.svg': '<svg/>',
    'sitemap-index.xml': `<loc>${origin}BASEsitemap-0.xml</loc>`,
    'sitemap-0.xml': `<loc>${origin}BASE</loc><loc>${origin}BASEone/</loc>${sitemap}`,
    ...files,
  }
  for (const [path, text] of Object.entries(whole)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), at(text))
  }
  return folder
}

describe.for(['/', '/prep/'])('under %s', (base) => {
  const published = { base, origin }

  test('a whole site has no fault', async () => {
    const site = await siteAt(base, {
      head: '<link rel="stylesheet" href="BASEstyle.css"><meta property="og:url" content="https://prep.example/prep/"><link rel="manifest" href="BASEa.webmanifest">'.replace(
        '/prep/',
        base,
      ),
      body: `<a href="BASEone/#%C3%A9t%C3%A9">x</a><a href="#viva:top">x</a><a href="one/?q=a+b#">x</a><a href="${origin}BASEone/">x</a>
        <a href="https://example.org/#x">x</a><a href="mailto:a@example.org">x</a><img src="icon.svg" srcset="icon.svg 1x, BASEicon.svg 2x">`,
      files: {
        'old/index.html': `<link rel="canonical" href="${origin}BASEone/"><meta http-equiv="refresh" content="0; url=BASEone/">`,
        'a.webmanifest': '{"start_url":"BASE","icons":[{"src":"icon.svg"}]}',
        'feed.xml': `<link href="${origin}BASEone/"/><id>urn:x</id>`,
      },
    })

    expect(findFaults(site, { ...published, promised: [base, `${base}old/`] })).toEqual([])
  })

  test.each<[string, Parts, string]>([
    ['a link to nowhere', { body: '<a href="BASEgone/">x</a>' }, 'index.html: “BASEgone/” leads nowhere'],
    [
      'an asset that is missing',
      { body: '<img src="BASEgone.png">' },
      'index.html: “BASEgone.png” leads nowhere',
    ],
    [
      'one of several images',
      { body: '<img srcset="icon.svg 1x, gone.svg 2x">' },
      'index.html: “gone.svg” leads nowhere',
    ],
    [
      'an image in a style',
      { files: { 'style.css': 'a{background:url(gone.png)}' } },
      'style.css: “gone.png” leads nowhere',
    ],
    [
      'a style in a style',
      { files: { 'style.css': '@import "gone.css";' } },
      'style.css: “gone.css” leads nowhere',
    ],
    [
      'an icon of the manifest',
      { files: { 'a.webmanifest': '{"icons":[{"src":"gone.png"}]}' } },
      'a.webmanifest: “gone.png” leads nowhere',
    ],
    [
      'a link in a feed',
      { files: { 'feed.xml': `<link>${origin}BASEgone/</link>` } },
      `feed.xml: “${origin}BASEgone/” leads nowhere`,
    ],
    [
      'other letters',
      { body: '<a href="BASEOne/">x</a>' },
      'index.html: “BASEOne/” leads nowhere: the letters of “one/index.html” differ',
    ],
    [
      'no slash at the end',
      { body: '<a href="BASEone">x</a>' },
      'index.html: “BASEone” lacks the slash at its end',
    ],
    [
      'a file in place of a page',
      { body: '<a href="BASEone/index.html">x</a>' },
      'index.html: “BASEone/index.html” names index.html',
    ],
    ['an anchor of the page', { body: '<a href="#gone">x</a>' }, 'index.html: “#gone” has no such anchor'],
    [
      'an anchor of another page',
      { body: '<a href="BASEone/#Été">x</a>' },
      'index.html: “BASEone/#Été” has no such anchor',
    ],
    ['an id twice', { body: '<p id="a">x</p><p id="a">x</p>' }, 'index.html: the id “a” stands twice'],
    [
      'a link that no browser can read',
      { body: '<a href="https://[">x</a>' },
      'index.html: “https://[” is no address',
    ],
    [
      'a link of another kind',
      { body: '<a href="javascript:x">x</a>' },
      'index.html: “javascript:x” leads nowhere',
    ],
    [
      'the origin, spelled out',
      { body: `<a href="${origin}BASEgone/">x</a>` },
      `index.html: “${origin}BASEgone/” leads nowhere`,
    ],
    [
      'a page that leads on to nowhere',
      { files: { 'old/index.html': '<meta http-equiv="refresh" content="0;url=BASEgone/">' } },
      'old/index.html: “BASEgone/” leads nowhere',
    ],
    [
      'a page that the sitemap lacks',
      { files: { 'two/index.html': `<link rel="canonical" href="${origin}BASEtwo/">` } },
      `the sitemap lacks “${origin}BASEtwo/”`,
    ],
    [
      'a page that the sitemap should not list',
      { sitemap: `<loc>${origin}BASE404.html</loc>` },
      `the sitemap lists “${origin}BASE404.html”, which no search engine may show`,
    ],
  ])('%s is found', async (_, parts, fault) => {
    const site = await siteAt(base, parts)

    expect(findFaults(site, published)).toEqual([fault.replaceAll('BASE', base)])
  })

  test('a page that claims to be another is found', async () => {
    const site = await siteAt(base, { head: `<link rel="canonical" href="${origin}BASEone/">` })

    expect(findFaults(site, published)).toEqual([
      `index.html: its canonical address is “${origin}${base}one/”, not “${origin}${base}”`,
    ])
  })

  test('a question, a topic or a tag that is not recorded is found', async () => {
    const site = await siteAt(base, {})
    const places = [
      'questions/new/index.html',
      'questions/known/index.html',
      'topics/js/2/index.html',
      'tags/x/a',
    ]
    for (const place of [...places, 'questions/new.md']) {
      await mkdir(dirname(join(site, place)), { recursive: true })
      await writeFile(join(site, place), '')
    }
    const promised = [`${base}questions/known/`, `${base}topics/js/#scope`]

    const faults = findFaults(site, { ...published, promised })

    expect(faults.filter((fault) => fault.includes('ledger'))).toEqual(
      ['questions/new.md', 'questions/new/index.html', 'tags/x/a'].map(
        (file) => `“${file}” is published, and not in the ledger`,
      ),
    )
  })

  test('a promised address that does not answer is found', async () => {
    const site = await siteAt(base, {})

    expect(findFaults(site, { ...published, promised: [`${base}gone/`] })).toEqual([
      `“${base}gone/” is promised, and leads nowhere`,
    ])
  })
})

test('all faults are told at once', async () => {
  const site = await siteAt('/', {
    body: '<a href="#x">x</a><script src="/y.js"></script><form action="/z/"></form>',
  })

  const faults = findFaults(site, { base: '/', origin })

  expect(() => insistOnNone(faults)).toThrow(
    [
      'The site is broken:',
      'index.html: “#x” has no such anchor',
      'index.html: “/y.js” leads nowhere',
      'index.html: “/z/” leads nowhere',
    ].join('\n'),
  )
})

test('a link out of the base is found', async () => {
  const site = await siteAt('/prep/', { body: '<a href="/one/">x</a>' })

  expect(findFaults(site, { base: '/prep/', origin })).toEqual(['index.html: “/one/” leads out of /prep/'])
})
