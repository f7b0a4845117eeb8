import {
  type FailureKind,
  NetworkFailure,
  type Publishing,
  type Sealable,
} from '../../networks/index.ts'
import type { FailureFacts } from '../store/tables.ts'
import { keyFor, type Order, outgoing } from './order.ts'

/** The calls to the network, and what is kept of a call that failed. */

export interface Answer {
  readonly remoteId: string | null
  readonly address: string | null
}

export interface Fault extends FailureFacts {
  readonly kind: FailureKind
  readonly until: Temporal.Instant | null
}

/** The one call that publishes. It is made once for each attempt and never repeated here. */
export async function handOver(
  { network, credential }: { network: Publishing; credential: Sealable },
  order: Order,
  mediaIds: readonly string[],
): Promise<Answer> {
  const item = outgoing(order, mediaIds)
  if (order.kind === 'post') {
    const { remoteId, address } = await network.post(credential, item, keyFor(order))
    return { remoteId, address }
  }
  const target = order.targetId ?? ''
  if (order.kind === 'edit') {
    const { address } = await network.edit(credential, target, item)
    return { remoteId: null, address }
  }
  await network.remove(credential, target)
  return { remoteId: null, address: null }
}

/** A connector that never answers would hold a lane for ever. */
export async function within<R>(milliseconds: number, work: Promise<R>): Promise<R> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new NetworkFailure({ kind: 'no-answer', step: 'post', code: 'gave-up-waiting' }))
    }, milliseconds)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

export function failureFrom(error: unknown): Fault {
  if (error instanceof NetworkFailure) {
    const { kind, step, code, words, trace, until } = error
    return { kind, step, code, words, trace, until }
  }
  // A defect of ours after the call began: nobody knows what the network made of it.
  const name = error instanceof Error ? error.name : 'unknown'
  return { kind: 'no-answer', step: 'post', code: 'defect', words: name, trace: null, until: null }
}

/** What is kept of a fault: the network's own code and words with it. */
export function factsOnly({ kind, step, code, words, trace }: FailureFacts): FailureFacts {
  return { kind, step, code, words, trace }
}
