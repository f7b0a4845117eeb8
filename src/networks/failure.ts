/**
 * How a call to a network can fail: a closed set, told apart by code and never by wording.
 *
 * - `signed-out`     the token is no longer good: the channel stops until it is connected again
 * - `missing-right`  the token is good, this right is not with it
 * - `slow-down`      too many calls; `until` says when to come back
 * - `refused`        the network understood and said no: a person must change something
 * - `unreachable`    it is CERTAIN that nothing was sent (no address, no connection, no TLS)
 * - `no-answer`      sent, or perhaps sent, and no answer that can be trusted: of a write this
 *                    means "unconfirmed", of a read "ask again"
 */
export type FailureKind =
  | 'signed-out'
  | 'missing-right'
  | 'slow-down'
  | 'refused'
  | 'unreachable'
  | 'no-answer'

/** The step of the connector that failed, so that a notice can name it. */
export type Step =
  | 'connect'
  | 'check'
  | 'limits'
  | 'upload'
  | 'post'
  | 'edit'
  | 'remove'
  | 'read'
  | 'recent'
  | 'revoke'

export interface FailureFacts {
  readonly kind: FailureKind
  readonly step: Step
  /** The network's own code as it came: '422', 'invalid_grant', or the system's, 'ECONNREFUSED'. */
  readonly code: string
  /** The network's own words, cut to a line that a log can hold. Never matched against. */
  readonly words?: string
  /** Where the network stamps its answers: what its staff would ask for. */
  readonly trace?: string | null
  readonly until?: Temporal.Instant | null
}

export class NetworkFailure extends Error {
  override readonly name = 'NetworkFailure'
  readonly kind: FailureKind
  readonly step: Step
  readonly code: string
  readonly words: string
  readonly trace: string | null
  readonly until: Temporal.Instant | null

  constructor(facts: FailureFacts, options?: ErrorOptions) {
    super(`${facts.step}: ${facts.kind} (${facts.code})`, options)
    this.kind = facts.kind
    this.step = facts.step
    this.code = facts.code
    this.words = (facts.words ?? '').slice(0, 500)
    this.trace = facts.trace ?? null
    this.until = facts.until ?? null
  }
}

/** What a person reads, and can do, for each kind. Whole sentences: a Welsh edition will come. */
export const failureSentences: Readonly<Record<FailureKind, string>> = {
  'signed-out':
    'The network no longer accepts the sign-in of this channel. Nothing can be sent until an administrator connects the channel again.',
  'missing-right':
    'The network says that this channel is not allowed to do this. An administrator can connect the channel again and grant every right that is asked for.',
  'slow-down':
    'The network asked for a pause because there were too many calls. Crier waits and tries again at the time that the network gave.',
  refused:
    'The network refused this. Read its own words below, change what they name, and send again.',
  unreachable:
    'The network could not be reached, so nothing was sent. Crier tries again; if this lasts, check the address of the server and its status page.',
  'no-answer':
    'The network did not give an answer that can be trusted. It may or may not have done what was asked, so Crier looks there before anything is sent again.',
}
