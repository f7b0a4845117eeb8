/** A person with a live session. */
export interface PersonCaller {
  readonly kind: 'person'
  readonly councilId: string
  readonly personId: string
  readonly sessionId: string
  readonly roles: readonly string[]
  /** Whether this session passed a second factor (a passkey counts). */
  readonly secondFactor: boolean
}

/** A job, acting for one council. */
export interface SystemCaller {
  readonly kind: 'system'
  readonly councilId: string
  /** The job's name, as it stands in the ledger. */
  readonly name: string
}

export interface NobodyCaller {
  readonly kind: 'nobody'
}

export type Caller = PersonCaller | SystemCaller | NobodyCaller

export const nobody: NobodyCaller = { kind: 'nobody' }

export function system(councilId: string, name: string): SystemCaller {
  return { kind: 'system', councilId, name }
}
