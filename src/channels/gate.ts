import { fullAccessRoles, levelsOf, lockdownOf, rolesOf, suspendedFrom } from '../people/index.ts'
import type { Caller } from '../platform/caller.ts'
import type { Reader } from '../platform/database.ts'
import { refuse } from '../platform/refusal.ts'
import {
  type AccountFacts,
  type Actor,
  type ChannelFacts,
  clausesOf,
  judge,
  type Lockdown,
  type PersonFacts,
  policyOf,
  sentencesOf,
  type Verdict,
} from '../policy/index.ts'
import type { ChannelRow } from './store.ts'

/** Gathers what the policy wants to know about people and channels. Publishing asks here too. */

export async function personFacts(
  db: Reader,
  personId: string,
  roles?: readonly string[],
): Promise<PersonFacts> {
  const held = roles ?? (await rolesOf(db, personId))
  const suspended = await suspendedFrom(db, personId)
  return {
    id: personId,
    roles: held,
    levels: Object.fromEntries(await levelsOf(db, personId)),
    everyChannel: fullAccessRoles.some((role) => held.includes(role)),
    suspendedFrom: suspended.everywhere ? 'all' : suspended.channelIds,
  }
}

export async function actorFacts(db: Reader, caller: Caller): Promise<Actor> {
  if (caller.kind === 'nobody') return { kind: 'nobody' }
  if (caller.kind === 'system') return { kind: 'system', name: caller.name }
  return { kind: 'person', ...(await personFacts(db, caller.personId, caller.roles)) }
}

/** The crisis team, as far as it concerns this decision: those of these people who belong to it. */
export async function lockdownFacts(
  db: Reader,
  people: readonly PersonFacts[],
): Promise<Lockdown | null> {
  const lockdown = await lockdownOf(db)
  if (lockdown === null) return null
  const team = people.filter((person) => person.roles.includes('crisis-team'))
  return { since: lockdown.from, crisisTeam: team.map((person) => person.id) }
}

export function channelFacts(row: ChannelRow): ChannelFacts {
  return {
    id: row.id,
    name: row.name,
    network: row.network,
    registered: true,
    status: row.status === 'planned' ? 'proposed' : row.status,
    connected: row.connection === 'connected',
  }
}

/** A channel that was asked for and is not on the register. */
export function unregistered(channelId: string): ChannelFacts {
  return {
    id: channelId,
    name: 'A channel that is not on the register',
    network: '',
    registered: false,
    status: 'closed',
    connected: false,
  }
}

type ChannelAction = 'channel.register' | 'channel.update' | 'channel.connect'

/** Asks the gate about an account; a refusal leaves with every reason and its clauses. */
export async function askGate(
  at: { db: Reader; caller: Caller; now: Temporal.Instant },
  action: ChannelAction,
  channels: readonly ChannelFacts[],
  account: Partial<AccountFacts>,
): Promise<Verdict> {
  const { db, caller, now } = at
  const actor = await actorFacts(db, caller)
  const lockdown = await lockdownFacts(db, actor.kind === 'person' ? [actor] : [])
  const facts = {
    now,
    actor,
    lockdown,
    channels,
    account: {
      requestFields: [],
      authorisation: null,
      loginEmail: null,
      profileTexts: [],
      declaredPersonal: false,
      ...account,
    },
  }
  const verdict = judge(action, facts, await policyOf(db))
  if (verdict.outcome !== 'refused') return verdict
  const isAttempt = verdict.reasons.some(
    ({ outcome, control }) => outcome === 'refused' && attempts.includes(control),
  )
  const no = isAttempt ? refuse.notAllowed : refuse.policy
  const clauses = clausesOf(verdict)
  throw no(sentencesOf(verdict).join(' '), { clauses, more: { verdict } })
}

/** A no of these is about what somebody tried: the door puts it on record. */
const attempts: readonly string[] = [
  'delegated-authentication',
  'tiered-access',
  'access-suspension',
]
