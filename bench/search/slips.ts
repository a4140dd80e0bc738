/** Ways in which people mistype a word that they know, each a function of the word and of chance. */
type Random = () => number

/** One slip of the fingers: two letters swapped, one missing, or the key beside it. */
export function slip(word: string, random: Random): string {
  const at = 1 + Math.floor(random() * (word.length - 2))
  const kind = Math.floor(random() * 3)
  if (kind === 0 && word[at] !== word[at + 1])
    return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2)
  if (kind === 1) return word.slice(0, at) + word.slice(at + 1)
  const row = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'].find((row) => row.includes(word[at]!))!
  const key = row.indexOf(word[at]!)
  return word.slice(0, at) + (row[key + 1] ?? row[key - 1]) + word.slice(at + 1)
}

/** A word as one spells it who knows its sound, its sense or another country's habits: the ways that fit it. */
export function roughSlips(word: string): string[] {
  return [...doubled(word), ...heard(word), ...abroad(word), ...numbered(word)].filter(
    (typed) => typed !== word,
  )
}

/** Double letters made single, and single ones double. */
function doubled(word: string): string[] {
  return [
    word.replace(/([a-z])\1/, '$1'),
    word.replace(/(?<=[aeiou])([bdfglmnprst])(?=[aeiouy])/, '$1$1'),
    word.replace(/(?<=..[aeiou])([clmnprst])(?=[aeiouy])/, '$1$1'),
  ]
}

/** By the sound. */
function heard(word: string): string[] {
  const sounds: [RegExp, string][] = [
    [/ph/, 'f'],
    [/(?<=.)ei/, 'ie'],
    [/ie(?=.)/, 'ei'],
    [/(?<=.)c(?=[aou])/, 'k'],
    [/(?<=.)c(?=[ei])/, 's'],
    [/(?<=.)s(?=[ei])/, 'c'],
    [/ance$/, 'ence'],
    [/ence$/, 'ance'],
    [/ant$/, 'ent'],
    [/ent$/, 'ant'],
    [/able$/, 'ible'],
    [/ible$/, 'able'],
    [/er$/, 'or'],
    [/or$/, 'er'],
    [/(?<=..)a(?=[lnrt])/, 'e'],
    [/(?<=..)e(?=[lnrt].)/, 'a'],
    [/(?<=.)y(?=[a-z])/, 'i'],
    [/ck/, 'k'],
    [/(?<=.)ch/, 'k'],
    [/tion$/, 'sion'],
    [/(?<=.)qu/, 'kw'],
    [/^kn/, 'n'],
    [/x(?=[aeiou])/, 'cs'],
  ]
  return sounds.map(([sound, spelling]) => word.replace(sound, spelling))
}

/** British for American, and American for British. */
function abroad(word: string): string[] {
  const habits: [RegExp, string][] = [
    [/iz(?=e|ed|er|es|ing|ation)/, 'is'],
    [/(?<=[a-z]{3})is(?=e$|ed$|er$|es$|ing$|ation)/, 'iz'],
    [/(?<=behavi|col|fav|lab|neighb)or/, 'our'],
    [/(?<=behavi|col|fav|lab|neighb)our/, 'or'],
    [/yz(?=e|ing)/, 'ys'],
    [/(?<=anal|catal|dial)og(?=s?$)/, 'ogue'],
    [/(?<=anal|catal|dial)ogue/, 'og'],
    [/(?<=cent|met|lit|fib)er(?=s?$)/, 're'],
    [/(?<=cancel|label|model|travel)(?=ed|ing)/, 'l'],
    [/(?<=cancel|label|model|travel)l(?=ed|ing)/, ''],
    [/(?<=def|lic|off)ense/, 'ence'],
    [/program(?!m)/, 'programme'],
    [/gray/, 'grey'],
  ]
  return habits.map(([here, there]) => word.replace(here, there))
}

/** One for many, and many for one, by the rule and against it. */
function numbered(word: string): string[] {
  return [
    /[^s]s$/.test(word) ? word.slice(0, -1) : `${word}s`,
    word.replace(/y$/, 'ys'),
    word.replace(/y$/, 'ies'),
    word.replace(/(?<=ss|x|ch|sh)$/, 'es'),
  ]
}
