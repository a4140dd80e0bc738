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

  /** What the author sees while writing, and no reader. */
  desk: {
    title: 'Only you see this',
    more: (count: number) => `${number(count)} more: the terminal names them.`,
  },

  home: {
    title: 'Interview questions, answered',
    lead: (questions: number, topics: number) =>
      `${questionCount(questions)}${topics > 1 ? ` in ${topicCount(topics)}` : ''}. Read them, search them, link to any part of an answer.`,
    description: (questions: number) =>
      `${questionCount(questions)} from interviews with answers, to read, search and link to.`,
    all: (questions: number) => `All ${questionCount(questions)}`,
    topics: 'Topics',
    letters: 'Topics by letter',
    news: 'What is new',
    /** Topics without questions. */
    telling: 'More to read',
    /** What the home page is called where something leads to it. */
    crumb: 'Home',
    tags: 'Tags',
    moreTags: (count: number) => `All ${number(count)} tags`,
  },

  topic: {
    description: (count: number, title: string) =>
      count > 0 ? `${questionCount(count)} with answers: ${title}.` : title,
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
    choose: (label: string) => `Choose ${label}`,
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
  },

  study: {
    title: 'Practise',
    description:
      'Practise interview questions: say the answer, then compare. Planned to the day of your interview.',
    lead: 'Say each answer before you see it. What you grade is kept in this browser, and nowhere else.',
    withoutScripts: 'Practice needs JavaScript. Every question can be read without it.',
    answerFirst: 'Answer first',
    typed: 'Say your answer aloud, or type it here. It stays in this tab.',
    hint: 'Show the next part',
    all: 'Show all',
    said: 'I said this',
    grade: 'How did it go?',
    grades: { again: 'Again', hard: 'Hard', good: 'Good', easy: 'Easy' },
    next: 'Next question',
    back: 'Back',
    undo: 'Undo',
    end: 'End',
    bookmark: 'Bookmark',
    note: 'Note',
    noteLabel: 'Your note. It stays in this browser.',
    begin: 'Today',
    start: 'Start',
    size: 'Questions',
    interview: 'Your interview',
    interviewHint: 'With a day, each day is planned so that most is known on it.',
    date: 'Day of the interview',
    answers: 'Answers a day',
    daysOff: 'Days off',
    weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
    underWay: 'A session is under way',
    resume: 'Continue',
    drop: 'Drop it',
    ended: 'The session is over',
    onlyThese: 'Only these again',
    compare: 'Compare and grade',
    done: 'Done',
    mock: 'Mock interview',
    mockLead: 'Questions at random, and no answers before the end. Then each is compared and graded.',
    minutes: 'Minutes',
    countdown: 'Show a countdown',
    startMock: 'Begin the interview',
    random: 'A random question',
    randomLead: 'Leads to a question at random.',
    scope: {
      hint: 'All questions, unless you choose some.',
      ...{ topics: 'Topics', tags: 'Tags', levels: 'Levels', only: 'Which of them' },
      onlys: {
        all: 'All',
        new: 'Never practised',
        struggled: 'Struggled with',
        bookmarked: 'Bookmarked',
      },
    },
    anki: {
      ...{ question: 'Question', answer: 'Answer', link: 'Link' },
      topic: 'This topic for Anki',
      all: 'All questions for Anki',
    },
    progress: {
      title: 'Progress',
      description: 'What you know, what is due, and the plan to your interview. Kept in this browser only.',
      lead: 'Kept in this browser, and nowhere else.',
      plan: 'The plan',
      unfit: 'What does not fit',
      due: 'Due in the next days',
      reviews: 'Reviews by day',
      topics: 'What is known, by topic',
      missed: 'Parts most often missed',
      changed: 'Changed since you learned it',
      bookmarks: 'Bookmarks and notes',
      retired: 'No longer asked here',
      table: 'As a table',
      keep: 'Keep it safe',
      keepLead: 'A file with all of it: for another browser, or for the day this one forgets.',
      export: 'Export',
      import: 'Import a file',
      merge: 'Merge',
      cancel: 'Cancel',
      back: 'Go back to before the last merge',
      wipe: 'Delete all progress',
      schema: 'How the file is written',
    },
  },

  former: {
    thing: { question: 'This question', topic: 'This topic', tag: 'This tag' },
    description: (thing: string) => `${thing} is no longer here.`,
    moved: (thing: string) => `${thing} has moved.`,
    follow: 'Go there',
    retired: (thing: string) =>
      `${thing} has been removed. Its address is kept, so that old links still lead somewhere.`,
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
      { keys: ['u'], does: 'Up to the topic; in practice, undo' },
      { keys: ['Space'], does: 'In practice, show the next part; with Shift, all' },
      { keys: ['1', '…', '4'], does: 'In practice, grade' },
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
    forget: 'Clear',
  },

  notFound: {
    title: 'Not found',
    description: 'There is no such page.',
    heading: 'Good question. We have no answer.',
    lead: 'Nothing stands at this address, and the examiner is looking over their glasses. Ask again:',
  },
}

/** What is said of a link, in the script of src/share. */
export const shareWords = {
  copied: 'Link copied',
  cited: 'Title and link copied',
  /** `{words}` are the first ones of a part. */
  linkTo: 'Link to “{words}”',
  keys: 'Enter copies the link. The arrow keys lead to the other parts.',
  refused: 'The browser does not let this page copy. Copy it from here.',
  notShared: 'Not shared: link copied',
  nearest: 'It has changed. This is the nearest.',
  gone: 'It is gone. This is where the rest begins.',
}

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

