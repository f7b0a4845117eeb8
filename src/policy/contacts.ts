import type { CouncilFacts } from './facts.ts'
import { findAddresses } from './personal-data/addresses.ts'
import { isCouncilMail } from './personal-data/find.ts'
import { canonicalPhone } from './personal-data/phones.ts'
import { plainText } from './personal-data/plain-text.ts'

/** Endings and mail hosts that many share: as a council's own they would let everyone's mail pass. */
const shared =
  /^(?:(?:gov|co|org|ac|nhs|police|net|ltd|plc|me|sch|parliament)\.uk|(?:gov|llyw)\.(?:wales|cymru|scot)|(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|icloud|aol|btinternet|sky|talktalk|virginmedia|proton|protonmail)\.(?:com|co\.uk|me|net))$/

/** What is wrong with each list of contact details, as a sentence for each field; empty if nothing is. */
export function wrongContacts(contacts: CouncilFacts): Record<string, string> {
  const { mailDomains, serviceMailboxes, phones, addresses } = contacts
  const wrong: Record<string, string> = {}
  if (mailDomains.some((domain) => shared.test(domain)))
    wrong.mailDomains =
      'One of these domains is shared by many people, so it cannot be the council’s own.'
  if (!serviceMailboxes.every((mailbox) => isCouncilMail(mailbox, contacts)))
    wrong.serviceMailboxes =
      'Each shared mailbox has to be at one of the e-mail domains of the council.'
  if (phones.some((phone) => canonicalPhone(plainText(phone).text) === null))
    wrong.phones = 'Write each phone number whole, with its area code, such as 01632 960000.'
  if (addresses.some((address) => !hasPostcode(address)))
    wrong.addresses = 'Write each address whole, with its number and its postcode.'
  return wrong
}

/** The same detail twice is one detail. */
export function withoutRepeats(contacts: CouncilFacts): CouncilFacts {
  const once = (list: readonly string[]) => [...new Set(list)].sort()
  return {
    mailDomains: once(contacts.mailDomains),
    serviceMailboxes: once(contacts.serviceMailboxes),
    emails: once(contacts.emails),
    phones: once(contacts.phones),
    addresses: once(contacts.addresses),
  }
}

function hasPostcode(address: string): boolean {
  return findAddresses(plainText(address).text).length > 0
}
