import { z } from 'zod'
import { control } from '../control.ts'
import {
  type Action,
  type Actor,
  actions,
  type FactsOf,
  type Level,
  type PersonFacts,
} from '../facts.ts'
import { reaches, touched } from '../reach.ts'

/** What each action asks for on every channel that it touches; null: the managing team alone. */
const needed: Readonly<Record<Action, Level | null>> = {
  'channel.open': 'contributor',
  'post.save': 'contributor',
  'post.submit': 'contributor',
  'post.approve': 'publisher',
  'post.return': 'publisher',
  'post.schedule': 'publisher',
  'post.withdraw': 'publisher',
  'post.send': 'publisher',
  'post.correct': 'publisher',
  'post.delete': 'publisher',
  'channel.register': null,
  'channel.update': 'administrator',
  'channel.connect': 'administrator',
  'channel.disconnect': 'administrator',
  'person.invite': 'administrator',
  'person.grant': 'administrator',
  'person.suspend': 'administrator',
}

/** What a job may do without a person: carry out what a person decided, and follow the network. */
const jobsMay: readonly Action[] = ['post.send', 'channel.update', 'channel.disconnect']

const messageFor = {
  contributor: 'no-level',
  publisher: 'needs-publisher',
  approver: 'needs-publisher',
  administrator: 'needs-administrator',
} as const

export const tieredAccess = control({
  id: 'tiered-access',
  basis: 'floor',
  speaksOn: actions,
  parameters: z.object({}),
  messages: {
    'no-level': {
      says: 'You have no level on {channel}, so you cannot work there. Someone who manages the channel can give you one.',
      clauses: ['dacorum:3.2.part-2', 'dacorum:3.2.1.tier-1'],
      rule: 'crier:level-on-each-channel',
      next: 'ask-for-access',
    },
    'needs-publisher': {
      says: 'Only a publisher, an approver or an administrator of {channel} can do this, and you are none of them there. Someone who manages the channel can change your level.',
      clauses: ['dacorum:3.2.1.tier-1'],
      rule: 'crier:level-on-each-channel',
      next: 'ask-for-access',
    },
    'needs-administrator': {
      says: 'Only an administrator of {channel} can do this, and you are not one there. The managing team can change your level.',
      clauses: ['dacorum:3.2.1.tier-1', 'dacorum:3.1.part-1'],
      rule: 'crier:level-on-each-channel',
      next: 'ask-for-access',
    },
    'managing-team-only': {
      says: 'Only the managing team puts a channel on the register. Ask the Communications team to add it.',
      clauses: ['dacorum:3.1.part-1'],
      rule: 'crier:level-on-each-channel',
      next: 'ask-for-access',
    },
    'release-lapsed': {
      says: 'The person who let this post go is no longer a publisher of {channel}, so it is held. A publisher of the channel can choose a time for it again.',
      clauses: ['dacorum:3.2.1.tier-1'],
      rule: 'crier:level-on-each-channel',
      next: 'choose-time',
    },
    'auditor-reads': {
      says: 'Internal Audit reads everything and changes nothing. You hold the auditor role, so you cannot do this.',
      clauses: [],
      rule: 'crier:auditor-changes-nothing',
      next: null,
    },
    'person-needed': {
      says: 'Only a person can do this, and it was asked for by a background job. Nothing was changed.',
      clauses: ['dacorum:3.2.part-2'],
      rule: 'crier:level-on-each-channel',
      next: null,
    },
  },

  findings({ action, facts }) {
    if (facts.actor.kind === 'system' && !jobsMay.includes(action))
      return [{ outcome: 'refused', message: 'person-needed', values: {} }]
    return [...ofActor(action, facts, facts.actor), ...ofRelease(action, facts)]
  },
})

function ofActor(action: Action, facts: FactsOf[Action], actor: Actor) {
  // A caller who is not signed in is the audit trail's to refuse: nobody could be named.
  if (actor.kind !== 'person') return []
  if (actor.roles.includes('auditor'))
    return action === 'channel.open'
      ? []
      : [{ outcome: 'refused', message: 'auditor-reads', values: {} } as const]
  const wanted = needed[ownPost(action, facts, actor) ? 'post.save' : action]
  if (wanted === null)
    return actor.everyChannel
      ? []
      : [{ outcome: 'refused', message: 'managing-team-only', values: {} } as const]
  return touched(facts)
    .filter(({ id }) => !reaches(actor, id, wanted))
    .map(({ id, name }) => ({
      outcome: 'refused' as const,
      message: reaches(actor, id, 'contributor') ? messageFor[wanted] : ('no-level' as const),
      values: { channel: name },
    }))
}

/** Authors may take back what they wrote themselves before it goes out. */
function ownPost(action: Action, facts: FactsOf[Action], actor: PersonFacts): boolean {
  return action === 'post.withdraw' && 'post' in facts && facts.post.author.id === actor.id
}

/** At its minute a post still needs a publisher behind it, with the rights of that minute. */
function ofRelease(action: Action, facts: FactsOf[Action]) {
  const release = action === 'post.send' && 'post' in facts ? facts.post.release : null
  if (!release) return []
  const { person } = release
  return touched(facts)
    .filter(({ id }) => person.roles.includes('auditor') || !reaches(person, id, 'publisher'))
    .map(({ name }) => ({
      outcome: 'refused' as const,
      message: 'release-lapsed' as const,
      values: { channel: name },
    }))
}
