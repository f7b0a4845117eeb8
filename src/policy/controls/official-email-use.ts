import { z } from 'zod'
import { control, type Finding } from '../control.ts'
import type { Action, CouncilFacts, FactsOf } from '../facts.ts'
import { findAddressesOfMail, isCouncilMail } from '../personal-data/find.ts'
import { type PublicText, place, textsOf } from '../texts.ts'

const parameters = z.object({
  'email.use': z.enum(['login-only', 'council-only']).nullable(),
  'email.publicDisplay': z.enum(['forbidden', 'generic-mailbox', 'allowed']).nullable(),
  'email.privateAccounts': z.enum(['forbidden', 'allowed']).nullable(),
})
type Parameters = z.infer<typeof parameters>

const rule = 'crier:council-addresses'

export const officialEmailUse = control({
  id: 'official-email-use',
  basis: 'asked',
  speaksOn: [
    'post.submit',
    'post.approve',
    'post.schedule',
    'post.send',
    'post.correct',
    'channel.register',
    'channel.update',
    'channel.connect',
    'person.invite',
  ],
  parameters,
  messages: {
    'login-only': {
      says: 'This is an e-mail address of the council, and those are for signing in only. Take it out.',
      clauses: ['st-helens:6.8.part-2'],
      rule,
      setting: 'email.use',
      next: 'edit-text',
    },
    'never-shown': {
      says: 'This is an e-mail address of the council, and those are not shown in public. Take it out.',
      clauses: [],
      rule,
      setting: 'email.publicDisplay',
      next: 'edit-text',
    },
    'no-service-mailbox': {
      says: 'This is an e-mail address of the council that is not registered as a shared mailbox. Give the mailbox of a service instead.',
      clauses: [],
      rule,
      setting: 'email.publicDisplay',
      next: 'edit-text',
    },
    'private-in-public': {
      says: 'This is not an e-mail address of the council. Only addresses of the council are used, so take it out or give the mailbox of a service instead.',
      clauses: [],
      rule,
      setting: 'email.use',
      next: 'edit-text',
    },
    'private-account': {
      says: 'This account would use an e-mail address that is not the council’s. Use an address of the council, such as the shared mailbox of a service.',
      clauses: ['dacorum:2.2.f.part-3'],
      rule,
      setting: 'email.use',
      next: 'edit-account',
    },
    'council-address-privately': {
      says: 'This is declared as a private account, and it would use an e-mail address of the council. Use a private address for it.',
      clauses: [],
      rule,
      setting: 'email.privateAccounts',
      next: 'edit-account',
    },
    'must-choose': {
      says: 'The policies of the council disagree on what its e-mail addresses are for, so an address from elsewhere cannot be used yet. Someone has to choose on the policy page.',
      clauses: [],
      rule,
      setting: 'email.use',
      next: 'choose-setting',
    },
    'no-domain': {
      says: 'Only e-mail addresses of the council are used, and the council has not said yet which ones are its own. Someone has to name its e-mail domain on the policy page.',
      clauses: [],
      rule,
      setting: 'email.use',
      next: 'choose-setting',
    },
  },

  findings({ facts, council }, decided, mustChoose) {
    const open = mustChoose.has('email.use')
    return [
      ...publicTexts(facts).flatMap((text) => ofText(text, council, decided, open)),
      ...ofAccount(facts, council, decided, open),
    ]
  },
})

function publicTexts(facts: FactsOf[Action]): PublicText[] {
  if ('post' in facts) return textsOf(facts.post)
  if (!('account' in facts) || facts.account.declaredPersonal) return []
  return facts.account.profileTexts.map((text, index) =>
    place(text, false, { channelId: null, item: 0, field: 'profile', index }),
  )
}

type InText =
  | 'login-only'
  | 'never-shown'
  | 'no-service-mailbox'
  | 'private-in-public'
  | 'must-choose'

function ofText(
  { text, mark }: PublicText,
  council: CouncilFacts,
  decided: Parameters,
  open: boolean,
): Finding<InText, never>[] {
  return findAddressesOfMail(text).flatMap(({ email, ...span }) => {
    const message = isCouncilMail(email, council)
      ? wrongInPublic(email, council, decided)
      : wrongFromElsewhere(email, council, decided, open)
    return message ? [{ outcome: 'refused', message, values: {}, mark: mark(span) }] : []
  })
}

function wrongInPublic(email: string, council: CouncilFacts, decided: Parameters) {
  if (decided['email.use'] === 'login-only') return 'login-only'
  const display = decided['email.publicDisplay']
  if (display === 'allowed') return null
  if (display !== 'generic-mailbox') return 'never-shown'
  return holds(council.serviceMailboxes, email) ? null : 'no-service-mailbox'
}

/** What the council publishes as a contact of its own passes, wherever the mailbox is. */
function wrongFromElsewhere(
  email: string,
  council: CouncilFacts,
  decided: Parameters,
  open: boolean,
) {
  if (holds(council.emails, email) || holds(council.serviceMailboxes, email)) return null
  if (open) return 'must-choose'
  return decided['email.use'] === 'council-only' ? 'private-in-public' : null
}

type OfAccount = 'private-account' | 'council-address-privately' | 'must-choose' | 'no-domain'

function ofAccount(
  facts: FactsOf[Action],
  council: CouncilFacts,
  decided: Parameters,
  open: boolean,
): Finding<OfAccount, never>[] {
  const email = emailOf(facts)?.trim().toLowerCase()
  if (!email) return []
  const personal = 'account' in facts && facts.account.declaredPersonal
  const message = wrongForAccount(email, personal, council, decided, open)
  const mark = {
    channelId: null,
    item: 0,
    field: 'email',
    index: 0,
    start: 0,
    end: email.length,
  } as const
  return message ? [{ outcome: 'refused', message, values: {}, mark }] : []
}

function emailOf(facts: FactsOf[Action]): string | null {
  if ('account' in facts) return facts.account.loginEmail
  return 'subject' in facts ? facts.subject.email : null
}

function wrongForAccount(
  email: string,
  personal: boolean,
  council: CouncilFacts,
  decided: Parameters,
  open: boolean,
): OfAccount | null {
  const ofCouncil = isCouncilMail(email, council) || holds(council.serviceMailboxes, email)
  if (personal)
    return ofCouncil && decided['email.privateAccounts'] !== 'allowed'
      ? 'council-address-privately'
      : null
  if (ofCouncil) return null
  if (open) return 'must-choose'
  if (decided['email.use'] !== 'council-only') return null
  return council.mailDomains.length === 0 ? 'no-domain' : 'private-account'
}

function holds(list: readonly string[], email: string): boolean {
  return list.some((own) => own.trim().toLowerCase() === email)
}
