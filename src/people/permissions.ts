import type { Permission } from '../platform/action.ts'
import type { Caller, PersonCaller } from '../platform/caller.ts'
import type { Reader } from '../platform/database.ts'
import { asPerson } from '../platform/permission.ts'
import { refuse } from '../platform/refusal.ts'
import { type Level, reaches } from './levels.ts'
import { fullAccessRoles } from './roles.ts'
import { levelsOf, lockdownOf, suspendedFrom } from './standing.ts'

export { holdsRole, signedIn } from '../platform/permission.ts'

type ChannelsOf<Input> = (
  input: Input,
  db: Reader,
) => readonly string[] | Promise<readonly string[]>

const tieredAccess = ['dacorum:3.2.1.tier-1', 'dacorum:3.2.1.tier-3', 'dacorum:3.2.part-2']
const suspension = ['hr-policy:5.part-4', 'dacorum:3.2.1.crisis-1']
const lockdownClauses = ['dacorum:3.2.1.crisis-1', 'dacorum:3.2.1.crisis-5']

/** The managing team's back-up access to every channel. */
export const hasFullAccess = (caller: Caller): boolean =>
  caller.kind === 'person' && fullAccessRoles.some((role) => caller.roles.includes(role))

/** Reads everything, changes nothing. */
export const isAuditor = (caller: Caller): boolean =>
  caller.kind === 'person' && caller.roles.includes('auditor')

/**
 * To act on channels: the level on every one of them, not suspended from any, and for more than
 * drafts, a member of the crisis team while the council is locked down.
 */
export function hasLevel<Input>(level: Level, channelsOf: ChannelsOf<Input>): Permission<Input> {
  return {
    says: `People with the level ${level} on the channel, and the managing team.`,
    async check({ db, caller }, input) {
      const person = asPerson(caller)
      const channelIds = await channelsOf(input, db)
      // Writing goes on in a lockdown, so that nothing typed is lost; going out does not.
      if (level !== 'contributor') await refuseLockedOut(db, person)
      await refuseSuspended(db, person, channelIds)
      await refuseBelow(db, person, channelIds, level)
    },
  }
}

/** To look into channels: any level on each, or a role that sees them all. A lockdown hides nothing. */
export function seesChannels<Input>(channelsOf: ChannelsOf<Input>): Permission<Input> {
  return {
    says: 'People with any level on the channel, the managing team and Internal Audit.',
    async check({ db, caller }, input) {
      const person = asPerson(caller)
      const channelIds = await channelsOf(input, db)
      await refuseSuspended(db, person, channelIds)
      if (!isAuditor(person)) await refuseBelow(db, person, channelIds, 'contributor')
    },
  }
}

/** For lists: the channels that the caller may look into, so that the filter stands in the query. */
export async function channelsSeenBy(
  db: Reader,
  caller: Caller,
): Promise<'all' | readonly string[]> {
  if (caller.kind === 'system') return 'all'
  const person = asPerson(caller)
  if (hasFullAccess(person) || isAuditor(person)) return 'all'
  const { channelIds } = await suspendedFrom(db, person.personId)
  const held = await levelsOf(db, person.personId)
  return [...held.keys()].filter((channelId) => !channelIds.includes(channelId))
}

async function refuseLockedOut(db: Reader, person: PersonCaller): Promise<void> {
  if (person.roles.includes('crisis-team')) return
  const lockdown = await lockdownOf(db)
  if (lockdown === null) return
  throw refuse.notAllowed(
    'All channels are locked to the crisis team, so nobody else can act on them. Wait until the lockdown is over, or ask the crisis team.',
    { clauses: lockdownClauses },
  )
}

export async function refuseSuspended(
  db: Reader,
  person: PersonCaller,
  channelIds: readonly string[],
): Promise<void> {
  const suspended = await suspendedFrom(db, person.personId)
  if (!suspended.everywhere && !channelIds.some((id) => suspended.channelIds.includes(id))) return
  throw refuse.notAllowed(
    'You are suspended from this channel, so you cannot use it. The People page says why and until when; the communications team can lift it.',
    { clauses: suspension },
  )
}

async function refuseBelow(
  db: Reader,
  person: PersonCaller,
  channelIds: readonly string[],
  level: Level,
): Promise<void> {
  if (hasFullAccess(person)) return
  const held = await levelsOf(db, person.personId)
  // No channel named means no grant that could allow it: denied unless granted.
  const allowed =
    !isAuditor(person) &&
    channelIds.length > 0 &&
    channelIds.every((id) => reaches(held.get(id), level))
  if (allowed) return
  throw refuse.notAllowed(
    `This needs the level ${level} on the channel, which you do not have. An administrator or the communications team can give it to you.`,
    { clauses: tieredAccess },
  )
}
