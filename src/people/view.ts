import type { Selectable } from 'kysely'
import type { z } from 'zod'
import type { PersonCaller } from '../platform/caller.ts'
import type { Reader } from '../platform/database.ts'
import { refuse } from '../platform/refusal.ts'
import type { peopleContract } from './contract.ts'
import { type Acting, mayOf, refuseLift } from './person.ts'
import { type RoleId, roles } from './roles.ts'
import { type Lockdown, levelsOf } from './standing.ts'
import { findPerson, type PersonFound } from './store-people.ts'
import type { InvitationRow, SuspensionRow } from './tables.ts'

type Replies = {
  [K in keyof typeof peopleContract]: z.output<(typeof peopleContract)[K]['reply']>
}
type PersonView = Replies['GET /people/:personId']
type PersonLine = Replies['GET /people']['people'][number]
type InvitationView = Replies['GET /invitations']['invitations'][number]

/** The caller with what the rules about people ask of them. */
export async function acting(db: Reader, caller: PersonCaller): Promise<Acting> {
  const levels = await levelsOf(db, caller.personId)
  return { id: caller.personId, roles: caller.roles, levels }
}

export async function personOrRefuse(db: Reader, personId: string): Promise<PersonFound> {
  const person = await findPerson(db, personId)
  if (person === undefined)
    throw refuse.notFound('That person does not exist in your council. Look at the list of people.')
  return person
}

export const inWords = (instant: Temporal.Instant | null) => instant?.toString() ?? null

export function lineOf(person: PersonFound, by: Acting): PersonLine {
  return {
    id: person.id,
    name: person.name,
    email: person.email,
    status: person.status,
    roles: [...person.roles],
    levels: [...person.levels],
    secondFactor: person.totp || person.passkeys > 0,
    suspended: person.suspensions.length > 0,
    lastSeen: inWords(person.lastSeen),
    accessUntil: inWords(person.accessUntil),
    may: mayOf(by, person),
  }
}

export function viewOf(person: PersonFound, by: Acting): PersonView {
  return {
    ...lineOf(person, by),
    experienced: person.experienced,
    createdAt: person.createdAt.toString(),
    suspensions: person.suspensions.map((each) => ({
      ...suspensionOf(each),
      mayLift: mayLift(by, person.id),
    })),
  }
}

/** The person as they stand after a change, for its reply. */
export const viewNow = async (db: Reader, personId: string, by: Acting): Promise<PersonView> =>
  viewOf(await personOrRefuse(db, personId), by)

function mayLift(by: Acting, personId: string): boolean {
  try {
    refuseLift(by, personId)
    return true
  } catch {
    return false
  }
}

export const suspensionOf = (row: Selectable<SuspensionRow>) => ({
  id: row.id,
  channelId: row.channel_id,
  reason: row.reason,
  from: row.from_at.toString(),
  until: inWords(row.until_at),
  by: row.by_id,
})

export const lockdownView = (lockdown: Lockdown) => ({
  ...lockdown,
  from: lockdown.from.toString(),
  until: inWords(lockdown.until),
})

export const roleViews = (held: readonly string[]) =>
  roles.filter((role) => held.includes(role.id)).map((role) => ({ ...role }))

export function invitationOf(
  row: Selectable<InvitationRow>,
  now: Temporal.Instant,
  mayChange: boolean,
): InvitationView {
  const state = stateOf(row, now)
  const open = state === 'waiting' || state === 'expired'
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    roles: row.roles,
    levels: [...row.levels],
    invitedBy: row.invited_by,
    createdAt: row.created_at.toString(),
    expiresAt: row.expires_at.toString(),
    state,
    may: mayChange && open ? ['send-again', 'withdraw'] : [],
  }
}

function stateOf(row: Selectable<InvitationRow>, now: Temporal.Instant): InvitationView['state'] {
  if (row.accepted_at !== null) return 'accepted'
  if (row.withdrawn_at !== null) return 'withdrawn'
  return Temporal.Instant.compare(row.expires_at, now) > 0 ? 'waiting' : 'expired'
}

export const asRoles = (held: readonly string[]): RoleId[] =>
  roles.map((role) => role.id).filter((id) => held.includes(id))
