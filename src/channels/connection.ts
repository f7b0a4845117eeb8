import {
  type FailureKind,
  NetworkFailure,
  type RemoteAccount,
  type Sealable,
} from '../networks/index.ts'
import type { Connection } from './channel.ts'

/** What a live look at the network means for a channel. Pure. */

export interface Fault {
  readonly at: Temporal.Instant
  readonly kind: FailureKind | 'other-account'
  readonly code: string
  readonly words: string
}

/**
 * A fault of the network or of the way there changes nothing: only a sign-in that was revoked and
 * a right that is missing do.
 */
export function connectionAfter(before: Connection, fault: Fault['kind']): Connection {
  if (before === 'none') return 'none'
  if (fault === 'signed-out' || fault === 'other-account') return 'signed-out'
  if (fault === 'missing-right') return 'missing-right'
  return before
}

/** Whether to look again soon: a revoked sign-in does not come back by itself. */
export const passes = (fault: Fault['kind']): boolean =>
  fault === 'no-answer' || fault === 'unreachable' || fault === 'slow-down'

export function faultFrom(error: unknown, at: Temporal.Instant): Fault {
  if (error instanceof NetworkFailure)
    return { at, kind: error.kind, code: error.code, words: error.words }
  throw error
}

/** Ids are the network's own and may repeat on another server: the address tells servers apart. */
export function isSameAccount(
  known: Pick<RemoteAccount, 'id' | 'address'>,
  found: Pick<RemoteAccount, 'id' | 'address'>,
): boolean {
  return known.id === found.id && hostOf(known.address) === hostOf(found.address)
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address
}

/** An empty part would replace a good token by none. */
export function hasEmptyPart(credential: Sealable): boolean {
  const parts = Object.values(credential)
  return parts.length === 0 || parts.some((part) => typeof part === 'string' && part.trim() === '')
}

export function daysLeft(endsAt: Temporal.Instant | null, now: Temporal.Instant): number | null {
  if (endsAt === null) return null
  return Math.max(0, Math.floor(now.until(endsAt).total('days')))
}
