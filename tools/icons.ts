import { readFile, writeFile } from 'node:fs/promises'
import { chromium } from 'playwright-core'
import { findChromium } from '../tests/e2e/browser.ts'

/** `npm run icons`: makes the icons that must be PNG from `public/icon.svg`. */
async function drawIcons(): Promise<void> {
  const mark = (await readFile('public/icon.svg', 'utf8')).trim()
  const browser = await chromium.launch({ executablePath: await findChromium() })
  try {
    const page = await browser.newPage()
    for (const { name, size, isMasked } of icons) {
      await page.setViewportSize({ width: size, height: size })
      // A system cuts what is masked to a shape of its own: the mark keeps to the circle that is always seen.
      const drawn = isMasked
        ? mark.replace('#0f7a60', '#fff').replace('#fff" stroke-width', '#0f7a60" stroke-width')
        : mark
      const [ground, room] = isMasked ? ['#0f7a60', '58%'] : ['transparent', '100%']
      await page.setContent(
        `<body style="margin:0;display:grid;place-items:center;height:100vh;background:${ground}">` +
          drawn.replace('<svg', `<svg style="width:${room}"`),
      )
      await writeFile(`public/${name}.png`, await page.screenshot({ omitBackground: true }))
    }
  } finally {
    await browser.close()
  }
}

const icons = [
  { name: 'icon-180', size: 180, isMasked: true },
  { name: 'icon-192', size: 192, isMasked: false },
  { name: 'icon-512', size: 512, isMasked: false },
  { name: 'icon-maskable', size: 512, isMasked: true },
]

await drawIcons()
