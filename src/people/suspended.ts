import { news } from '../platform/news.ts'

export interface PersonSuspended {
  readonly personId: string
  /** Null: from everything, or the person has left. */
  readonly channelIds: readonly string[] | null
  readonly reason: string
  /** Null: until someone lifts it. */
  readonly until: Temporal.Instant | null
}

/** Publishing holds the person's scheduled posts when it hears this. */
export const personSuspended = news<PersonSuspended>('people.person-suspended')

export interface LockdownChanged {
  readonly locked: boolean
  readonly reason: string
}

export const lockdownChanged = news<LockdownChanged>('people.lockdown-changed')
