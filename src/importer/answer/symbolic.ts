/**
 * Addresses inside the content, until all files are read and have ids: `viva:` and what the author wrote. They are the
 * first attribute of their tags. `sanitize.ts` lets the scheme through.
 */
export const scheme = 'viva'

/** The address of a link. */
export function symbolicLink(target: string): string {
  return `${scheme}:${encodeURIComponent(target)}`
}

/** The address of an image. */
export function symbolicImage(target: string): string {
  return `${scheme}:${target}`
}

/** What the author wrote for the address of an image. */
export function imageTarget(symbolic: string): string {
  return symbolic.slice(scheme.length + 1)
}

/**
 * Gives each link of an HTML text the address of its target, as it stands in an attribute; one without loses its link.
 * Words in double brackets lose these where their note was found.
 */
export function replaceLinks(html: string, addressOf: (target: string) => string | undefined): string {
  return html.replace(links, (_, target: string, words: string | undefined) => {
    const address = addressOf(decodeURIComponent(target))
    if (words === undefined) return address === undefined ? '<a' : `<a href="${address}"`
    return address === undefined ? `<a>[[${words}]]` : `<a href="${address}">${words}`
  })
}

/** Puts a text in place of each image, in order, made of its target and its other attributes as they are written. */
export function replaceImages(html: string, textOf: (target: string, attributes: string) => string): string {
  return html.replace(images, (_, target: string, attributes: string) => textOf(target, attributes))
}

const links = new RegExp(`<a href="${scheme}:([^"]*)"(?:>\\[\\[([^<[\\]]*)\\]\\](?=</a>))?`, 'g')
const images = new RegExp(`<img src="${scheme}:([^"]*)"((?: [\\w-]+="[^"]*")*)>`, 'g')
