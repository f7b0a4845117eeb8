import type { FailureKind, NetworkFailure, RemoteAccount, Sealable } from '../networks/index.ts'
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

export const mostTries = 5

/** Whether to look again soon: a revoked sign-in does not come back by itself. */
export const looksAgain = (fault: Fault['kind'], tries: number): boolean =>
  tries < mostTries && (fault === 'no-answer' || fault === 'unreachable' || fault === 'slow-down')

export function faultFrom(error: NetworkFailure, at: Temporal.Instant): Fault {
  return { at, kind: error.kind, code: error.code, words: error.words }
}

/** What the person reads who waits for a connection. Whatever failed, the channel is as before. */
const connectSentences: Readonly<Record<FailureKind | 'denied', string>> = {
  denied:
    'You did not allow Crier to use the account, so nothing was changed. Connect the channel again when you want to allow it.',
  'signed-out':
    'The network did not accept the answer that your browser brought back, so nothing was changed. Connect the channel again.',
  'missing-right':
    'The network did not let Crier look at the account, so nothing was changed. Connect the channel again and grant every right that is asked for.',
  'slow-down':
    'The network asked for a pause because there were too many calls, so nothing was changed. Wait a few minutes, then connect the channel again.',
  refused:
    'The network refused the connection, so nothing was changed. Read its own words, change what they name, and connect the channel again.',
  unreachable:
    'The network could not be reached, so nothing was changed. Check the address of the server and its status page, then connect the channel again.',
  'no-answer':
    'The network gave no answer that can be trusted, so nothing was changed. Wait a few minutes, then connect the channel again.',
}

export const connectSentence = ({ kind, code }: Pick<NetworkFailure, 'kind' | 'code'>): string =>
  connectSentences[code === 'access_denied' ? 'denied' : kind]

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
  return parts.length === 0 || parts.some(isBlank)
}

/** Many networks renew one part and leave the rest out: what was good before stays. */
export function renewedFrom(old: Sealable, fresh: Sealable): Sealable {
  const given = Object.entries(fresh).filter(([, part]) => part !== null && !isBlank(part))
  return { ...old, ...Object.fromEntries(given) }
}

const isBlank = (part: Sealable[string]) => typeof part === 'string' && part.trim() === ''

export function isSameCredential(one: Sealable, other: Sealable): boolean {
  return JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort())
}

/**
 * Some networks give the same token again, with another end or for another app: handing back the
 * old one would then end the new one.
 */
export function sharesToken(one: Sealable, other: Sealable): boolean {
  return Object.entries(one).some(
    ([name, part]) => /token/i.test(name) && typeof part === 'string' && part === other[name],
  )
}

export function daysLeft(endsAt: Temporal.Instant | null, now: Temporal.Instant): number | null {
  if (endsAt === null) return null
  return Math.max(0, Math.floor(now.until(endsAt).total('days')))
}
