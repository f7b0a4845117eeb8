import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { type DigitGroup, digitGroups, runsOf } from './digits.ts'
import type { Found } from './found.ts'

/**
 * Numbers that belong to a service for everyone to call, never to a person at home: freephone,
 * 03 and 08 numbers, premium rate.
 */
const ofServices = ['TOLL_FREE', 'UAN', 'SHARED_COST', 'PREMIUM_RATE']

/** Kept free by the regulator for drama, so no list of real numbers knows them; people invent them. */
const invented = /^\+44(?:7700900\d{3}|1632960\d{3})$/

/** Numbers that begin as dates and times do: "07.12.2026", "07.12.26", "07.30 to 12.30". */
const date = /^(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d(?!\d|[.-]\d)/
const shortDate = /^\d{1,2}([./-])\d{1,2}\1\d\d(?!\d|[ .-]\d)/
const time = /^\d\d[.:]\d\d(?![.\d-])/

const referenceBefore =
  /\b(?:ref|reference|account|acct|invoice|order|tax|uprn|case|application|licen[cs]e|permit|charity|company|vat|policy|booking|ticket|serial|job)(?: (?:no|number|num|id))?\.?[ :#-]{0,3}$/i

/** Telephone numbers of people, written plainly, spaced out, spelled out or with look-alike letters. */
export function findPhones(text: string): Found[] {
  const found: Found[] = []
  for (const run of runsOf(text, digitGroups(text))) {
    let from = 0
    while (from < run.length) {
      const phone = phoneFrom(text, run, from)
      if (phone) found.push(phone.found)
      from = phone ? phone.next : from + 1
    }
  }
  return found
}

/** The same number however it is written: in international form. */
export function canonicalPhone(written: string): string | null {
  const groups = digitGroups(written)
  const digits = groups.map((group) => group.digits).join('')
  const first = groups[0]
  return first ? international(digits, written[first.start - 1] === '+') : null
}

function phoneFrom(text: string, run: readonly DigitGroup[], from: number) {
  const first = run[from]
  if (!first || !mayStart(text, first)) return null
  const plus = text[first.start - 1] === '+'
  let digits = ''
  let best: { found: Found; next: number } | null = null
  for (let at = from; at < run.length; at++) {
    const last = run[at]
    digits += last?.digits ?? ''
    if (!last || digits.length > 17) break
    if (digits.length < 9 || /[A-Za-z0-9]/.test(text[last.end] ?? '')) continue
    const value = numberOfPerson(digits, plus)
    if (value === null || (at === from && isReference(text, first))) continue
    const start = plus ? first.start - 1 : first.start
    best = { found: { kind: 'phone', value, start, end: last.end }, next: at + 1 }
  }
  return best
}

function mayStart(text: string, first: DigitGroup): boolean {
  const before = text[first.start - 1] ?? ''
  if (/[A-Za-z0-9£$€#]/.test(before)) return false
  if (before === '+') return true
  if (!/^(?:0|44)/.test(first.digits)) return false
  const shown = text.slice(first.start, first.start + 12)
  return !date.test(shown) && !shortDate.test(shown) && !time.test(shown)
}

/** One unbroken number after a word such as "reference" is that, unless it looks like a mobile. */
function isReference(text: string, group: DigitGroup): boolean {
  const before = text.slice(Math.max(0, group.start - 40), group.start)
  return group.digits.startsWith('0') && group.digits[1] !== '7' && referenceBefore.test(before)
}

function numberOfPerson(digits: string, plus: boolean): string | null {
  const number = international(digits, plus)
  if (number === null || !/^\+[1-9]\d{7,14}$/.test(number)) return null
  if (invented.test(number)) return number
  if (/^\+44[12378]/.test(number) && !/^\+44(?:1\d{8,9}|2\d{9}|7\d{9})$/.test(number)) return null
  const parsed = parsePhoneNumberFromString(number)
  if (!parsed?.isValid()) return null
  return ofServices.includes(parsed.getType() ?? '') ? null : number
}

function international(digits: string, plus: boolean): string | null {
  if (plus || digits.startsWith('44')) return `+${digits.replace(/^440/, '44')}`
  if (digits.startsWith('00')) return `+${digits.slice(2).replace(/^440/, '44')}`
  return digits.startsWith('0') ? `+44${digits.slice(1)}` : null
}
