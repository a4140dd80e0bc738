import { defineCollection, reference } from 'astro:content'
import { z } from 'astro/zod'
import { accents } from './importer/metadata/settings.ts'
import { collectionLoader } from './loader.ts'

/** What `site.yaml` says: the one entry is `site`. */
const settings = defineCollection({
  loader: collectionLoader('settings'),
  schema: z.object({
    /** The site's name; `null` where it has none of its own. */
    title: z.string().nullable(),
    /** One sentence or two for search engines and cards. */
    description: z.string().nullable(),
    /** The BCP 47 tag of the language that the site is written in. */
    language: z.string(),
    /** Where the content is kept, so that pages lead to their source. */
    repository: z
      .object({
        url: z.url(),
        branch: z.string(),
        /** The content folder's path from the working directory. */
        content: z.string(),
        /** Its path in the repository; empty where it is all of it. */
        folder: z.string(),
      })
      .nullable(),
    /** The name of the colour that links and marks have. */
    accent: z.enum(accents),
    /** Links for the header of every page; `href` is `null` where one leads nowhere. */
    navigation: z.array(z.object({ title: z.string(), href: z.string().nullable() })),
    /** What stands at the end of every page, as safe HTML. */
    footer: z.string().nullable(),
    /** Hosts that images may come from. */
    remoteImages: z.array(z.string()),
  }),
})

/** A content file. */
const topics = defineCollection({
  loader: collectionLoader('topics'),
  schema: z.object({
    /** The frontmatter's title, else the file's own first heading, else its name. */
    title: z.string().min(1),
    /** One sentence or two, from the frontmatter. */
    description: z.string().nullable(),
    /** Topics with an order stand before those without, lowest first. */
    order: z.number().nullable(),
    /** A BCP 47 tag, where the topic is not in the site's language. */
    language: z.string().nullable(),
    /** The file's path from the working directory, with slashes. */
    file: z.string(),
    /** What stands above the first question, as safe HTML. */
    introduction: z.string().nullable(),
    /** Headings above questions, in the file's order, each with what stands below it before a question. */
    sections: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        introduction: z.string().nullable(),
        /** Anchors of sections that are gone, and whose questions stand here now. */
        former: z.array(z.string()),
      }),
    ),
    /** Anchors of sections that are gone altogether. */
    former: z.array(z.string()),
  }),
})

/** A question; its id is its permalink, and its answer is the entry's rendered content. */
const questions = defineCollection({
  loader: collectionLoader('questions'),
  schema: z.object({
    /** As a reader sees it, without its number. */
    title: z.string().min(1),
    /** The title as safe inline HTML. */
    titleHtml: z.string().min(1),
    /** Whether other questions have the same title: what they ask below it tells them apart. */
    sharesTitle: z.boolean(),
    topic: reference('topics'),
    /** The id of its section in the topic; `null` above the first. */
    section: z.string().nullable(),
    /** Its place in its file, from 0. */
    position: z.number().int().nonnegative(),
    /** The topic's tags, then its own, in lower case. */
    tags: z.array(z.string()),
    /** Other words to find it by. */
    aliases: z.array(z.string()),
    level: z.enum(['easy', 'medium', 'hard']).nullable(),
    /** The day somebody last made sure that the answer holds: `2026-01-31`. */
    reviewed: z.iso.date().nullable(),
    /** The file's path from the working directory, with slashes. */
    file: z.string(),
    /** The lines of the title and of the answer's end, 1-based. */
    line: z.number().int().positive(),
    endLine: z.number().int().positive(),
    /** The exact slice of the source that stands below the title: prompt, choices and answer. */
    markdown: z.string(),
    /** The definitions of links and footnotes that it names and that stand elsewhere in the file. */
    definitions: z.string(),
    /** What belongs to the question beside its title, as safe HTML and as plain text; `null` where nothing does. */
    prompt: z.object({ html: z.string(), text: z.string() }).nullable(),
    /** The answers to choose from; empty where the question gives none. */
    choices: z.array(
      z.object({
        /** The letter or the number that the answer calls it by: `A`, `1`. */
        label: z.string().min(1),
        /** As safe HTML and as plain text. */
        html: z.string(),
        text: z.string(),
        /** Whether it is right; no page tells before it is asked. */
        correct: z.boolean(),
      }),
    ),
    /** Whether there is an answer, or a choice known to be right. What has neither is left out of practice. */
    answered: z.boolean(),
    /** The answer as plain text, blocks parted by newlines; empty where there is none. */
    text: z.string(),
    /** The day it was first published, and the last one its title or text changed after that; `null` for a draft. */
    published: z.iso.date().nullable(),
    updated: z.iso.date().nullable(),
  }),
})

/** Addresses that were published once and lead on now, or tell that nothing stands there any more: in one entry, `all`. */
const former = defineCollection({
  loader: collectionLoader('former'),
  schema: z.object({
    addresses: z.array(
      z.object({
        kind: z.enum(['question', 'topic', 'tag']),
        id: z.string(),
        /** What stood there. */
        title: z.string(),
        /** The id of its own kind that it leads to; `null` where it is retired. */
        to: z.string().nullable(),
        /** Questions that its readers may have looked for, the likeliest first. */
        nearest: z.array(reference('questions')),
      }),
    ),
  }),
})

export const collections = { settings, topics, questions, former }
