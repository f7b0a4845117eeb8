import type { Permission } from '../platform/action.ts'
import type { PersonCaller } from '../platform/caller.ts'
import { asPerson, holdsRole, signedIn } from '../platform/permission.ts'
import { levelsOf } from './standing.ts'

export type PeopleMay =
  | 'list-people'
  | 'invite'
  | 'change-council'
  | 'change-single-sign-on'
  | 'declare-lockdown'
  | 'end-lockdown'

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
}

export const mayAsOne = (what: PeopleMay): Permission<unknown> => holdsRole(...rolesFor[what])

export const anyPerson: Permission<unknown> = signedIn

/** Administrators of a channel give levels on it, so they need to find people as well. */
export const looksAtPeople: Permission<unknown> = {
  says: 'The managing team, those who answer for people or systems, and administrators of a channel.',
  async check({ db, caller }, input) {
    const { personId } = asPerson(caller)
    const levels = await levelsOf(db, personId)
    if ([...levels.values()].includes('administrator')) return
    await mayAsOne('list-people').check({ db, caller }, input)
  },
}

/** What the reply tells the screen; a lockdown can be declared or ended, never both. */
export function peopleMayOf(roles: PersonCaller['roles'], locked: boolean): PeopleMay[] {
  const now = Object.keys(rolesFor) as PeopleMay[]
  return now
    .filter((what) => what !== (locked ? 'declare-lockdown' : 'end-lockdown'))
    .filter((what) => rolesFor[what].some((role) => roles.includes(role)))
}