/** What practice says: its scripts take these along, and nothing of the above. */
export const studyWords = {
  grades: { again: 'Again', hard: 'Hard', good: 'Good', easy: 'Easy' },
  shown: (shown: number, parts: number) => `${number(shown)} of ${number(parts)} shown.`,
  tick: 'Tick what you said, then grade.',
  suggested: 'Suggested',
  graded: (grade: string, day: string) => `${grade}. Next: ${day}.`,
  undone: 'Undone. Grade it again.',
  notBefore: 'not before the interview',
  onDay: (day: string, today: string) => {
    const days = (Date.parse(day) - Date.parse(today)) / 86_400_000
    return days === 0
      ? 'today'
      : days === 1
        ? 'tomorrow'
        : days < 7
          ? counted(days, { one: 'in # day', other: 'in # days' })
          : date(day)
  },
  place: (place: number, count: number) => `Question ${number(place)} of ${number(count)} in this session.`,
  gone: 'This question is no longer asked here.',
  timeOver: 'Time is up.',
  end: 'End',
  right: 'Right:',
  wrong: 'Not quite. Right:',
  hidden: 'Answers are hidden until you have answered.',
  open: 'Answers are open.',
  noted: 'Note saved.',
  changed: 'This answer has changed since you learned it. What is new is marked.',
  trouble: {
    blocked:
      'This browser does not let this site store anything: your reviews are kept until you close this tab. Export them from Progress.',
    newer:
      'Progress was written by a newer release of this site. Reload the page; until then it is kept in this tab only.',
    full: 'Storage is full: this is kept until you close this tab. Make room, or export it from Progress.',
  },
  unreadable: (count: number) =>
    counted(count, {
      one: '# record cannot be read, and was set aside.',
      other: '# records cannot be read, and were set aside.',
    }),
  unreachable: 'The list of questions cannot be reached just now. Reload the page to try again.',
  nothingInScope: 'No question fits. Choose more of them.',
  nothingYet: 'You have not practised anything yet.',
  standings: { new: 'New', learning: 'Learning', known: 'Known', due: 'Due' },
  counted: {
    new: (count: number) => `${number(count)} new`,
    learning: (count: number) => `${number(count)} learning`,
    known: (count: number) => `${number(count)} known`,
    due: (count: number) => `${number(count)} due`,
  },
  bookmarked: 'Bookmarked',
  hasNote: 'Noted',
  /** A topic and what is known of it. */
  share: (topic: string, counts: readonly string[]) => `${topic} · ${counts.join(', ')}`,
  notBegun: (count: number) =>
    count > 0
      ? counted(count, { one: '# topic is not begun yet.', other: '# topics are not begun yet.' })
      : '',
  topic: 'Topic',
  day: 'Day',
  dueIn: 'Due',
  reviewsIn: 'Reviews',
  plannedIn: 'Planned',
  shortDay: (day: string) => String(Number(day.slice(8))),
  missedOf: (missed: number, asked: number) => `missed ${number(missed)} of ${number(asked)} times`,
  exported: 'Exported.',
  refused: (field: string, takes: string) =>
    `Nothing was changed: ${field ? `“${field}”` : 'the file'} has to be ${takes}.`,
  wouldMerge: (added: number, known: number) =>
    `The file adds ${counted(added, { one: '# record', other: '# records' })}; ${number(known)} are here already. Nothing is lost.`,
  wouldSettle: 'Its settings are newer and will count.',
  otherSite: 'It was exported from another site.',
  merged: (added: number) => `${counted(added, { one: '# record', other: '# records' })} added.`,
  restored: 'All is as it was before the last merge.',
  wipe: 'Delete all progress of this site in this browser? Only an exported file brings it back.',
  wiped: 'All progress is deleted.',
  inScope: (count: number) => `${questionCount(count)} to choose from: those that gain most come first.`,
  dateIsPast: 'That day is not in the future. Questions that gain most come first.',
  dayOff: 'Today is a day off.',
  planned: (count: number, days: number) =>
    `${questionCount(count)} left for today, ${counted(days, { one: '# day', other: '# days' })} to study.`,
  expected: (known: number, count: number) =>
    `On the day you will recall about ${number(known)} of ${number(count)}, according to a model of memory.`,
  doesNotFit: (count: number) =>
    counted(count, { one: '# question does not fit.', other: '# questions do not fit.' }),
  never: 'never',
  onOneDay: 'on one day only',
  moreOfThem: (count: number) => counted(count, { one: '# more', other: '# more' }),
  ended: (graded: number, missed: number) =>
    graded === 0
      ? 'No question was graded.'
      : missed === 0
        ? `${questionCount(graded)} graded. Nothing was missed.`
        : `${questionCount(graded)} graded. These were missed:`,
  mockOver: (count: number) => `${questionCount(count)} asked. Now compare what you said with the answers.`,
  remind: 'A week of reviews is kept nowhere but in this browser. Export them from Progress.',
  safari:
    'Safari deletes what a site keeps after 7 days without a visit. Come back within them, or export from Progress.',
}

export type StudyWords = typeof studyWords

const { count: counted, number, date } = formatsOf(language)

export function questionCount(count: number): string {
  return counted(count, { one: '# question', other: '# questions' })
}

function topicCount(count: number): string {
  return counted(count, { one: '# topic', other: '# topics' })
}
