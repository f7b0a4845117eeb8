import { ledgerReaders } from '../ledger/index.ts'
import type { Permission } from '../platform/action.ts'
import type { PersonCaller } from '../platform/caller.ts'
import { asPerson, holdsRole, signedIn } from '../platform/permission.ts'
import { rolesThat } from './person.ts'
import { levelsOf } from './standing.ts'

export type PeopleMay =
  | 'list-people'
  | 'invite'
  | 'change-council'
  | 'change-single-sign-on'
  | 'declare-lockdown'
  | 'end-lockdown'
  | 'read-ledger'

/** Who may do what about people as a whole; actions and replies read the same lists. */
const rolesFor: Readonly<Record<PeopleMay, readonly [string, ...string[]]>> = {
  'list-people': [
    'administrator',
    'communications',
    'ict-security',
    'hr',
    'line-manager',
    'service-manager',
    'data-protection-officer',
    'information-management',
    'auditor',
    'crisis-team',
  ],
  invite: ['administrator', 'communications'],
  'change-council': ['administrator'],
  // Whoever decides what the directory may give could make themselves an administrator.
  'change-single-sign-on': ['administrator'],
  'declare-lockdown': ['administrator', 'communications', 'crisis-team'],
  'end-lockdown': ['administrator', 'communications', 'crisis-team'],
  'read-ledger': ledgerReaders,
}

export const mayAsOne = (what: PeopleMay): Permission<unknown> => holdsRole(...rolesFor[what])

export const anyPerson: Permission<unknown> = signedIn

/** The administrator of any channel, or one of these roles. */
const orOfChannel = (says: string, otherwise: Permission<unknown>): Permission<unknown> => ({
  says,
  async check({ db, caller }, input) {
    const levels = await levelsOf(db, asPerson(caller).personId)
    if ([...levels.values()].includes('administrator')) return
    await otherwise.check({ db, caller }, input)
  },
})

/** Administrators of a channel give levels on it, so they need to find people as well. */
export const looksAtPeople = orOfChannel(
  'The managing team, those who answer for people or systems, and administrators of a channel.',
  mayAsOne('list-people'),
)

/** On which channel is for the action to see. */
export const givesLevels = orOfChannel(
  'The managing team, and administrators of the channel.',
  holdsRole(...rolesThat.manage),
)

/** What the reply tells the screen; a lockdown can be declared or ended, never both. */
export function peopleMayOf(roles: PersonCaller['roles'], locked: boolean): PeopleMay[] {
  const now = Object.keys(rolesFor) as PeopleMay[]
  return now
    .filter((what) => what !== (locked ? 'declare-lockdown' : 'end-lockdown'))
    .filter((what) => rolesFor[what].some((role) => roles.includes(role)))
}
