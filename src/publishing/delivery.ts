import type { FailureKind } from '../networks/index.ts'
import type { DeliveryMay, DeliveryState } from './contract.ts'

/** The rules of a delivery: the states of the sending machine and what may follow what. Pure. */

const follows: Readonly<Record<DeliveryState, readonly DeliveryState[]>> = {
  due: ['claimed', 'held', 'withdrawn'],
  // Back to due when the worker was lost or nothing was sent; straight to refused or held when the
  // network says so before the post itself is handed over.
  claimed: ['sending', 'due', 'held', 'refused', 'withdrawn'],
  sending: ['sent', 'refused', 'unconfirmed', 'due', 'held'],
  // Settled by reading the network back, or by a person.
  unconfirmed: ['sent', 'due', 'withdrawn', 'refused', 'held'],
  refused: ['due', 'withdrawn'],
  held: ['due', 'withdrawn'],
  withdrawn: ['due'],
  sent: [],
}

export const mayFollow = (from: DeliveryState, to: DeliveryState): boolean =>
  follows[from].includes(to)

/** Nothing was handed over yet, so it can still be stopped for certain. */
export const canStop: readonly DeliveryState[] = ['due', 'claimed', 'held', 'refused']

export function deliveryMay(state: DeliveryState, awaitsPerson: boolean): DeliveryMay[] {
  if (state === 'unconfirmed') return awaitsPerson ? ['settle-sent', 'settle-not-sent'] : []
  if (state === 'refused') return ['send-again', 'stop']
  if (state === 'due' || state === 'held') return ['stop']
  return []
}

/** What a call to the network came to. */
export type Result =
  | { readonly to: 'sent' }
  | { readonly to: 'refused' }
  | { readonly to: 'unconfirmed' }
  | { readonly to: 'held'; readonly why: HeldWhy }
  /** Nothing was sent, and it is tried again then. */
  | { readonly to: 'due'; readonly at: Temporal.Instant }

export type HeldWhy =
  | 'gate'
  | 'thread'
  | 'late'
  | 'signed-out'
  | 'missing-right'
  | 'asked'
  | 'unfit'

export interface Patience {
  /** Waits after the first, second … try that sent nothing, in milliseconds; the last repeats. */
  readonly retries: readonly number[]
  /** How long after its time a post still leaves by itself, in milliseconds. */
  readonly late: number
}

/**
 * What follows from a failure. Only what certainly sent nothing is tried again by machine; a write
 * without an answer is looked for on the network first.
 */
export function afterFailure(
  failure: { kind: FailureKind; until: Temporal.Instant | null },
  tries: number,
  now: Temporal.Instant,
  patience: Patience,
): Result {
  switch (failure.kind) {
    case 'refused':
      return { to: 'refused' }
    case 'signed-out':
    case 'missing-right':
      return { to: 'held', why: failure.kind }
    case 'no-answer':
      return { to: 'unconfirmed' }
    case 'slow-down':
      return { to: 'due', at: laterOf(failure.until, retryAt(tries, now, patience)) }
    case 'unreachable':
      return { to: 'due', at: retryAt(tries, now, patience) }
  }
}

export function retryAt(tries: number, now: Temporal.Instant, { retries }: Patience) {
  const wait = retries[Math.min(tries, retries.length - 1)] ?? 60_000
  return now.add({ milliseconds: wait })
}

function laterOf(one: Temporal.Instant | null, other: Temporal.Instant): Temporal.Instant {
  return one !== null && Temporal.Instant.compare(one, other) > 0 ? one : other
}

/** A machine that stood still over night does not send yesterday's news in the morning. */
export function isTooLate(
  delivery: { dueAt: Temporal.Instant; position: number; kind: string },
  now: Temporal.Instant,
  { late }: Patience,
): boolean {
  // The rest of a thread that has begun is late in any case, and half a thread helps nobody.
  if (delivery.kind !== 'post' || delivery.position > 0) return false
  return now.since(delivery.dueAt).total('milliseconds') > late
}

const words: Readonly<Record<DeliveryState, { word: string; says: string }>> = {
  due: { word: 'Waiting', says: 'It leaves at its time.' },
  claimed: { word: 'Getting ready', says: 'A worker has taken it and is getting it ready.' },
  sending: { word: 'Sending', says: 'It was handed to the network, which has not answered yet.' },
  sent: { word: 'Sent', says: 'The network said that it has it.' },
  refused: { word: 'Refused', says: 'The network said no. Nothing was published.' },
  unconfirmed: {
    word: 'Not confirmed',
    says: 'The network gave no answer that can be trusted. Crier looks there before anything is sent again.',
  },
  held: { word: 'Held', says: 'Something stands in the way. Nothing was sent.' },
  withdrawn: { word: 'Withdrawn', says: 'Taken back before it left.' },
}

export const deliveryWords = (state: DeliveryState) => words[state]

export const askPerson =
  'Crier looked at the network and could not tell whether this arrived. Look there yourself, then say what you found.'

export const heldSentences: Readonly<Record<Exclude<HeldWhy, 'gate' | 'asked' | 'unfit'>, string>> =
  {
    thread: 'An earlier post of the same thread has not arrived, so the rest waits for it.',
    late: 'Its time passed more than an hour ago without it being sent, so it does not go out by itself. Choose a new time.',
    'signed-out':
      'The network no longer accepts the sign-in of the channel. Nothing was sent. Connect the channel again, then let the post go.',
    'missing-right':
      'The network says that the channel is not allowed to do this. Nothing was sent. Connect the channel again with every right, then let the post go.',
  }
