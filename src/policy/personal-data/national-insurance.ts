import type { Found } from './found.ts'

/** Letters that HM Revenue and Customs uses in each place, and the pairs that it never gives out. */
const [first, second] = ['[A-CEGHJ-PR-TW-Z]', '[A-CEGHJ-NPR-TW-Z]']
const prefix = first + second
const neverGiven = /^(?:BG|GB|KN|NK|NT|TN|ZZ)/
const gap = '[ .\\-/]{0,2}'

/** Small letters with gaps read as words and times ("at 10 20 30 a day"), so those need no gaps. */
const capitals = new RegExp(
  `(?<![A-Za-z0-9])${first}${gap}${second}${gap}\\d${gap}\\d${gap}\\d${gap}\\d${gap}\\d${gap}\\d${gap}[A-D](?![A-Za-z0-9])`,
  'g',
)
const closed = new RegExp(`(?<![A-Za-z0-9])${prefix} ?\\d{6} ?[A-D](?![A-Za-z0-9])`, 'gi')
/** The usual grouping in small letters, unless the first two are a word: "we 10 20 30 a day". */
const grouped = new RegExp(
  `(?<![A-Za-z0-9])(?!(?:am|as|at|be|by|he|me|my|no|or|pm|so|to|we) )${prefix} \\d{2} \\d{2} \\d{2} [A-D](?![A-Za-z0-9])`,
  'gi',
)
/** The last letter is often left off where the words before already say what it is. */
const named = new RegExp(
  `(?<=\\b(?:NI|NINO|national insurance)(?: (?:no|number|num))?\\.?[ :#-]{0,3}(?:is )?)${prefix}${gap}\\d{2}${gap}\\d{2}${gap}\\d{2}(?:${gap}[A-D])?(?![A-Za-z0-9])`,
  'gi',
)

/** National Insurance numbers with a prefix that exists. */
export function findNationalInsurance(text: string): Found[] {
  const found = new Map<number, Found>()
  for (const shape of [named, closed, grouped, capitals])
    for (const match of text.matchAll(shape)) {
      const [written] = match
      const value = written.replace(/[^A-Za-z0-9]/g, '').toUpperCase()
      if (neverGiven.test(value)) continue
      const end = match.index + written.length
      found.set(match.index, { kind: 'national-insurance', value, start: match.index, end })
    }
  return [...found.values()].sort((a, b) => a.start - b.start)
}
