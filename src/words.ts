import { formatsOf } from './language.ts'

/**
 * Every word of the interface's own, in one place: who translates the site translates this file. Numbers, plurals and
 * dates are made by Intl for the language of these words.
 */

/** The language that the words below are in, as a BCP 47 tag. */
const language = 'en'

export const words = {
  language,

  siteTitle: 'Viva · Interview questions and answers',
  navigation: 'Site',
  tagline: 'Questions and answers to study from. No account, no tracking.',
  skip: 'Skip to content',
  allQuestions: 'All questions',
  breadcrumb: 'Breadcrumb',
  linkTo: (words: string | null) => `Link to “${words}”`,
  theme: { label: 'Theme', system: 'System theme', light: 'Light theme', dark: 'Dark theme' },

  home: {
    title: 'Interview questions, answered',
    lead: (questions: number, topics: number) =>
      `${questionCount(questions)}${topics > 1 ? ` in ${topicCount(topics)}` : ''}. Read them, search them, link to the very answer.`,
    description: (questions: number) =>
      `${questionCount(questions)} from interviews with answers, to read, search and link to.`,
    all: (questions: number) => `All ${questionCount(questions)}`,
    topics: 'Topics',
    letters: 'Topics by letter',
    news: 'What is new',
    /** What the home page is called where something leads to it. */
    crumb: 'Home',
    tags: 'Tags',
    moreTags: (count: number) => `All ${number(count)} tags`,
  },

  topic: {
    description: (count: number, title: string) => `${questionCount(count)} with answers: ${title}.`,
    sections: 'Sections',
    introduction: 'Introduction',
    level: 'Level',
    tag: 'Tag',
    filter: 'Filter these questions',
    /** `{shown}` is told as the reader types. */
    filtered: (count: number) => `{shown} of ${questionCount(count)}`,
    nothingLeft: 'No question here has these words. Search looks through all answers too.',
    pages: 'Pages of this topic',
    page: (page: number) => `Page ${number(page)}`,
    pageOf: (page: number, pages: number) => `Page ${number(page)} of ${number(pages)}`,
    onPage: (page: number) => `on page ${number(page)}`,
    continued: (section: string) => `${section}, continued`,
  },

  all: {
    description: (count: number) => `The titles of all ${questionCount(count)}, topic by topic.`,
    pages: 'Pages of all questions',
  },

  tag: {
    title: (name: string) => `Questions about ${name}`,
    description: (count: number, name: string) => `${questionCount(count)} about ${name}, with answers.`,
    label: 'Tags',
  },

  question: {
    place: (place: number, count: number) => `Question ${number(place)} of ${number(count)}`,
    levels: { easy: 'Easy', medium: 'Medium', hard: 'Hard' },
    noAnswer: 'This question has no answer yet.',
    noAnswerShort: 'No answer yet',
    published: (day: string) => date(day),
    contents: 'In this answer',
    choices: 'Choices',
    show: 'Show the answer',
    right: 'Right:',
    reviewed: (day: string) => `Reviewed on ${date(day)}`,
    source: 'See the source',
    report: 'Report a mistake',
    reportTitle: (title: string) => `Mistake in “${title}”`,
    reportBody: (id: string, place: string) => `Question: ${id}\nSource: ${place}\n\nWhat is wrong:\n`,
    related: 'Related questions',
    neighbours: 'Questions of this topic',
    previous: 'Previous',
    next: 'Next',
    stepTo: {
      previous: (title: string) => `Previous: ${title}`,
      next: (title: string) => `Next: ${title}`,
    },
    toAnswer: 'Go to the answer',
    description: (topic: string) => `An interview question about ${topic}.`,
  },

  share: {
    label: 'Share',
    copy: 'Copy link',
    cite: 'Copy title and link',
    share: 'Share with …',
    field: 'To copy',
    /** What a script says; it finds these in the page. */
    said: {
      copied: 'Link copied',
      cited: 'Title and link copied',
      /** `{words}` are the first ones of a part. */
      linkTo: 'Link to “{words}”',
      keys: 'Enter copies the link. The arrow keys lead to the other parts.',
      refused: 'The browser does not let this page copy. Copy it from here.',
      notShared: 'Not shared: link copied',
      nearest: 'It has changed. This is the nearest.',
      gone: 'It is gone. This is where the rest begins.',
    },
  },

  former: {
    thing: { question: 'This question', topic: 'This topic', tag: 'This tag' },
    description: (thing: string) => `${thing} is no longer here.`,
    moved: (thing: string) => `${thing} has moved.`,
    follow: 'Go there',
    retired: (thing: string) =>
      `${thing} was here once, and was taken out. Its address is kept, so that you know.`,
    nearest: 'You may be looking for',
  },

  code: {
    label: (name: string) => (name ? `Code, ${name}` : 'Code'),
    copy: 'Copy',
    copied: 'Copied',
    refused: 'The browser refused to copy',
    wrap: 'Wrap lines',
  },
  table: 'Table',
  formula: 'Formula',
  alerts: {
    note: 'Note',
    tip: 'Tip',
    important: 'Important',
    warning: 'Warning',
    caution: 'Caution',
  },

  shortcuts: {
    title: 'Keyboard shortcuts',
    close: 'Close',
    singleKeys: 'Single-key shortcuts',
    singleKeysHint: 'Turn them off if you speak to your computer, or press keys by mistake.',
    list: [
      { keys: ['/'], does: 'Search' },
      { keys: ['Ctrl', 'K'], does: 'Search, from anywhere' },
      { keys: ['↓', '↑'], does: 'Go through the results' },
      { keys: ['n'], does: 'Next question' },
      { keys: ['p'], does: 'Previous question' },
      { keys: ['u'], does: 'Up to the topic' },
      { keys: ['?'], does: 'This list' },
      { keys: ['Esc'], does: 'Close what is open' },
    ],
  },

  search: {
    title: 'Search',
    description: 'Search all interview questions and their answers.',
    withoutScripts:
      'Search needs JavaScript. Without it there are the topics below, and a list of all questions.',
    browse: 'Or browse a topic',
    label: 'Search questions',
    placeholder: 'Search',
    submit: 'Search',
    filters: {
      topic: { label: 'Topic', all: 'All topics' },
      tag: { label: 'Tag', all: 'All tags' },
      level: { label: 'Level', all: 'All levels' },
    },
    all: 'All results',
    more: 'More results',
    recent: 'Recent searches',
    forget: 'Forget them',
  },

  notFound: {
    title: 'Not found',
    description: 'There is no such page.',
    heading: 'Good question. We have no answer.',
    lead: 'Nothing stands at this address, and the examiner is looking over their glasses. Ask again:',
  },
}

