/** A text with the digits of every script as `0` to `9`, as long as it was. */
export function plainDigits(text: string): string {
  return text.replace(/(?!\d)[\p{Nd}--[\u{10000}-\u{10FFFF}]]/gv, (sign) => String(numberOf(sign)))
}

/** Each script has its ten in a row, from a place that ends in 0 or in 6. */
function numberOf(digit: string): number {
  const code = digit.codePointAt(0)!
  const start = code & ~0xf
  return code - (/\p{Nd}/u.test(String.fromCodePoint(start)) ? start : start + 6)
}
