import type { AddressInfo } from 'node:net'
import { serverOf } from '../../src/publish/serve.ts'

// Serves the site in a folder, which others build anew in the meantime.
const server = serverOf(process.argv[2]!).listen(0, '127.0.0.1', () =>
  console.log(`Viva is at http://127.0.0.1:${(server.address() as AddressInfo).port}/prep/`),
)
