/** What ends a command and is no fault of its code. Its message is written for the person at the keyboard. */
export class Failure extends Error {}

/** An error in words: what the system or a `Failure` says; of a fault of ours, where it comes from too. */
export function tell(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error instanceof Failure || 'syscall' in error ? error.message : (error.stack ?? error.message)
}
