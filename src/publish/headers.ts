import { Failure } from '../failure.ts'
import { mediaTypes, textTypes, typeOf, unknownType } from '../media-types.ts'

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

/** The name of the file in a built site that tells its headers to Netlify and Cloudflare Pages. */
export const headersFile = '_headers'

/** The same as the `_headers` file of a built site. */
export function asHeadersFile({ base, remoteImages }: Door): string {
  const rule = (path: string, headers: Record<string, string>) =>
    [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n')
  // These hosts join what several rules say of one header, and have pages revalidated by themselves.
  return [
    rule(`${base}*`, commonHeaders(remoteImages)),
    ...hashed.map((folder) => rule(`${base}${folder}*`, { 'Cache-Control': cacheRuleOf(folder) })),
    // They know the types, but not every one's charset.
    ...Object.keys(mediaTypes)
      .filter((extension) => extension !== 'html' && textTypes.has(mediaTypes[extension]!))
      .map((extension) => rule(`${base}*.${extension}`, { 'Content-Type': typeOf(`x.${extension}`) })),
    '',
  ].join('\n')
}

/** The door that a `_headers` file was written for. */
export function doorOf(file: string): Door {
  const [, base = '/'] = file.match(/^(.*)\*\n/) ?? []
  const [, images = ''] = file.match(/img-src 'self'([^;]*)/) ?? []
  return { base, remoteImages: Array.from(images.matchAll(/https:\/\/(\S+)/g), ([, host]) => host!) }
}

/** The same as locations for a `server` of nginx; `folder` holds the site. */
export function asNginx(door: Door, folder: string): string {
  const { base } = door
  const textual = [...textTypes].filter((type) => type !== mediaTypes.html).join(' ')
  const headers = (path: string) =>
    Object.entries({ ...commonHeaders(door.remoteImages), 'Cache-Control': cacheRuleOf(path) }).map(
      ([name, value]) => `add_header ${name} "${value}" always;`,
    )
  // Headers of a location hide all those of the one around it, so each has them in full. A redirect that names no
  // host leads on behind a proxy too.
  const withoutSlash = `location = ${base.slice(0, -1)} {
  absolute_redirect off;
  return 308 ${base}$is_args$args;
  ${headers('').join('\n  ')}
}

`
  return `${base === '/' ? '' : withoutSlash}location ${base} {
  alias ${inNginx(`${folder}/`)};
  index index.html;
  absolute_redirect off;
  error_page 403 404 =404 ${base}404.html;
  gzip on;
  gzip_vary on;
  gzip_types ${textual};
  charset utf-8;
  charset_types ${textual};
  default_type ${unknownType};
  types {
${Object.entries(mediaTypes)
  .map(([extension, type]) => `    ${type} ${extension};\n`)
  .join('')}  }
  ${headers('').join('\n  ')}
${hashed
  .map(
    (below) => `
  location ${base}${below} {
    alias ${inNginx(`${folder}/${below}`)};
    ${headers(below).join('\n    ')}
  }
`,
  )
  .join('')}}
`
}

/** The same as a Caddyfile for the site at `origin`; `folder` holds it. */
export function asCaddyfile(door: Door, origin: string, folder: string): string {
  const lines = (indent: string, headers: Record<string, string>) =>
    Object.entries(headers).map(([name, value]) => `${indent}${name} "${value}"\n`)
  const typed = Object.keys(mediaTypes).filter((extension) => extension !== 'html')
  const inHashed = hashed.map((folder) => `/${folder}*`).join(' ')
  const { base } = door
  return `(viva) {
  root * ${inCaddy(folder)}
  encode gzip
  header {
${lines('    ', commonHeaders(door.remoteImages)).join('')}  }
  @hashed path ${inHashed}
  header @hashed Cache-Control "${cacheRuleOf(hashed[0])}"
  @others not path ${inHashed}
  header @others Cache-Control "${cacheRuleOf('')}"
${typed
  .map(
    (extension) =>
      `  @${extension} path *.${extension}\n  header @${extension} Content-Type "${typeOf(`x.${extension}`)}"\n`,
  )
  .join('')}  header ?Content-Type "${unknownType}"
  file_server
}

${origin} {
${base === '/' ? plainSite : siteBelow(base)}  handle_errors {
    @missing expression {http.error.status_code} == 404
    # In this order: what is told of the page that is missing must be that of the page shown.
    route @missing {
      rewrite * /404.html
      header Content-Type "${typeOf('404.html')}"
      import viva
    }
  }
}
`
}

/** A path as nginx reads it. It has no way to write a “$”, which begins a variable. */
function inNginx(path: string): string {
  if (path.includes('$'))
    throw new Failure(`nginx reads “$” as a variable: name a folder without it, not “${path}”.`)
  return `"${path.replace(/["\\]/g, '\\$&')}"`
}

/** A path as Caddy reads it, where a brace begins a placeholder. Between backticks nothing else has a meaning. */
function inCaddy(path: string): string {
  if (/`|\{\$/.test(path))
    throw new Failure(`Caddy cannot be told of the folder “${path}”: name one without “\`” and “{$”.`)
  const plain = path.replaceAll('{', '\\{')
  return /["\\]/.test(path) ? `\`${plain}\`` : `"${plain}"`
}

const plainSite = `  handle {
    import viva
  }
`

const siteBelow = (base: string) => `  redir ${base.slice(0, -1)} ${base} 308
  handle_path ${base}* {
    import viva
  }
  handle {
    error 404
  }
`

/** The folders of files whose names change with their content. */
const hashed = ['assets/', 'images/'] as const

function cacheRuleOf(path: string): string {
  return hashed.some((folder) => path.startsWith(folder))
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
