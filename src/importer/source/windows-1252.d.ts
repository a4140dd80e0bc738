// The package's own types are hidden by its “exports”.
declare module 'windows-1252' {
  /** The bytes of a text in Windows-1252; throws where it has none. */
  export function encode(text: string): Uint16Array
}
