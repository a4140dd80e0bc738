/** A stretch of a file's bytes: both ends included. */
export interface ByteRange {
  first: number
  last: number
}

/**
 * The one range of a file of `size` bytes that a `Range` header asks for. `undefined`, where it is to be ignored: none,
 * several, or not well-formed (`bytes=10-5`).
 */
export function rangeOf(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | undefined {
  const [, from, to] = header?.match(/^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i) ?? []
  if (from === undefined || to === undefined || from + to === '') return undefined
  if (from === '') {
    const first = Math.max(0, size - Number(to))
    return first < size ? { first, last: size - 1 } : 'unsatisfiable'
  }
  if (to !== '' && Number(to) < Number(from)) return undefined
  if (Number(from) >= size) return 'unsatisfiable'
  return { first: Number(from), last: to === '' ? size - 1 : Math.min(Number(to), size - 1) }
}

/** Whether an `If-None-Match` header names an entity tag, be it as a weak one. */
export function isNamed(tag: string, header: string | undefined): boolean {
  if (header?.trim() === '*') return true
  return header?.match(/"[^"]*"/g)?.includes(tag) ?? false
}

/** Whether an `Accept-Encoding` header allows gzip: by its name, else by `*`, with any weight but zero. */
export function acceptsGzip(header: string | undefined): boolean {
  const weights = new Map(
    (header ?? '').split(',').map((one) => {
      const [coding = '', ...parameters] = one.split(';').map((part) => part.trim().toLowerCase())
      const weight = parameters.find((parameter) => parameter.startsWith('q='))
      return [coding, weight === undefined ? 1 : Number(weight.slice(2))]
    }),
  )
  return (weights.get('gzip') ?? weights.get('x-gzip') ?? weights.get('*') ?? 0) > 0
}

/** Whether the path of a request's target can be decoded: `/%` cannot. */
export function isDecodable(target: string): boolean {
  return decodedNames(target) !== undefined
}

/**
 * The names that a request's target is made of, decoded: `['topics', 'orm', '']` of `/topics/orm/?q=a` and of
 * `http://127.0.0.1/topics/orm/`. `undefined` where it is not well-formed, or where a name could lead out of the folder or to
 * what is hidden there.
 */
export function namesIn(target: string): string[] | undefined {
  const [before, ...names] = decodedNames(target) ?? []
  const isSafe = before === '' && names.every((name, at) => name !== '' || at === names.length - 1)
  return isSafe && !names.some((name) => /^\.|[/\\\0]/.test(name)) ? names : undefined
}

/** What stands before, between and behind the slashes of a target's path. */
function decodedNames(target: string): string[] | undefined {
  // Node shows each byte as a letter; some clients send letters as they are.
  const path = Buffer.from(target, 'latin1')
    .toString()
    .replace(/^https?:\/\/[^/?#]*/i, '')
    .replace(/[?#].*$/s, '')
  try {
    return (path || '/').split('/').map(decodeURIComponent)
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}
