/** Where it is noted what led to a page. */
export const foundKey = 'viva:found'

/** What this device keeps for the site; `undefined` where the reader's browser refuses it. */
export function deviceStorage(): Storage | undefined {
  try {
    return localStorage
  } catch (error) {
    console.warn(error)
    return undefined
  }
}

/** The value of a JSON text; `undefined` where it is none. */
export function parsed(text: string | null): unknown {
  if (text === null) return undefined
  try {
    return JSON.parse(text)
  } catch (error) {
    console.warn(error)
    return undefined
  }
}
