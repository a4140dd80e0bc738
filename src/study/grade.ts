import type { Bullet, Grade } from './records.ts'

/** The grade that what was said deserves: less than half is Again, a gap or a hint is Hard, all of it is Good. */
export function suggestGrade(bullets: readonly Pick<Bullet, 'said'>[], hints: number): Grade {
  const said = bullets.filter(({ said }) => said).length
  if (said * 2 < bullets.length) return 'again'
  return said < bullets.length || hints > 0 ? 'hard' : 'good'
}

/** The grade that pressed choices deserve. */
export function suggestForChoices(pressed: ReadonlySet<number>, right: ReadonlySet<number>): Grade {
  return pressed.symmetricDifference(right).size === 0 ? 'good' : 'again'
}
