/** How the files of an index arrive. */
export interface Requests {
  /** Fetches a file whole. Throws where it cannot be had, is a page of HTML, or is cut short. */
  fetch(address: string): Promise<Response>
  /** Takes the answer for a file that was asked for before. */
  take(address: string, answer: Promise<Response>): void
  /** Why a file could not be had, whoever asked for it; `undefined` while all could. */
  failure(): Error | undefined
  /** When something last arrived, in the time of `performance.now()`. */
  heardAt(): number
}

const browserFetch = globalThis.fetch
let watched: { folder: string; requests: Requests } | undefined

/**
 * Watches all requests for files below a folder, Pagefind's own too: it logs what fails and answers as if nothing were
 * there. A file is asked for once, however many want it. `isAgain` looks past what the browser remembers.
 */
export function watchRequests(folder: string, isAgain: boolean): Requests {
  const files = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()
  let failure: Error | undefined
  let heardAt = performance.now()
  const read = async (address: string, answer?: Promise<Response>) => {
    try {
      const response = await (answer ?? browserFetch(address, isAgain ? { cache: 'reload' } : {}))
      if (!response.ok) throw new Error(`${address} answers ${response.status}.`)
      const chunks: Uint8Array<ArrayBuffer>[] = []
      for (const reader = response.body!.getReader(); ; ) {
        const { done, value } = await reader.read()
        heardAt = performance.now()
        if (done) break
        chunks.push(value)
      }
      const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer())
      if (/\.(?:pf_\w+|pagefind)$/.test(address)) await unpack(bytes, address)
      return bytes
    } catch (error) {
      failure ??= error as Error
      throw error
    }
  }
  const requests: Requests = {
    async fetch(address) {
      // Pagefind has its entry looked up anew each time; this one is of this visit.
      const path = address.replace(/\?.*/, '')
      const bytes = files.get(path) ?? read(path)
      files.set(path, bytes)
      return new Response(await bytes)
    },
    take(address, answer) {
      const bytes = read(address, answer)
      bytes.catch(() => {})
      files.set(address, bytes)
    },
    failure: () => failure,
    heardAt: () => heardAt,
  }
  watched = { folder, requests }
  globalThis.fetch = (input, init) =>
    typeof input === 'string' && watched && new URL(input, location.href).href.startsWith(watched.folder)
      ? watched.requests.fetch(new URL(input, location.href).href)
      : browserFetch(input, init)
  return requests
}

/** Pagefind packs its files: what does not unpack is cut short, or something else. */
async function unpack(bytes: Uint8Array<ArrayBuffer>, address: string): Promise<void> {
  // A server may have unpacked it already.
  if (new TextDecoder().decode(bytes.subarray(0, 12)) === 'pagefind_dcd') return
  try {
    await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer()
  } catch (error) {
    throw new Error(`${address} is no whole file of the index.`, { cause: error })
  }
}
