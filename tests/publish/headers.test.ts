import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  asCaddyfile,
  asHeadersFile,
  asNginx,
  type Door,
  doorOf,
  headersOf,
  pagePolicy,
} from '../../src/publish/headers.ts'

const plain: Door = { base: '/', remoteImages: [] }
const published: Door = { base: '/prep/', remoteImages: ['images.example.org', 'img.example.net'] }
const docs = join(import.meta.dirname, '../../docs')

/** A path of each kind, and the type it has. */
const kinds = {
  '': 'text/html; charset=utf-8',
  'questions/what-is-a-closure/': 'text/html; charset=utf-8',
  '404.html': 'text/html; charset=utf-8',
  'questions/what-is-a-closure.md': 'text/markdown; charset=utf-8',
  'questions.json': 'application/json; charset=utf-8',
  'feed.xml': 'application/xml; charset=utf-8',
  'robots.txt': 'text/plain; charset=utf-8',
  'manifest.webmanifest': 'application/manifest+json; charset=utf-8',
  'icon.svg': 'image/svg+xml; charset=utf-8',
  'share/site.png': 'image/png',
  'images/b-tree.1f0c5d7a9b3e4c68.png': 'image/png',
  'assets/page.abc.css': 'text/css; charset=utf-8',
  'assets/search.abc.js': 'text/javascript; charset=utf-8',
  'pagefind/pagefind.js': 'text/javascript; charset=utf-8',
  'pagefind/module.wasm': 'application/wasm',
  'pagefind/wasm.en.pagefind': 'application/octet-stream',
  'pagefind/fragment/en_abc.pf_fragment': 'application/octet-stream',
}

/** Whether a path's file has a name that changes with its content. */
const isHashed = (path: string) => /^(assets|images)\//.test(path)

const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; " +
  "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'"

