import { z } from 'zod'
import { control, type Finding } from '../control.ts'
import type { FactsOf, PostFacts } from '../facts.ts'
import { atLeast, reaches, touched, writersOf, wrote } from '../reach.ts'

const parameters = z.object({
  'post.approval': z.enum(['all-posts', 'new-users', 'none']).nullable(),
  'post.reviewer': z.enum(['approver', 'any-other-publisher']).nullable(),
})
type Parameters = z.infer<typeof parameters>

export const postApproval = control({
  id: 'post-approval',
  basis: 'floor',
  speaksOn: ['post.submit', 'post.approve', 'post.schedule', 'post.send', 'post.correct'],
  parameters,
  messages: {
    'every-post-waits': {
      says: 'Every post is approved by a second person before it goes out. This one waits until someone else approves it.',
      clauses: [],
      rule: 'crier:second-person',
      setting: 'post.approval',
      next: 'ask-for-approval',
    },
    'new-user-waits': {
      says: 'Posts by new users are approved by a second person before they go out. This one waits until someone else approves it.',
      clauses: [],
      rule: 'crier:second-person',
      setting: 'post.approval',
      next: 'ask-for-approval',
    },
    'edited-since': {
      says: 'This post was edited after it was approved. The new version waits until someone else approves it.',
      clauses: ['hr-policy:6.safe-3', 'dacorum:3.2.1.tier-2'],
      rule: 'crier:approval-binds-the-version',
      setting: 'post.approval',
      next: 'ask-for-approval',
    },
    'own-post': {
      says: 'You wrote this post or a part of it, so someone else has to approve it.',
      clauses: ['hr-policy:6.safe-3', 'dacorum:3.2.1.tier-2'],
      rule: 'crier:nobody-approves-their-own',
      next: 'ask-for-approval',
    },
    'approved-by-writer': {
      says: 'This post was approved by someone who wrote a part of it, so the approval does not count. It waits until someone else approves it.',
      clauses: ['hr-policy:6.safe-3', 'dacorum:3.2.1.tier-2'],
      rule: 'crier:nobody-approves-their-own',
      next: 'ask-for-approval',
    },
    'not-an-approver': {
      says: 'Posts on {channel} are approved by an approver of that channel, and you are not one there.',
      clauses: [],
      rule: 'crier:second-person',
      setting: 'post.reviewer',
      next: 'ask-for-access',
    },
    'not-a-publisher': {
      says: 'Posts on {channel} are approved by a publisher of that channel, and you are not one there.',
      clauses: [],
      rule: 'crier:second-person',
      setting: 'post.reviewer',
      next: 'ask-for-access',
    },
    'approval-too-low': {
      says: 'This post was approved by someone whose level was too low for it. It waits until someone with the right level approves it.',
      clauses: [],
      rule: 'crier:second-person',
      setting: 'post.reviewer',
      next: 'ask-for-approval',
    },
  },

  findings({ action, facts }, decided) {
    return action === 'post.approve' ? ofApprover(facts, decided) : ofPost(facts.post, decided)
  },
})

/** The floor first: whatever the council chose, nobody approves a post of their own. */
function ofApprover(
  facts: FactsOf['post.approve'],
  decided: Parameters,
): Finding<'own-post', never>[] | Finding<'not-a-publisher' | 'not-an-approver', 'channel'>[] {
  const { actor, post } = facts
  if (actor.kind !== 'person') return []
  if (wrote(post, actor.id)) return [{ outcome: 'refused', message: 'own-post', values: {} }]
  const any = decided['post.reviewer'] === 'any-other-publisher'
  return touched(facts)
    .filter(({ id }) => !reaches(actor, id, any ? 'publisher' : 'approver'))
    .map(({ name }) => ({
      outcome: 'refused',
      message: any ? 'not-a-publisher' : 'not-an-approver',
      values: { channel: name },
    }))
}

type Waiting =
  | 'every-post-waits'
  | 'new-user-waits'
  | 'edited-since'
  | 'approved-by-writer'
  | 'approval-too-low'

function ofPost(post: PostFacts, decided: Parameters): Finding<Waiting, never>[] {
  const waiting = whyItWaits(post, decided)
  if (!waiting) return []
  const message = whatIsWrong(post, decided) ?? (post.approval ? null : waiting)
  return message ? [{ outcome: 'needs', message, values: {} }] : []
}

/** Undecided counts as every post: nothing goes out unread because nobody chose. */
function whyItWaits(post: PostFacts, decided: Parameters): Waiting | null {
  const scope = decided['post.approval'] ?? 'all-posts'
  if (scope === 'all-posts') return 'every-post-waits'
  if (scope === 'new-users' && writersOf(post).some(({ newUser }) => newUser))
    return 'new-user-waits'
  return null
}

function whatIsWrong(post: PostFacts, decided: Parameters): Waiting | null {
  const { approval } = post
  if (!approval) return null
  if (approval.versionId !== post.versionId) return 'edited-since'
  if (wrote(post, approval.byPersonId)) return 'approved-by-writer'
  const any = decided['post.reviewer'] === 'any-other-publisher'
  return atLeast(approval.level, any ? 'publisher' : 'approver') ? null : 'approval-too-low'
}
