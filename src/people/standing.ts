import type { Reader } from '../platform/database.ts'
import type { Level } from './levels.ts'
import type { RoleId } from './roles.ts'
import * as store from './store.ts'

export interface Council {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly nation: 'E' | 'W' | 'S' | 'NI'
  readonly zone: string
  readonly demo: boolean
  readonly secondFactorFor: 'nobody' | 'administrators' | 'everyone'
  readonly invitationDays: number
}

export interface Suspended {
  readonly everywhere: boolean
  readonly channelIds: readonly string[]
}

export interface Lockdown {
  readonly id: string
  readonly reason: string
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant | null
  readonly by: string
}

/** The council of this transaction. */
export const councilOf = (db: Reader): Promise<Council> => store.readCouncil(db)

/** A person's level on each channel where one was given. */
export const levelsOf = (db: Reader, personId: string): Promise<ReadonlyMap<string, Level>> =>
  store.readLevels(db, personId)

/** Roles as they are now, for checks that happen without a session. */
export const rolesOf = (db: Reader, personId: string): Promise<readonly RoleId[]> =>
  store.readRoles(db, personId)

/** What a person is suspended from now; someone who has left is suspended everywhere. */
export const suspendedFrom = (db: Reader, personId: string): Promise<Suspended> =>
  store.readSuspended(db, personId)

export const lockdownOf = (db: Reader): Promise<Lockdown | null> => store.readLockdown(db)

/** Names for the screen; unknown ids are left out. */
export const namesOf = (
  db: Reader,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string>> => store.readNames(db, personIds)

/** Whether posts of this person count as those of a new user. */
export const isNewUser = (db: Reader, personId: string): Promise<boolean> =>
  store.readIsNew(db, personId)
