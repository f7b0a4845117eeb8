import { z } from 'zod'
import { control, type Finding } from '../control.ts'
import { type Action, actions, type FactsOf, type Lockdown } from '../facts.ts'
import { isSuspendedFrom, touched, writersOf } from '../reach.ts'

const suspension = ['hr-policy:5.part-4', 'dacorum:3.2.1.crisis-5'] as const
const lockdownClauses = ['dacorum:3.2.1.crisis-1'] as const

export const accessSuspension = control({
  id: 'access-suspension',
  basis: 'floor',
  speaksOn: actions,
  parameters: z.object({}),
  messages: {
    'suspended-everywhere': {
      says: 'Your access is suspended, so you cannot do this. The Communications team can tell you why and until when.',
      clauses: suspension,
      rule: 'crier:suspension-holds',
      next: 'wait',
    },
    'suspended-here': {
      says: 'Your access to {channel} is suspended, so you cannot do this there. The Communications team can tell you why and until when.',
      clauses: suspension,
      rule: 'crier:suspension-holds',
      next: 'wait',
    },
    'writer-suspended': {
      says: 'Someone who wrote this post is suspended from {channel}, so the post is held until the suspension ends.',
      clauses: suspension,
      rule: 'crier:suspension-holds',
      next: 'wait',
    },
    'releaser-suspended': {
      says: 'The person who let this post go is suspended from {channel}, so the post is held. Another publisher can choose a time for it again.',
      clauses: suspension,
      rule: 'crier:suspension-holds',
      next: 'choose-time',
    },
    'locked-down': {
      says: 'The council is locked down, and only the crisis team acts on its channels. Nothing was changed.',
      clauses: lockdownClauses,
      rule: 'crier:lockdown-holds',
      next: 'ask-crisis-team',
    },
    'held-by-lockdown': {
      says: 'The council is locked down, so this post is held. The crisis team can let it go.',
      clauses: lockdownClauses,
      rule: 'crier:lockdown-holds',
      next: 'ask-crisis-team',
    },
    'drafts-are-safe': {
      says: 'The council is locked down. You can go on writing, and only the crisis team can send.',
      clauses: lockdownClauses,
      rule: 'crier:lockdown-holds',
      next: 'ask-crisis-team',
    },
  },

  findings({ action, facts }) {
    return [
      ...ofActor(facts),
      ...ofPeopleBehind(action, facts),
      ...(facts.lockdown ? ofLockdown(action, facts, facts.lockdown) : []),
    ]
  },
})

function ofActor(
  facts: FactsOf[Action],
): Finding<'suspended-everywhere', never>[] | Finding<'suspended-here', 'channel'>[] {
  const { actor } = facts
  if (actor.kind !== 'person') return []
  if (actor.suspendedFrom === 'all')
    return [{ outcome: 'refused', message: 'suspended-everywhere', values: {} }]
  return touched(facts)
    .filter(({ id }) => isSuspendedFrom(actor, id))
    .map(({ name }) => ({
      outcome: 'refused',
      message: 'suspended-here',
      values: { channel: name },
    }))
}

type Behind = Finding<'writer-suspended' | 'releaser-suspended', 'channel'>

/** What suspended people wrote or let go is held, whoever asks for it. */
function ofPeopleBehind(action: Action, facts: FactsOf[Action]): Behind[] {
  if (!('post' in facts) || (action !== 'post.schedule' && action !== 'post.send')) return []
  const { post } = facts
  return touched(facts).flatMap(({ id, name }): Behind[] => {
    const values = { channel: name }
    if (writersOf(post).some((writer) => isSuspendedFrom(writer, id)))
      return [{ outcome: 'refused', message: 'writer-suspended', values }]
    return post.release && isSuspendedFrom(post.release.person, id)
      ? [{ outcome: 'refused', message: 'releaser-suspended', values }]
      : []
  })
}

/** Reading goes on, and so does writing: what someone has typed is never lost to a crisis. */
const undisturbed: readonly Action[] = ['channel.open', 'person.invite', 'person.suspend']

function ofLockdown(
  action: Action,
  facts: FactsOf[Action],
  lockdown: Lockdown,
): Finding<'held-by-lockdown' | 'drafts-are-safe' | 'locked-down', never>[] {
  if (undisturbed.includes(action)) return []
  if (action === 'post.send' && 'post' in facts && !releasedByTeam(facts, lockdown))
    return [{ outcome: 'refused', message: 'held-by-lockdown', values: {} }]
  const { actor } = facts
  if (actor.kind !== 'person' || lockdown.crisisTeam.includes(actor.id)) return []
  return action === 'post.save'
    ? [{ outcome: 'note', message: 'drafts-are-safe', values: {} }]
    : [{ outcome: 'refused', message: 'locked-down', values: {} }]
}

/** What was let go before the lockdown is looked at again, even if the crisis team had let it go. */
function releasedByTeam({ post: { release } }: FactsOf['post.send'], lockdown: Lockdown): boolean {
  return (
    release !== null &&
    lockdown.crisisTeam.includes(release.person.id) &&
    Temporal.Instant.compare(release.at, lockdown.since) >= 0
  )
}
