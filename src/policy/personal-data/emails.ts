import type { Found } from './found.ts'

/** What may stand for the @: the sign itself, "[at]", "(at)", or the word between spaces. */
const atSign = /@|[[({<] {0,2}(?:at|@) {0,2}[\])}>]|(?<=[ \n])at(?=[ \n])/gi

const label = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?'
const spokenDot = ' {0,2}[[({<] {0,2}(?:dot|\\.) {0,2}[\\])}>] {0,2}|[ \\n]dot[ \\n]'
const joined = new RegExp(`(?:${label}(?:\\.|${spokenDot})){1,6}${label}`, 'iuy')
const spaced = new RegExp(`(?:${label}(?: ?\\. ?|${spokenDot})){1,6}${label}`, 'iuy')

const localCharacter = /[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]/u
const ending = /(?:^|\.)(?:com|org|net|info|biz|eu|uk|ie|gov|wales|cymru|scot|london|me|io|co)$/i
const mailHost =
  /^(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|aol|btinternet|btopenworld|sky|talktalk|virginmedia|ntlworld|blueyonder|tiscali|plusnet|proton|protonmail|pm|gmx|mail|zoho|fastmail|hey)\./i
/** A file name such as photo@2x.png is no address. */
const fileName = /\.(?:png|jpe?g|gif|svg|webp|pdf|mp4|css|js)$/i

/** E-mail addresses, written plainly or dodged: "jo at example dot com". */
export function findEmails(text: string): Found[] {
  const found: Found[] = []
  for (const at of text.matchAll(atSign)) {
    const address = around(text, at.index, at.index + at[0].length, at[0])
    if (address && address.start >= (found.at(-1)?.end ?? 0)) found.push(address)
  }
  return found
}

function around(text: string, atStart: number, atEnd: number, sign: string): Found | null {
  const gapBefore = spacesBefore(text, atStart)
  const gapAfter = spacesAfter(text, atEnd)
  const end = atStart - gapBefore
  const start = localStart(text, end)
  const local = text.slice(start, end)
  if (!/[\p{L}\p{N}]/u.test(local)) return null
  const plain = sign === '@' && gapBefore === 0 && gapAfter === 0
  const domain = domainAt(text, atEnd + gapAfter, plain)
  if (!domain || fileName.test(domain.name)) return null
  const isAddress = plain
    ? text[start - 1] !== '@' || mailHost.test(domain.name)
    : isDodged(sign, local, domain)
  if (!isAddress) return null
  return { kind: 'email', value: `${local}@${domain.name}`.toLowerCase(), start, end: domain.end }
}

/**
 * "See you at example.com" names a place; only an address hides its dot, or sits at a mail host,
 * or has a dotted name in front of it.
 */
function isDodged(sign: string, local: string, domain: Domain): boolean {
  if (/^[[({<]/.test(sign) || domain.dot === 'bracketed') return true
  if (!ending.test(domain.name)) return false
  const dotted = /\p{L}[._]\p{L}/u.test(local)
  return domain.dot === 'spoken' || dotted || mailHost.test(domain.name)
}

interface Domain {
  readonly name: string
  readonly end: number
  /** How its dot is written. */
  readonly dot: 'plain' | 'spoken' | 'bracketed'
}

function domainAt(text: string, from: number, plain: boolean): Domain | null {
  for (const shape of plain ? [joined] : [joined, spaced]) {
    shape.lastIndex = from
    const written = shape.exec(text)?.[0]
    if (written === undefined) continue
    const name = written.replace(new RegExp(spokenDot, 'gi'), '.').replace(/ /g, '').toLowerCase()
    if (!/\.[\p{L}-]{2,24}$/u.test(name) && !/\.xn--[\w-]+$/.test(name)) continue
    return { name, end: from + written.length, dot: dotIn(written) }
  }
  return null
}

function dotIn(written: string): Domain['dot'] {
  if (/[[({<]/.test(written)) return 'bracketed'
  return /[ \n]dot[ \n]/i.test(written) ? 'spoken' : 'plain'
}

function localStart(text: string, end: number): number {
  let start = end
  while (start > 0 && end - start < 64 && localCharacter.test(text[start - 1] ?? '')) start--
  while (start < end && /[.'*/({[]/.test(text[start] ?? '')) start++
  return start
}

function spacesBefore(text: string, at: number): number {
  let count = 0
  while (count < 3 && /[ \n]/.test(text[at - 1 - count] ?? '')) count++
  return count
}

function spacesAfter(text: string, at: number): number {
  let count = 0
  while (count < 3 && /[ \n]/.test(text[at + count] ?? '')) count++
  return count
}
