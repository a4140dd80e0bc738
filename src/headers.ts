/** What the headers of a site depend on. */
export interface Door {
  /** The path the site is published under, with a slash at both ends. */
  base: string
  /** Hosts that images may come from. */
  remoteImages: readonly string[]
}

/**
 * The content security policy as a page can state it itself: nothing inline, nothing from other hosts but the
 * images that the settings allow.
 */
export function pagePolicy(remoteImages: readonly string[]): string {
  return [
    "default-src 'none'",
    // Pagefind is WebAssembly.
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    ["img-src 'self'", ...remoteImages.map((host) => `https://${host}`)].join(' '),
    ...["font-src 'self'", "connect-src 'self'", "manifest-src 'self'", "worker-src 'self'"],
    ...["base-uri 'none'", "form-action 'self'"],
  ].join('; ')
}

/** Every header of ours for a path below the base: `` and `topics/orm/` are pages, `assets/page.css` is a file. */
export function headersOf(path: string, { remoteImages }: Door): Record<string, string> {
  return { ...commonHeaders(remoteImages), 'Cache-Control': cacheRuleOf(path), 'Content-Type': typeOf(path) }
}

/** The same as the `_headers` file of a built site, which Netlify and Cloudflare Pages read. */
export function asHeadersFile({ base, remoteImages }: Door): string {
  const rule = (path: string, headers: Record<string, string>) =>
    [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n')
  // These hosts join what several rules say of one header, and have pages revalidated by themselves.
  return [
    rule(`${base}*`, commonHeaders(remoteImages)),
    rule(`${base}${hashed}*`, { 'Cache-Control': cacheRuleOf(hashed) }),
    ...Object.keys(types)
      .filter((extension) => extension !== 'html')
      .map((extension) => rule(`${base}*.${extension}`, { 'Content-Type': typeOf(`x.${extension}`) })),
    '',
  ].join('\n')
}

/** The same as locations for a `server` of nginx; `folder` holds the site. */
export function asNginx(door: Door, folder: string): string {
  const { base } = door
  const headers = (path: string) =>
    Object.entries({ ...commonHeaders(door.remoteImages), 'Cache-Control': cacheRuleOf(path) }).map(
      ([name, value]) => `add_header ${name} "${value}" always;`,
    )
  // Headers of a location hide all those of the one around it, so each has them in full.
  return `location ${base} {
  alias ${folder}/;
  index index.html;
  error_page 404 ${base}404.html;
  charset utf-8;
  charset_types ${[...charsetTypes].filter((type) => type !== types.html).join(' ')};
  default_type ${unknownType};
  types {
${Object.entries(types)
  .map(([extension, type]) => `    ${type} ${extension};\n`)
  .join('')}  }
  ${headers('').join('\n  ')}

  location ${base}${hashed} {
    alias ${folder}/${hashed};
    ${headers(hashed).join('\n    ')}
  }
}
`
}

/** The same as a Caddyfile for the site at `origin`; `folder` holds it. */
export function asCaddyfile(door: Door, origin: string, folder: string): string {
  const lines = (indent: string, headers: Record<string, string>) =>
    Object.entries(headers).map(([name, value]) => `${indent}${name} "${value}"\n`)
  const typed = Object.keys(types).filter((extension) => extension !== 'html')
  return `(viva) {
  root * ${folder}
  header {
${lines('    ', commonHeaders(door.remoteImages)).join('')}  }
  @hashed path /${hashed}*
  header @hashed Cache-Control "${cacheRuleOf(hashed)}"
  @others not path /${hashed}*
  header @others Cache-Control "${cacheRuleOf('')}"
${typed
  .map(
    (extension) =>
      `  @${extension} path *.${extension}\n  header @${extension} Content-Type "${typeOf(`x.${extension}`)}"\n`,
  )
  .join('')}  file_server
}

${origin} {
  ${door.base === '/' ? 'handle' : `handle_path ${door.base}*`} {
    import viva
  }
  handle_errors 404 {
    # In this order: what is told of the page that is missing must be that of the page shown.
    route {
      rewrite * /404.html
      import viva
    }
  }
}
`
}

/** The folder of files whose name changes with their content. */
const hashed = 'assets/'

const types: Readonly<Record<string, string>> = {
  ...{ html: 'text/html', css: 'text/css', js: 'text/javascript', json: 'application/json' },
  ...{ md: 'text/markdown', txt: 'text/plain', xml: 'application/xml' },
  ...{ webmanifest: 'application/manifest+json', wasm: 'application/wasm' },
  ...{ svg: 'image/svg+xml', png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg' },
  ...{ gif: 'image/gif', webp: 'image/webp', avif: 'image/avif', ico: 'image/x-icon' },
}

/** Of what has no type of its own, as the parts of the search index. */
const unknownType = 'application/octet-stream'

const charsetTypes: ReadonlySet<string> = new Set(
  Object.values(types).filter((type) => !/^image\/(?!svg)|wasm/.test(type)),
)

function typeOf(path: string): string {
  const [, extension] = path.match(/\.([^./]+)$/) ?? []
  const type = path === '' || path.endsWith('/') ? types.html! : (types[extension ?? ''] ?? unknownType)
  return charsetTypes.has(type) ? `${type}; charset=utf-8` : type
}

function cacheRuleOf(path: string): string {
  return path.startsWith(hashed)
    ? 'public, max-age=31536000, immutable'
    : 'public, max-age=0, must-revalidate'
}

function commonHeaders(remoteImages: readonly string[]): Record<string, string> {
  return {
    // A page cannot ask for the last of these itself.
    'Content-Security-Policy': `${pagePolicy(remoteImages)}; frame-ancestors 'none'`,
    'Strict-Transport-Security': 'max-age=31536000',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': unused.map((feature) => `${feature}=()`).join(', '),
  }
}

/** What a browser offers and no page here asks for. */
const unused =
  'accelerometer camera display-capture geolocation gyroscope magnetometer microphone midi payment usb'.split(
    ' ',
  )
