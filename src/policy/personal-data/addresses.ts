import type { Found } from './found.ts'

interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
}

const outward = /^[A-Z]{1,2}\d(?:\d|[A-Z])?$/i
const inward = /^\d[A-Z]{2}$/i
const whole = /^([A-Z]{1,2}\d(?:\d|[A-Z])?)(\d[A-Z]{2})$/i
const houseNumber = /^\d{1,4}[a-z]?$/i

const streets = new Set(
  `avenue ave bank broadway chase circus clos close common court crescent cres croft drive dr
  end esplanade fields ffordd gardens gdns gate grange green grove heath heol hill house lane ln lea
  lodge maes meadow meadows mews mount parade park passage path place pl plas promenade quay ridge
  rise road rd row square sq st street stryd terrace vale view villas walk way wharf yard
  flats apartments mansions buildings`.split(/\s+/),
)
/** Words that show that the number before them counts something, or that a sentence goes on. */
const otherwise = new Set(
  `about after all am and are around as at before between by children closed days each every for
  from has have homes hours houses in into is it jobs miles minutes months near new of on open opens
  or our over people per places pm pounds residents since spaces than that to trees until us was
  we weeks were when where will with years you your january february march april may june july
  august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
  monday tuesday wednesday thursday friday saturday sunday`.split(/\s+/),
)

/** A postcode with the number of a house before it. A postcode alone covers a street, not a home. */
export function findAddresses(text: string): Found[] {
  const words = wordsOf(text)
  const found: Found[] = []
  for (let at = 0; at < words.length; at++) {
    const last = postcodeAt(words, at)
    const end = words[last]?.end
    if (end === undefined) continue
    const house = houseBefore(text, words, at) ?? houseAfter(text, words, last)
    if (house) {
      const start = Math.min(house.start, words[at]?.start ?? 0)
      const close = Math.max(house.end, end)
      const value = comparable(text.slice(start, close))
      found.push({ kind: 'address', value, start, end: close })
    }
    at = last
  }
  return found
}

/** The words of an address, small, so that commas, lines and capitals make no difference. */
export function comparable(address: string): string {
  const words = wordsOf(address).map(({ text }) => text.toLowerCase().replace(/['’]/g, ''))
  return ` ${words.map((word) => whole.exec(word)?.slice(1).join(' ') ?? word).join(' ')} `
}

/** The index of the last word of the postcode that begins here, or -1. */
function postcodeAt(words: readonly Word[], at: number): number {
  const first = words[at]?.text ?? ''
  if (whole.test(first)) return at
  const second = words[at + 1]
  const near = second !== undefined && second.start - (words[at]?.end ?? 0) <= 2
  return near && outward.test(first) && inward.test(second.text) ? at + 1 : -1
}

/**
 * Walks back from the postcode over the words of one address to the number of the house. At most
 * twelve words, so the walk costs the same however long the text is.
 */
function houseBefore(text: string, words: readonly Word[], postcode: number): Word | null {
  let onStreet = false
  for (let at = postcode - 1; at >= Math.max(0, postcode - 12); at--) {
    const word = words[at]
    const next = words[at + 1]
    if (!word || !next || !isOneAddress(word.text, text.slice(word.end, next.start))) return null
    if (houseNumber.test(word.text))
      return onStreet || (at === postcode - 1 && isNamedNumber(words[at - 1], word)) ? word : null
    if (otherwise.has(word.text.toLowerCase())) return null
    onStreet ||= streets.has(word.text.toLowerCase())
  }
  return null
}

/** "AB1 2CD, number 12". */
function houseAfter(text: string, words: readonly Word[], last: number): Word | null {
  const [postcode, name, number] = words.slice(last, last + 3)
  if (!postcode || !name || !number || !houseNumber.test(number.text)) return null
  const between = text.slice(postcode.end, name.start)
  return /^[\s,]{1,3}$/.test(between) && isNamedNumber(name, number) ? number : null
}

/** A bare number before a postcode may be a time; "number 12" or "flat 3" is a home. */
function isNamedNumber(before: Word | undefined, number: Word): boolean {
  const near = before !== undefined && number.start - before.end <= 3
  return near && /^(?:no|number|flat|apartment|apt|house|unit)$/i.test(before.text)
}

/** A full stop ends an address, unless it ends a short form such as St or No. */
function isOneAddress(word: string, between: string): boolean {
  if (/^[\s,]{1,4}$/.test(between)) return true
  return /^\.[\s,]{0,3}$/.test(between) && /^[a-z]{1,4}$/i.test(word)
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{N}'’&]+/gu)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }))
}
