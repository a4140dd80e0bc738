/** Many may be at work at once, or one alone: whoever wants to be alone waits until all have ended, and all others wait for it. */
export function takeTurns() {
  let working = 0
  let told: (() => void) | undefined
  let alone: Promise<void> | undefined
  return {
    /** Begins when nobody is alone; must be told of the end by the function that it answers. */
    async begin(): Promise<() => void> {
      while (alone) await alone
      working += 1
      let isOver = false
      return () => {
        if (isOver) return
        isOver = true
        working -= 1
        if (working === 0) told?.()
      }
    },
    /**
     * Holds back all that begins from now on, until `act` has ended; it may await `rest`, which comes when all that has
     * begun before is over.
     */
    async alone<Made>(act: (rest: () => Promise<void>) => Promise<Made>): Promise<Made> {
      const { promise, resolve } = Promise.withResolvers<void>()
      alone = promise
      const rest = () =>
        new Promise<void>((resolve) => {
          told = resolve
          if (working === 0) resolve()
        })
      try {
        return await act(rest)
      } finally {
        alone = undefined
        told = undefined
        resolve()
      }
    },
  }
}
