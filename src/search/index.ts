import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { close, createIndex } from 'pagefind'

/**
 * Indexes the question pages of a built site and writes the index into its `pagefind` folder. Throws in
 * Pagefind's own words where it fails, or where it finds no page: a build without search is a failed build.
 */
export async function writeIndex(site: string): Promise<void> {
  try {
    const { index } = answered(await createIndex({ includeCharacters: "+#=<>.$_()[]{}'&|!*/-@" }))
    const { page_count } = answered(await index!.addDirectory({ path: site }))
    if (page_count === 0) throw new Error('The search index holds no page.')
    const { files } = answered(await index!.getFiles())
    // Written here: Pagefind's own writer may answer before its bytes are on disk.
    for (const { path, content } of files) {
      if (unused.test(path)) continue
      const file = join(site, 'pagefind', path)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, content)
    }
  } finally {
    await close()
  }
}

/** Pagefind's own interface, which this site has no use for. */
const unused = /^pagefind-(ui|modular-ui|component-ui|highlight)\./

function answered<Answer extends { errors: string[] }>(answer: Answer): Answer {
  if (answer.errors.length > 0) throw new Error(`The search index failed: ${answer.errors.join('; ')}`)
  return answer
}
