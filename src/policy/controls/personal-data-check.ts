import { z } from 'zod'
import { control, type Finding } from '../control.ts'
import type { PostFacts } from '../facts.ts'
import { findPersonalData } from '../personal-data/find.ts'
import { wrote } from '../reach.ts'
import { textsOf } from '../texts.ts'

const parameters = z.object({
  'personalData.rule': z.enum(['block', 'warn']).nullable(),
  'personalData.mayClear': z
    .enum(['nobody', 'data-protection-officer', 'communications'])
    .nullable(),
  'repost.publicPersonalData': z.enum(['block', 'allow']).nullable(),
})
type Parameters = z.infer<typeof parameters>

const own = {
  clauses: [],
  rule: 'crier:no-personal-data',
  setting: 'personalData.rule',
  next: 'edit-text',
} as const
const repeated = {
  clauses: [],
  rule: 'crier:no-personal-data',
  setting: 'repost.publicPersonalData',
  next: 'edit-text',
} as const

export const personalDataCheck = control({
  id: 'personal-data-check',
  basis: 'asked',
  speaksOn: ['post.submit', 'post.approve', 'post.schedule', 'post.send', 'post.correct'],
  parameters,
  messages: {
    email: {
      says: 'This looks like an e-mail address of a person. Take it out, or give a published contact of the council instead.',
      ...own,
    },
    phone: {
      says: 'This looks like a phone number of a person. Take it out, or give a published number of the council instead.',
      ...own,
    },
    'national-insurance': {
      says: 'This looks like a National Insurance number. Take it out.',
      ...own,
    },
    address: {
      says: 'This looks like the address of a home: a house number with its postcode. Take out the number or the postcode.',
      ...own,
    },
    card: { says: 'This looks like the number of a payment card. Take it out.', ...own },
    'email-repeated': {
      says: 'The words you repeat hold an e-mail address of a person, and a repost passes it on to everyone. Take it out, even if it was public before.',
      ...repeated,
    },
    'phone-repeated': {
      says: 'The words you repeat hold a phone number of a person, and a repost passes it on to everyone. Take it out, even if it was public before.',
      ...repeated,
    },
    'national-insurance-repeated': {
      says: 'The words you repeat hold a National Insurance number, and a repost passes it on to everyone. Take it out, even if it was public before.',
      ...repeated,
    },
    'address-repeated': {
      says: 'The words you repeat hold the address of a home, and a repost passes it on to everyone. Take it out, even if it was public before.',
      ...repeated,
    },
    'card-repeated': {
      says: 'The words you repeat hold the number of a payment card, and a repost passes it on to everyone. Take it out, even if it was public before.',
      ...repeated,
    },
    cleared: {
      says: 'This post holds personal data, and an officer with authority let exactly this version pass.',
      clauses: [],
      rule: 'crier:no-personal-data',
      setting: 'personalData.mayClear',
      next: null,
    },
  },

  findings({ facts: { post }, council }, decided) {
    const found = textsOf(post).flatMap(({ text, quoted, mark }) =>
      findPersonalData(text, council).map(({ kind, start, end }): Personal => {
        const message = quoted ? (`${kind}-repeated` as const) : kind
        const outcome = isBlocked(quoted, decided) ? 'refused' : 'note'
        return { outcome, message, values: {}, mark: mark({ start, end }) }
      }),
    )
    if (!found.some(({ outcome }) => outcome === 'refused') || !isCleared(post, decided))
      return found
    const marks = found.map(({ mark }) => mark).filter((mark) => mark !== undefined)
    return marks.map((mark) => ({ outcome: 'note', message: 'cleared', values: {}, mark }))
  },
})

type Kind = 'email' | 'phone' | 'national-insurance' | 'address' | 'card'
type Personal = Finding<Kind | `${Kind}-repeated`, never>

/** Undecided counts as blocked. */
function isBlocked(quoted: boolean, decided: Parameters): boolean {
  return quoted
    ? decided['repost.publicPersonalData'] !== 'allow'
    : decided['personalData.rule'] !== 'warn'
}

const authority = {
  nobody: [],
  'data-protection-officer': ['data-protection-officer'],
  communications: ['communications', 'data-protection-officer'],
} as const

/** For exactly this version, by someone with authority who wrote no part of it. */
function isCleared(post: PostFacts, decided: Parameters): boolean {
  const roles: readonly string[] = authority[decided['personalData.mayClear'] ?? 'nobody']
  return post.clearances.some(
    ({ versionId, byPersonId, byRoles }) =>
      versionId === post.versionId &&
      !wrote(post, byPersonId) &&
      byRoles.some((role) => roles.includes(role)),
  )
}
