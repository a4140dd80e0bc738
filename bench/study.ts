import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { simulate } from './study/simulate.ts'

// Simulated learners study for an interview, by three ways of choosing what to ask. The table goes into RESULTS.md.
const results = join(import.meta.dirname, 'RESULTS.md')
const begin = '<!-- study -->'
const end = '<!-- /study -->'
const settings = [
  { questions: 40, days: 10, answers: 12 },
  { questions: 100, days: 14, answers: 20 },
  { questions: 100, days: 30, answers: 10 },
  { questions: 400, days: 30, answers: 40 },
]
const rows = settings.flatMap((setting) =>
  simulate(setting).map(({ name, recall, unseen, twice }) => {
    const { questions, days, answers } = setting
    const share = (part: number) => `${(100 * part).toFixed(0)} %`
    return `| ${questions} / ${days} / ${answers} | ${name} | ${recall.toFixed(3)} | ${share(unseen)} | ${share(twice)} |`
  }),
)
const table = [
  '| questions / days / answers a day | asks | mean recall on the day | never seen | on two days |',
  '| :-- | :-- | --: | --: | --: |',
  ...rows,
].join('\n')
console.log(table)
if (process.argv.includes('--write')) {
  const before = await readFile(results, 'utf8').catch(() => `${begin}${end}`)
  const [above, rest] = before.split(begin)
  const below = rest?.split(end)[1] ?? ''
  await writeFile(results, `${above}${begin}\n\n${table}\n\n${end}${below}`)
}
