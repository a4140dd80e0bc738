import { fnv1a } from '../hash.ts'
import type { Bullet } from './records.ts'

/** What the words of a bullet are known by: seven letters and digits (FNV-1a). How they are spaced does not count. */
export function hashOf(words: string): string {
  return fnv1a(words.normalize('NFC').replace(/\s+/g, ' ').trim()).toString(36).padStart(7, '0')
}

/** Which bullets, by their places, are not among those that were last reviewed. */
export function changedSince(last: readonly Bullet[], hashes: readonly string[]): number[] {
  // A review without any, as of a choice, saw no bullet that could have changed.
  if (last.length === 0) return []
  const known = new Set(last.map(({ hash }) => hash))
  return hashes.flatMap((hash, index) => (known.has(hash) ? [] : index))
}

/** Whether the answer is not the one that was last reviewed: something is new in it, or gone. */
export function hasChanged(last: readonly Bullet[], hashes: readonly string[]): boolean {
  if (last.length === 0) return false
  const now = new Set(hashes)
  return changedSince(last, hashes).length > 0 || last.some(({ hash }) => !now.has(hash))
}
