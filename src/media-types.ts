/** The media types of files, by the endings of their names. */
export const mediaTypes: Readonly<Record<string, string>> = {
  ...{ html: 'text/html', css: 'text/css', js: 'text/javascript', json: 'application/json' },
  ...{ md: 'text/markdown', txt: 'text/plain', xml: 'application/xml' },
  ...{ webmanifest: 'application/manifest+json', wasm: 'application/wasm' },
  ...{ svg: 'image/svg+xml', png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg' },
  ...{ gif: 'image/gif', webp: 'image/webp', avif: 'image/avif', ico: 'image/x-icon' },
}

/** Of what has no type of its own, as the parts of the search index. */
export const unknownType = 'application/octet-stream'

/** Those that are text: it has an encoding, and is worth compressing. */
export const textTypes: ReadonlySet<string> = new Set(
  Object.values(mediaTypes).filter((type) => !/^image\/(?!svg)|wasm/.test(type)),
)

/** The media type of what a path below the base leads to, with its encoding; `` and `topics/orm/` are pages. */
export function typeOf(path: string): string {
  const type = bareTypeOf(path)
  return textTypes.has(type) ? `${type}; charset=utf-8` : type
}

/** Whether what a path leads to is text. */
export function isText(path: string): boolean {
  return textTypes.has(bareTypeOf(path))
}

function bareTypeOf(path: string): string {
  const [, extension] = path.match(/\.([^./]+)$/) ?? []
  return path === '' || path.endsWith('/') ? mediaTypes.html! : (mediaTypes[extension ?? ''] ?? unknownType)
}