describe('the headers', () => {
  test.each([plain, published])('of a built site tell the door that it was built for', (door) => {
    expect(doorOf(asHeadersFile(door))).toEqual(door)
  })

  test.each(Object.entries(kinds))('of “%s” are complete', (path, type) => {
    expect(headersOf(path, plain)).toEqual({
      'Content-Security-Policy': `${policy}; frame-ancestors 'none'`,
      'Strict-Transport-Security': 'max-age=31536000',
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': expect.stringMatching(/^[a-z-]+=\(\)(, [a-z-]+=\(\))+$/),
      'Cache-Control': isHashed(path)
        ? 'public, max-age=31536000, immutable'
        : 'public, max-age=0, must-revalidate',
      'Content-Type': type,
    })
  })

  test('allow images from the hosts that the settings name, and nothing else of theirs', () => {
    expect(pagePolicy(published.remoteImages)).toBe(
      policy.replace("img-src 'self'", "img-src 'self' https://images.example.org https://img.example.net"),
    )
  })

  describe.each([
    ['plain', plain],
    ['under a path, with images of other hosts', published],
  ])('%s', (_, door) => {
    test.each(Object.keys(kinds))('are the same for “%s” from every file for a host', (path) => {
      const expected = headersOf(path, door)
      const { 'Content-Type': type, 'Cache-Control': cache, ...others } = expected
      const byHost = path.endsWith('.html') || path === '' || path.endsWith('/')

      expect(fromNginx(asNginx(door, '/srv/viva'), door.base + path)).toEqual(expected)
      expect(fromCaddy(asCaddyfile(door, 'https://example.org', '/srv/viva'), `/${path}`)).toEqual({
        ...others,
        'Cache-Control': cache,
        ...(byHost ? {} : { 'Content-Type': type }),
      })
      expect(fromHeadersFile(asHeadersFile(door), door.base + path)).toEqual({
        ...others,
        ...(isHashed(path) ? { 'Cache-Control': cache } : {}),
        // Other types have no charset to tell, and hosts know them.
        ...(byHost || !type!.includes('charset') ? {} : { 'Content-Type': type }),
      })
    })

    test('what is missing, a folder without a page too, is told by the page for it, as HTML', () => {
      const nginx = asNginx(door, '/srv/viva')
      const [, onError] = asCaddyfile(door, 'https://example.org', '/srv/viva').split('handle_errors')

      expect(nginx).toContain(`error_page 403 404 =404 ${door.base}404.html;`)
      expect(onError).toContain('header Content-Type "text/html; charset=utf-8"')
    })

    test('Caddy is asked for nothing that came after 2.6', () => {
      // A status behind it came with 2.8.
      expect(asCaddyfile(door, 'https://example.org', '/srv/viva')).toMatch(/handle_errors \{/)
    })

    test('what can be made smaller is compressed', () => {
      const nginx = asNginx(door, '/srv/viva')

      expect(nginx.match(/gzip_types (.*);/)![1]).toBe(nginx.match(/charset_types (.*);/)![1])
      expect(nginx).toContain('gzip on;')
      expect(asCaddyfile(door, 'https://example.org', '/srv/viva')).toContain('\n  encode gzip\n')
    })

    test('a folder may have a space in its name', () => {
      expect(asNginx(door, '/my notes/dist')).toContain('alias "/my notes/dist/";')
      expect(asNginx(door, '/a "b" \\c; {d} #e')).toContain('alias "/a \\"b\\" \\\\c; {d} #e/";')
      expect(() => asNginx(door, '/a/$b')).toThrow('without it')
      expect(asNginx(door, '/my notes/dist')).toContain('alias "/my notes/dist/images/";')
      expect(asCaddyfile(door, 'https://example.org', '/my notes/dist')).toContain('root * "/my notes/dist"')
    })
  })

  test('a path without its slash leads to the site below it, whatever stands before the server', () => {
    const nginx = asNginx(published, '/srv/viva')
    const caddy = asCaddyfile(published, 'https://example.org', '/srv/viva')

    expect(nginx).toMatch(
      /^location = \/prep \{\n {2}absolute_redirect off;\n {2}return 308 \/prep\/\$is_args\$args;/,
    )
    expect(nginx).toMatch(/^location \/prep\/ \{\n(.*\n)*? {2}absolute_redirect off;\n/m)
    expect(nginx.slice(0, nginx.indexOf('}'))).toContain(
      `Content-Security-Policy "${headersOf('', published)['Content-Security-Policy']}" always;`,
    )
    expect(caddy).toContain('redir /prep /prep/ 308')
    // Caddy answers with an empty page what no directive takes.
    expect(caddy).toMatch(/\n {2}handle \{\n {4}error 404\n {2}\}\n/)
  })

  test('stand in docs/ for hosts whose files need no settings', async () => {
    await expect(asNginx(plain, '/var/www/viva')).toMatchFileSnapshot(join(docs, 'nginx.conf'))
    await expect(asCaddyfile(plain, 'https://example.org', '/var/www/viva')).toMatchFileSnapshot(
      join(docs, 'Caddyfile'),
    )
  })

  test('fit what Cloudflare reads: 100 rules, 2,000 characters a line', () => {
    const lines = asHeadersFile(published).split('\n')

    expect(lines.filter((line) => line.startsWith('/')).length).toBeLessThan(100)
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(2000)
  })
})

/** What a `_headers` file gives a path: every rule that fits adds to it. */
function fromHeadersFile(file: string, path: string): Record<string, string> {
  const headers: Record<string, string> = {}
  let fits = false
  for (const line of file.split('\n')) {
    if (line.startsWith('/')) fits = matches(line, path)
    else if (fits && line !== '') {
      const [, name, value] = line.match(/^ {2}([\w-]+): (.+)$/)!
      headers[name!] = headers[name!] === undefined ? value! : `${headers[name!]}, ${value}`
    }
  }
  return headers
}

/** What nginx gives a path: the headers of the longest location that it begins with, and its type by extension. */
function fromNginx(file: string, path: string): Record<string, string> {
  const blocks = [...file.matchAll(/location (\S+) \{([\s\S]*?)(?=\n {2}location|\n\}|\n {2}\}\n\}|$)/g)]
  const [, , block] = blocks.filter(([, prefix]) => path.startsWith(prefix!)).at(-1)!
  const headers = [...block!.matchAll(/add_header (\S+) "([^"]*)" always;/g)].map(([, name, value]) => [
    name!,
    value!,
  ])
  const types = new Map(
    [...file.matchAll(/^ {4}(\S+\/\S+) (\S+);$/gm)].map(([, type, extension]) => [extension, type]),
  )
  // Of HTML nginx tells it unasked.
  const withCharset = new Set(['text/html', ...file.match(/charset_types (.*);/)![1]!.split(' ')])
  const extension = path.endsWith('/') ? 'html' : path.match(/\.([^./]+)$/)![1]!
  const type = types.get(extension) ?? file.match(/default_type (.*);/)![1]!
  return {
    ...Object.fromEntries(headers),
    'Content-Type': withCharset.has(type) ? `${type}; charset=utf-8` : type,
  }
}

/** What Caddy's `header` directives give a path below the base; two that set one name would depend on their order. */
function fromCaddy(file: string, path: string): Record<string, string> {
  const headers: Record<string, string> = {}
  const set = (name: string, value: string) => {
    expect(headers).not.toHaveProperty(name)
    headers[name] = value
  }
  const [, common] = file.match(/ {2}header \{\n([\s\S]*?) {2}\}/)!
  for (const [, name, value] of common!.matchAll(/(\S+) "([^"]*)"/g)) set(name!, value!)
  const matchers = new Map(
    [...file.matchAll(/@(\w+) (not )?path (.+)/g)].map(([, name, not, patterns]) => [
      name,
      patterns!.split(' ').some((pattern) => matches(pattern, path)) !== Boolean(not),
    ]),
  )
  for (const [, matcher, name, value] of file.matchAll(/header @(\w+) (\S+) "([^"]*)"/g)) {
    if (matchers.get(matcher)) set(name!, value!)
  }
  // What has a type by then keeps it; of pages Caddy tells it unasked.
  const [, unknown] = file.match(/header \?Content-Type "([^"]*)"/) ?? []
  const isPage = path === '' || path.endsWith('/') || path.endsWith('.html')
  return unknown && !isPage ? { 'Content-Type': unknown, ...headers } : headers
}

function matches(pattern: string, path: string): boolean {
  const [before, after] = pattern.split('*')
  return after === undefined ? path === pattern : path.startsWith(before!) && path.endsWith(after)
}
