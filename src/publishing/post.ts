import type { DeliveryState, PostMay, PostState } from './contract.ts'

/** The rules of a post: what may follow what. Pure. */

export type PostVerb = PostMay

/**
 * From which states each verb is possible, before asking who wants it. Editing is always possible
 * but while something is under way on a network: nobody knows then what is being corrected.
 */
const possible: Readonly<Record<PostVerb, readonly PostState[]>> = {
  save: [
    'draft',
    'submitted',
    'returned',
    'approved',
    'scheduled',
    'sent',
    'refused',
    'held',
    'withdrawn',
    'removed',
  ],
  submit: ['draft', 'returned', 'withdrawn'],
  approve: ['submitted'],
  return: ['submitted'],
  clear: ['draft', 'returned', 'submitted', 'approved'],
  schedule: ['approved', 'scheduled'],
  withdraw: ['submitted', 'approved', 'scheduled', 'held'],
  discard: ['draft', 'returned', 'withdrawn'],
  release: ['held'],
  remove: ['draft', 'submitted', 'returned', 'approved', 'sent', 'refused', 'withdrawn', 'held'],
}

interface Standing {
  readonly state: PostState
  /** Something of it can be read on a network now. */
  readonly live: boolean
}

export function isPossible({ state, live }: Standing, verb: PostVerb): boolean {
  if (!possible[verb].includes(state)) return false
  // A correction is given up with "discard"; what is live stays live.
  return verb === 'remove' ? live : true
}

/** Why not, in words for the person who asked. */
export function whyNot({ state }: Standing, verb: PostVerb): string {
  if (verb === 'remove')
    return 'Nothing of this post can be read on a network, so there is nothing to delete there.'
  if (state === 'discarded')
    return 'This post was discarded. Its versions stay on record; write a new post.'
  return sentences[verb][state] ?? usual[verb]
}

const underWay =
  'Something of this post is on its way to a network now. Wait until that is settled.'
const unclear = 'It is not confirmed whether this post arrived. Settle that first.'

const usual: Readonly<Record<PostVerb, string>> = {
  save: underWay,
  submit: 'This post cannot be submitted as it stands. It was submitted before.',
  approve: 'This post does not wait for approval any more. Someone decided on it, or took it back.',
  return: 'This post does not wait for approval any more. Someone decided on it, or took it back.',
  clear: 'This post is past the point where personal data in it can be cleared.',
  schedule: 'A time can be chosen once this post may leave, and as long as it has not left.',
  withdraw: 'This post has left or was taken back already, so it cannot be withdrawn.',
  discard: 'Only a draft can be discarded. Withdraw the post first.',
  release: 'This post is not held.',
  remove: 'There is nothing to delete.',
}

const sentences: Readonly<Record<PostVerb, Partial<Record<PostState, string>>>> = {
  save: { unconfirmed: unclear },
  submit: { draft: underWay },
  approve: {},
  return: {},
  clear: {},
  schedule: { sending: underWay, unconfirmed: unclear },
  withdraw: {
    sending:
      'This post is being sent at this moment, so it is too late to withdraw it. Delete it on the network once it is there.',
    sent: 'This post was sent, so it is too late to withdraw it. Delete it on the network instead.',
    unconfirmed:
      'It is not confirmed whether this post arrived, so it is too late to withdraw it. Settle that first.',
  },
  discard: {},
  release: {},
  remove: {},
}

/** After an edit everything that was said about the version before no longer counts. */
export const afterSave: PostState = 'draft'

export interface Leaving {
  readonly state: DeliveryState
  readonly kind: 'post' | 'edit' | 'delete'
}

const worstFirst: readonly DeliveryState[] = [
  'unconfirmed',
  'sending',
  'held',
  'refused',
  'claimed',
  'due',
]

const stateFor: Readonly<Record<DeliveryState, PostState>> = {
  unconfirmed: 'unconfirmed',
  sending: 'sending',
  held: 'held',
  refused: 'refused',
  claimed: 'scheduled',
  due: 'scheduled',
  sent: 'sent',
  withdrawn: 'withdrawn',
}

/**
 * One word for a post from all its deliveries: the one that needs someone most. A post of which a
 * part has left and the rest waits its turn counts as being sent.
 */
export function stateOf(deliveries: readonly Leaving[]): PostState {
  const states = new Set(deliveries.map((delivery) => delivery.state))
  const worst = worstFirst.find((state) => states.has(state))
  if (worst === 'due' || worst === 'claimed') return partly(deliveries, states)
  if (worst !== undefined && worst !== 'sending') return stateFor[worst]
  const deletes = deliveries.every((delivery) => delivery.kind === 'delete')
  if (worst === 'sending') return deletes ? 'removing' : 'sending'
  if (!states.has('sent')) return 'withdrawn'
  return deletes ? 'removed' : 'sent'
}

function partly(deliveries: readonly Leaving[], states: ReadonlySet<DeliveryState>): PostState {
  if (deliveries.every((delivery) => delivery.kind === 'delete')) return 'removing'
  return states.has('sent') ? 'sending' : 'scheduled'
}

const words: Readonly<Record<PostState, { word: string; says: string }>> = {
  draft: { word: 'Draft', says: 'Being written. Nobody has been asked to check it.' },
  submitted: { word: 'Waiting for approval', says: 'Someone who did not write it has to read it.' },
  returned: { word: 'Returned', says: 'Sent back to its author with a reason.' },
  approved: {
    word: 'Needs a time',
    says: 'It may leave. A publisher has to choose when.',
  },
  scheduled: {
    word: 'Scheduled',
    says: 'It leaves by itself at its time, if the gate still allows it.',
  },
  sending: { word: 'Sending', says: 'It is on its way to the network.' },
  sent: { word: 'Sent', says: 'Every network said that it has it.' },
  refused: { word: 'Refused', says: 'A network said no. The reason is with the delivery.' },
  unconfirmed: {
    word: 'Not confirmed',
    says: 'A network gave no answer that can be trusted. Crier looks there before anything is sent again.',
  },
  held: { word: 'Held', says: 'Something stands in the way. The reason is with the delivery.' },
  withdrawn: { word: 'Withdrawn', says: 'Taken back before it left.' },
  removing: { word: 'Deleting', says: 'It is being deleted on the network.' },
  removed: {
    word: 'Deleted',
    says: 'It was deleted on the network. Other servers are only asked to follow.',
  },
  discarded: { word: 'Discarded', says: 'Given up. Its versions stay on record.' },
}

/** One word and one sentence for a state, the same everywhere. */
export function wordsFor({ state, live }: Standing): { word: string; says: string } {
  if (!live || (state !== 'draft' && state !== 'submitted' && state !== 'returned'))
    return words[state]
  if (state === 'draft')
    return {
      word: 'Correction in draft',
      says: 'What is on the network stays there until the corrected version is approved and sent.',
    }
  return words[state]
}
