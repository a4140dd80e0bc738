import { createHash } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { words } from '../../words.ts'

/** Notes with their decks, as they go into one file. */
export interface Collection {
  /** What the site is known by: notes of two sites never meet. */
  site: string
  name: string
  style: string
  decks: readonly { id: string; title: string }[]
  notes: readonly Note[]
}

export interface Note {
  /** What Anki knows the note by, for good. */
  guid: string
  topic: string
  /** As plain text. */
  title: string
  question: string
  answer: string
  link: string
  tags: readonly string[]
  /** Rises with each change: Anki takes over what has a higher one. */
  revision: number
}

/** Writes a collection of Anki's schema 11, which every release of the last ten years reads. */
export function writeCollection(file: string, { site, name, style, decks, notes }: Collection): void {
  const model = idOf(`${site} model 1`)
  const deckIds = new Map(decks.map(({ id }) => [id, idOf(`${site} deck ${id}`)]))
  const used = new Set(notes.map(({ topic }) => topic))
  const database = new DatabaseSync(file)
  try {
    database.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; ${tables}`)
    database.exec('BEGIN')
    const own = [...deckIds].filter(([topic]) => used.has(topic))
    const titles = new Map(decks.map(({ id, title }) => [id, title]))
    const allDecks = [
      deckOf(1, 'Default'),
      ...own.map(([topic, id]) => deckOf(id, `${plain(name)}::${plain(titles.get(topic)!)}`)),
    ]
    database
      .prepare('INSERT INTO col VALUES (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, ?)')
      .run(
        ...[epoch, epoch * 1000, epoch * 1000],
        JSON.stringify({ ...conf, curModel: String(model), nextPos: notes.length + 1 }),
        JSON.stringify({ [model]: modelOf(model, plain(name), style) }),
        JSON.stringify(Object.fromEntries(allDecks.map((deck) => [deck.id, deck]))),
        JSON.stringify({ 1: deckConf }),
        '{}',
      )
    const addNote = database.prepare("INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')")
    const addCard = database.prepare(
      "INSERT INTO cards VALUES (?, ?, ?, 0, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')",
    )
    const taken = new Set<number>()
    for (const [place, note] of notes.entries()) {
      let id = idOf(note.guid)
      while (taken.has(id)) id += 1
      taken.add(id)
      const changed = epoch + note.revision
      const fields = [note.question, note.answer, note.link].join('\x1f')
      const tags = note.tags.length > 0 ? ` ${note.tags.join(' ')} ` : ''
      addNote.run(id, note.guid, model, changed, tags, fields, note.title, checksum(note.question))
      addCard.run(id, id, deckIds.get(note.topic)!, changed, place + 1)
    }
    database.exec('COMMIT')
  } finally {
    database.close()
  }
}

/** From here on revisions are counted, in seconds. */
const epoch = 1_700_000_000

/** An id as Anki makes them, of the size of a time in milliseconds, but always the same. */
function idOf(of: string): number {
  return 1_000_000_000_000 + (createHash('sha256').update(of).digest().readUIntBE(0, 6) % 600_000_000_000)
}

/** Anki finds notes with the same first field by it. */
function checksum(field: string): number {
  const text = field.replace(/<[^>]*>/g, '')
  return Number.parseInt(createHash('sha1').update(text).digest('hex').slice(0, 8), 16)
}

/** Two colons part a deck from the one in it. */
function plain(name: string): string {
  return name.replaceAll('::', ':').replaceAll('"', '')
}

function deckOf(id: number, name: string) {
  return {
    ...{
      id,
      name,
      mod: epoch,
      usn: -1,
      desc: '',
      dyn: 0,
      conf: 1,
      collapsed: false,
      browserCollapsed: false,
    },
    ...{
      extendNew: 0,
      extendRev: 0,
      lrnToday: [0, 0],
      newToday: [0, 0],
      revToday: [0, 0],
      timeToday: [0, 0],
    },
  }
}

function modelOf(id: number, name: string, css: string) {
  const field = (name: string, ord: number) => ({
    ...{ name, ord, sticky: false, rtl: false, font: 'Arial', size: 20, media: [] },
  })
  const { question, answer, link } = words.study.anki
  const template = {
    ...{ name: question, ord: 0, did: null, bqfmt: '', bafmt: '', bfont: '', bsize: 0 },
    qfmt: `<main>{{${question}}}</main>`,
    afmt: `<main>{{${question}}}<hr id="answer">{{${answer}}}<p class="link"><a href="{{${link}}}">{{${link}}}</a></p></main>`,
  }
  return {
    ...{ id, name: `Viva · ${name}`, type: 0, mod: epoch, usn: -1, sortf: 0, did: 1, css },
    flds: [field(question, 0), field(answer, 1), field(link, 2)],
    ...{ tmpls: [template], req: [[0, 'any', [0]]], tags: [], vers: [], latexsvg: false },
    latexPre: '\\documentclass[12pt]{article}\n\\begin{document}\n',
    latexPost: '\\end{document}',
  }
}

const conf = {
  ...{ activeDecks: [1], curDeck: 1, newSpread: 0, collapseTime: 1200, timeLim: 0, estTimes: true },
  ...{ dueCounts: true, sortType: 'noteFld', sortBackwards: false, addToCur: true },
}

const deckConf = {
  ...{
    id: 1,
    name: 'Default',
    mod: 0,
    usn: 0,
    maxTaken: 60,
    autoplay: true,
    timer: 0,
    replayq: true,
    dyn: false,
  },
  new: {
    ...{
      bury: false,
      delays: [1, 10],
      initialFactor: 2500,
      ints: [1, 4, 0],
      order: 1,
      perDay: 20,
      separate: true,
    },
  },
  rev: {
    bury: false,
    ease4: 1.3,
    fuzz: 0.05,
    ivlFct: 1,
    maxIvl: 36500,
    minSpace: 1,
    perDay: 200,
    hardFactor: 1.2,
  },
  lapse: { delays: [10], leechAction: 1, leechFails: 8, minInt: 1, mult: 0 },
}

const tables = `
CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null, scm integer not null,
  ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null,
  models text not null, decks text not null, dconf text not null, tags text not null);
CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null, mod integer not null,
  usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null,
  flags integer not null, data text not null);
CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null, ord integer not null,
  mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null,
  ivl integer not null, factor integer not null, reps integer not null, lapses integer not null,
  left integer not null, odue integer not null, odid integer not null, flags integer not null, data text not null);
CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null,
  ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null,
  type integer not null);
CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);
`
