import { type DigitGroup, digitGroups, runsOf } from './digits.ts'
import type { Found } from './found.ts'

/** How the schemes begin, and how long their numbers are; other long numbers are no cards. */
const schemes = [
  /^4\d{12}(?:\d{3}(?:\d{3})?)?$/,
  /^(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}$/,
  /^3[47]\d{13}$/,
  /^3(?:0[0-5]|[689]\d)\d{11,16}$/,
  /^35(?:2[89]|[3-8]\d)\d{12,15}$/,
  /^6(?:011|5\d{2}|4[4-9]\d)\d{12,15}$/,
  /^(?:5018|5020|5038|5893|6304|6759|676[1-3])\d{8,15}$/,
]

/** Numbers of payment cards: a known beginning, a right length and a right check digit. */
export function findCards(text: string): Found[] {
  const found: Found[] = []
  for (const run of runsOf(text, digitGroups(text))) {
    let from = 0
    while (from < run.length) {
      const card = cardFrom(text, run, from)
      if (card) found.push(card.found)
      from = card ? card.next : from + 1
    }
  }
  return found
}

function cardFrom(text: string, run: readonly DigitGroup[], from: number) {
  let digits = ''
  let best: { found: Found; next: number } | null = null
  for (let at = from; at < run.length && digits.length < 19; at++) {
    digits += run[at]?.digits ?? ''
    const groups = run.slice(from, at + 1)
    const start = groups[0]?.start ?? 0
    const end = groups.at(-1)?.end ?? 0
    if (digits.length < 12 || digits.length > 19 || !isGroupedLikeACard(groups)) continue
    if (/[A-Za-z0-9]/.test(`${text[start - 1] ?? ''}${text[end] ?? ''}`)) continue
    if (!schemes.some((scheme) => scheme.test(digits)) || !hasCheckDigit(digits)) continue
    best = { found: { kind: 'card', value: digits, start, end }, next: at + 1 }
  }
  return best
}

/** Whole, in fours (4-6-5 and 4-6-4 on some), or one by one: a row of other numbers is no card. */
function isGroupedLikeACard(groups: readonly DigitGroup[]): boolean {
  if (groups.length === 1) return true
  const sizes = groups.map(({ digits }) => digits.length)
  if (/^4,6,[45]$/.test(sizes.join())) return true
  const [last = 0, ...front] = sizes.reverse()
  if (groups.some(({ written }) => written === 'words')) return true
  return front.every((size) => size === 4) ? last <= 4 : sizes.every((size) => size <= 2)
}

/** The Luhn check digit that every scheme uses. */
function hasCheckDigit(digits: string): boolean {
  let sum = 0
  for (let place = 0; place < digits.length; place++) {
    const value = Number(digits[digits.length - 1 - place])
    const doubled = place % 2 === 1 ? value * 2 : value
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
