import sharp from 'sharp'

/** What an image's bytes hold, or why it is not shown, in words; `isOver` where the process has ended with it. */
export type Looked =
  | Seen
  | { reason: string; isOver?: true }
  | { tooLarge: { width: number; height: number } }

export interface Seen {
  mediaType: string
  /** In CSS pixels. */
  width: number
  height: number
  /** A drawing as a PNG; `undefined` for what is published as it is. */
  drawn?: Uint8Array
}

/** What a process is asked: an image's bytes, and the most pixels that it may have. */
export interface Request {
  bytes: Uint8Array
  pixels: number
}

/** The most that one image may take, in seconds of processor time and in megabytes of this process's memory. */
const most = { seconds: 3, megabytes: 1024 }

async function look({ bytes, pixels }: Request): Promise<Looked> {
  const described = await sharp(bytes, { limitInputPixels: false }).metadata().catch(ifNoImage)
  if (!described) return { reason: 'its bytes are those of no image that browsers know' }
  const { mediaType = '', autoOrient, pageHeight } = described
  const { width, height } = { ...autoOrient, ...(pageHeight ? { height: pageHeight } : {}) }
  if (width * height > pixels) return { tooLarge: { width, height } }
  if (mediaType !== 'image/svg+xml') return { mediaType, width, height }
  // At an address of its own, a drawing can run scripts: a picture of it cannot. Drawn at twice its size, for screens
  // with small pixels, and without whatever it refers to.
  const drawing = sharp(bytes, { density: 144, limitInputPixels: pixels * 4 })
  const drawn = await drawing.png().toBuffer().catch(ifNoImage)
  return drawn
    ? { mediaType, width, height, drawn: new Uint8Array(drawn) }
    : { reason: 'it could not be drawn' }
}

/** Ends this process when an image takes too much: what draws it hears of nothing, but runs beside this thread. */
function watch(): NodeJS.Timeout {
  const before = process.cpuUsage()
  return setInterval(() => {
    const { user, system } = process.cpuUsage(before)
    if ((user + system) / 1e6 > most.seconds) end(`it takes more than ${most.seconds} seconds to draw`)
    else if (process.memoryUsage.rss() / 2 ** 20 > most.megabytes)
      end(`it takes more than ${most.megabytes} MB of memory to draw`)
  }, 20)
}

function end(reason: string): void {
  // An ordinary exit would wait for the drawing.
  process.send!({ reason, isOver: true } satisfies Looked, () => process.kill(process.pid, 'SIGKILL'))
}

/** Catches what sharp says of bytes that it cannot read: it has no codes, and its words name its own parts. */
function ifNoImage(error: unknown): undefined {
  if (!(error instanceof Error)) throw error
}

process.on('message', async (request: Request) => {
  const watching = watch()
  const looked = await look(request)
  clearInterval(watching)
  process.send!(looked)
})
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
