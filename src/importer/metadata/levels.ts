import type { Level } from '../topic.ts'

const wordsOf: Record<Level, string> = {
  easy: `easy basic basics beginner beginners novice simple low junior entry fundamental fundamentals elementary trivial
    warmup starter leicht einfach anfänger facile débutant fácil básico principiante facile base makkelijk łatwy łatwe
    lätt nem lett helppo kolay dễ mudah легко легкий лёгкий простой початковий 简单 容易 入门 初级 簡單 入門 初級 易しい 쉬움 초급 🟢`,
  medium: `medium intermediate moderate normal middle mid regular average mittel fortgeschrittene moyen intermédiaire medio
    media intermedio médio intermediário gemiddeld średni średnie medel orta sedang средний средне середній 中等 中级 中級
    普通 보통 중급 🟡 🟠`,
  hard: `hard difficult advanced expert high senior staff principal lead tough tricky challenging complex insane schwer
    schwierig experte difficile avancé expert difícil avanzado avançado moeilijk trudny trudne svår svær vanskelig vaikea
    zor khó sulit сложный сложно трудный складний 困难 高级 困難 高級 難しい 어려움 고급 🔴`,
}
const levels = new Map(
  (['hard', 'medium', 'easy'] as const).flatMap((level) =>
    wordsOf[level].split(/\s+/).map((word) => [word, level] as const),
  ),
)

/** The level that words such as “🟡 Mid-level”, “3/5” or “★★☆” name; `undefined` where they say anything else. */
export function levelOf(words: string): Level | undefined {
  const said = words
    .toLowerCase()
    .replace(/[- ](level|engineer|developer)$/, '')
    .trim()
  const [, part, whole] = said.match(/^(\d+)\s*(?:\/|of|out of)\s*(\d+)$/) ?? []
  if (part !== undefined) return levelOfShare(Number(part), Number(whole))
  if (/^(?:[★⭐🌟☆✩\s]|\uFE0F)+$/u.test(said)) {
    const [full, empty] = [said.match(/[★⭐🌟]/gu) ?? [], said.match(/[☆✩]/gu) ?? []]
    return levelOfShare(full.length, Math.max(full.length + empty.length, 3))
  }
  const bare = said.replace(/[\p{P}\p{Mn}]+/gu, '').trim()
  return levels.get(bare) ?? levels.get(bare.replace(/[\p{S}\s]+/gu, ''))
}

/** Easy up to a third of all, hard above two thirds. */
function levelOfShare(part: number, whole: number): Level | undefined {
  if (part < 1 || part > whole || whole < 2) return undefined
  if (part * 3 <= whole) return 'easy'
  return part * 3 <= whole * 2 ? 'medium' : 'hard'
}
