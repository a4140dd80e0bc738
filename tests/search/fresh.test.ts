import type { IncomingMessage, ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { freshIndex } from '../../src/search/build/dev.ts'

test('where there is no question yet, the files of the index are not there', async () => {
  const index = freshIndex(async () => [])

  const status = new Promise((resolve, reject) => {
    const response = { writeHead: (status: number) => ({ end: () => resolve(status) }) }
    const request = { url: '/pagefind/pagefind.js' }
    index.answer(request as IncomingMessage, response as unknown as ServerResponse, reject)
  })

  expect(await status).toBe(404)
})