/** What is said of a link, in the script of src/share. */
export type ShareWords = typeof words.share.said

/** What the search says while a reader types: a script takes these along, and nothing of the above. */
export const searchWords = {
  working: 'Searching …',
  unreachable: 'Search cannot be reached just now.',
  retry: 'Try again',
  corrected: (instead: string) => `Showing results for ${instead}`,
  missing: (words: string) => `nothing for ${words}`,
  missingOnly: (words: string) => `Nothing for ${words}`,
  partial: (lacking: string) => `No question holds all of these words. The first lacks ${lacking}.`,
  without: (words: string) => `Without ${words}.`,
  asTyped: 'Search as typed',
  nearest: 'Did you mean',
  others: 'Or browse a topic below.',
  option: (name: string, count: number) => `${name} (${count})`,
  keep: 'Keep recent searches on this device',
  doNotKeep: 'Do not keep recent searches',
  /** What is said of a finished search. It never repeats the query, which may be long or strange. */
  found: (count: number) =>
    count === 0 ? 'No results' : counted(count, { one: '# result', other: '# results' }),
}

const { count: counted, number, date } = formatsOf(language)

export function questionCount(count: number): string {
  return counted(count, { one: '# question', other: '# questions' })
}

function topicCount(count: number): string {
  return counted(count, { one: '# topic', other: '# topics' })
}
