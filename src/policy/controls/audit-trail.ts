import { z } from 'zod'
import { control } from '../control.ts'
import { type Action, actions, type FactsOf } from '../facts.ts'

const rule = 'crier:somebody-is-named'
const clauses = ['dacorum:3.2.1.audit-1'] as const

/** The ledger writes the trail; the gate sees to it that there is somebody to write down. */
export const auditTrail = control({
  id: 'audit-trail',
  basis: 'floor',
  speaksOn: actions,
  parameters: z.object({}),
  messages: {
    nobody: {
      says: 'Sign in first: every change is recorded with the person who makes it.',
      clauses: ['dacorum:3.2.1.head', ...clauses],
      rule,
      next: 'sign-in',
    },
    'no-author': {
      says: 'This post has no author on record, so it is held. Write it again as a new post.',
      clauses,
      rule,
      next: 'edit-text',
    },
    'no-publisher': {
      says: 'Nobody is on record as having let this post go, so it is held. A publisher can choose a time for it again.',
      clauses,
      rule,
      next: 'choose-time',
    },
    'no-approver': {
      says: 'This post counts as approved, but nobody is on record as its approver, so it is held. It waits until someone approves it.',
      clauses,
      rule,
      next: 'ask-for-approval',
    },
  },

  findings({ action, facts }) {
    const { actor } = facts
    if (!isNamed(actor.kind === 'person' ? actor.id : actor.kind === 'system' ? actor.name : ''))
      return [{ outcome: 'refused', message: 'nobody', values: {} }]
    return action === 'post.send' && 'post' in facts ? ofTrail(facts) : []
  },
})

function ofTrail({ post }: FactsOf['post.send'] & FactsOf[Action]) {
  const missing = [
    isNamed(post.author.id) ? null : ('no-author' as const),
    post.release && isNamed(post.release.person.id) ? null : ('no-publisher' as const),
    post.approval && !isNamed(post.approval.byPersonId) ? ('no-approver' as const) : null,
  ]
  return missing
    .filter((message) => message !== null)
    .map((message) => ({ outcome: 'refused' as const, message, values: {} }))
}

function isNamed(name: string): boolean {
  return name.trim() !== ''
}
