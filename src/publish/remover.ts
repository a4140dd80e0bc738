import { takeOver } from './swap.ts'

/** Removes the folder of ours that it is started with. */
await takeOver(process.argv[2]!)
