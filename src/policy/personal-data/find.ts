import type { CouncilFacts } from '../facts.ts'
import { comparable, findAddresses } from './addresses.ts'
import { findCards } from './cards.ts'
import { findEmails } from './emails.ts'
import type { Found, Kind } from './found.ts'
import { findNationalInsurance } from './national-insurance.ts'
import { canonicalPhone, findPhones } from './phones.ts'
import { plainText } from './plain-text.ts'

/** A find in the original text, in UTF-16 units. */
export interface PersonalData {
  readonly kind: Kind
  readonly start: number
  readonly end: number
}

/** All personal data in a text but what the council publishes itself, in the order of the text. */
export function findPersonalData(source: string, council: CouncilFacts): PersonalData[] {
  const { text, original } = plainText(source)
  const published = publishedBy(council)
  const kept: Found[] = []
  const all = [findCards, findNationalInsurance, findAddresses, findEmails, findPhones].flatMap(
    (find) => find(text),
  )
  // A card also looks like a phone number: what was found first, and is more telling, stands.
  all.sort((a, b) => a.start - b.start || b.end - a.end)
  for (const found of all) {
    const last = kept.at(-1)
    if ((last === undefined || found.start >= last.end) && !published(found)) kept.push(found)
  }
  return kept.map(({ kind, start, end }) => ({ kind, ...original(start, end) }))
}

/** E-mail addresses alone, with what each one is. */
export function findAddressesOfMail(source: string) {
  const { text, original } = plainText(source)
  return findEmails(text).map(({ value, start, end }) => ({
    email: value,
    ...original(start, end),
  }))
}

/** Whether an address belongs to one of the council's own domains. */
export function isCouncilMail(email: string, council: CouncilFacts): boolean {
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase()
  return council.mailDomains.some((own) => domain === own || domain.endsWith(`.${own}`))
}

/**
 * The council's own contact details pass. So do all addresses at its own domains: whether those may
 * be shown is the question of another control (official-email-use).
 */
function publishedBy(council: CouncilFacts): (found: Found) => boolean {
  const emails = new Set([...council.emails, ...council.serviceMailboxes].map(small))
  const phones = new Set(council.phones.map((phone) => canonicalPhone(plainText(phone).text)))
  const addresses = council.addresses.map((address) => comparable(plainText(address).text))
  return ({ kind, value }) => {
    if (kind === 'email') return emails.has(value) || isCouncilMail(value, council)
    if (kind === 'phone') return phones.has(value)
    if (kind === 'address') return addresses.some((address) => address.includes(value))
    return false
  }
}

function small(text: string): string {
  return text.trim().toLowerCase()
}
