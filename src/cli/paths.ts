import { statSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'

/** The folder that holds all paths, from the working directory: a file's own, a folder itself. */
export function folderOf(paths: readonly string[]): string {
  const folders = paths.map((path) => {
    const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
    return (isFile ? dirname(resolve(path)) : resolve(path)).split(sep)
  })
  const [first, ...others] = folders as [string[], ...string[][]]
  const parted = first.findIndex((name, at) => others.some((other) => other[at] !== name))
  const common = first.slice(0, parted < 0 ? undefined : parted).join(sep)
  return relative(process.cwd(), common || sep) || '.'
}

/** The paths, each once: without those that lie in others of them. */
export function withoutNested(paths: readonly string[]): string[] {
  const places = paths.map((path) => resolve(path))
  return paths.filter((_, at) =>
    places.every((other, index) => {
      if (other === places[at]) return index >= at
      return !places[at]!.startsWith(other.endsWith(sep) ? other : other + sep)
    }),
  )
}
