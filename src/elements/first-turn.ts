/**
 * What fetches a script at the first turn to what needs it, and again only where it could not be had. It answers
 * whether the script is there; `missed` has what shows that it is not.
 */
export function fetcherOf(load: () => Promise<unknown>, missed = () => {}): () => Promise<boolean> {
  let fetching: Promise<boolean> | undefined
  return () => {
    fetching ??= load().then(
      () => true,
      (error) => {
        fetching = undefined
        missed()
        console.error(error)
        return false
      },
    )
    return fetching
  }
}
