import { command, done, unchanged } from '../../platform/action.ts'
import { asPerson, holdsRole } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { withoutRepeats, wrongContacts } from '../contacts.ts'
import { policyContract } from '../contract.ts'
import type { CouncilFacts } from '../facts.ts'
import { policyOf } from '../policy-of.ts'
import { lockPolicy, replaceContacts } from '../store.ts'
import { contactsView, policyKeepers } from '../view.ts'

export const setContactDetails = command({
  shape: policyContract['PUT /policy/contact-details'],
  may: holdsRole(...policyKeepers),
  async do({ db, caller }, input) {
    const { councilId } = asPerson(caller)
    const contacts = withoutRepeats(input)
    const fields = wrongContacts(contacts)
    if (Object.keys(fields).length > 0)
      throw refuse.invalid('Some of these contact details cannot be used. Each field says why.', {
        fields,
      })
    await lockPolicy(db)
    const old = await policyOf(db)
    if (JSON.stringify(withoutRepeats(old.council)) === JSON.stringify(contacts))
      return unchanged(contactsView(old))
    await replaceContacts(db, contacts)
    return done(contactsView(await policyOf(db)), {
      action: 'policy.contact-details-set',
      object: { kind: 'policy', id: councilId },
      // Domains are the council's; addresses and numbers may be a person's, so only their count is kept.
      details: { from: summary(old.council), to: summary(contacts) },
    })
  },
})

function summary(contacts: CouncilFacts) {
  return {
    mailDomains: contacts.mailDomains,
    serviceMailboxes: contacts.serviceMailboxes.length,
    emails: contacts.emails.length,
    phones: contacts.phones.length,
    addresses: contacts.addresses.length,
  }
}
