/**
 * The text that stands behind the HTML of a post. Not a general parser: the markup comes from a
 * fixed set, and the result is only compared and shown as text, never as HTML.
 */
export function textOf(html: string): string {
  return decode(
    html
      .replace(/\r?\n/g, ' ')
      .replace(/<br\s*\/?>/gi, '\n')
      .replace(/<\/p>\s*<p(?: [^<>]*)?>/gi, '\n\n')
      .replace(/<\/(p|li|blockquote|h[1-6])>/gi, '\n')
      .replace(/<\/?[a-z][^<>]*>/gi, ''),
  ).trim()
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  hellip: '…',
}

function decode(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex, dec, name) => {
    if (name !== undefined) return named[name] ?? whole
    const point = hex !== undefined ? Number.parseInt(hex, 16) : Number(dec)
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })
}
