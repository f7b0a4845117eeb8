import type { z } from 'zod'
import { failureSentences } from '../networks/index.ts'
import {
  hasFullAccess,
  isAuditor,
  type Level,
  levelsOf,
  lockdownOf,
  namesOf,
  suspendedFrom,
} from '../people/index.ts'
import type { Caller, PersonCaller } from '../platform/caller.ts'
import type { Reader } from '../platform/database.ts'
import { connectionWords, isReady, mayOf, statusWords } from './channel.ts'
import { daysLeft } from './connection.ts'
import type { channelsContract } from './contract.ts'
import { networkNamed } from './known-networks.ts'
import type { ChannelRow } from './store.ts'

export type ChannelView = z.output<(typeof channelsContract)['GET /channels/:channelId']['reply']>

interface At {
  readonly db: Reader
  readonly caller: Caller
  readonly now: Temporal.Instant
}

export async function viewChannel(at: At, row: ChannelRow): Promise<ChannelView> {
  const [view] = await viewChannels(at, [row])
  if (view === undefined) throw new Error('One row gives one view.')
  return view
}

export async function viewChannels(at: At, rows: readonly ChannelRow[]): Promise<ChannelView[]> {
  const { db, caller, now } = at
  const people = rows.flatMap((row) => [row.owner_id, row.deputy_id ?? row.owner_id])
  const names = await namesOf(db, people)
  const person = (id: string) => ({ id, name: names.get(id) ?? 'Someone who has left' })
  const holder = await holderOf(db, caller)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    network: { ...networkNamed(row.network) },
    purpose: row.purpose,
    owner: person(row.owner_id),
    deputy: row.deputy_id === null ? null : person(row.deputy_id),
    recoveryEmail: row.recovery_email,
    status: { id: row.status, ...statusWords[row.status], since: row.status_at.toString() },
    statusReason: row.status_reason,
    connection: connectionOf(row),
    connectionReason: row.connection_reason,
    account: row.account && { ...row.account },
    checkedAt: row.checked_at?.toString() ?? null,
    rights: row.rights,
    missingRights: row.missing_rights,
    tokenEndsAt: row.token_ends_at?.toString() ?? null,
    daysLeft: daysLeft(row.token_ends_at, now),
    fault: faultOf(row),
    limits: limitsOf(row),
    ready: isReady(row),
    level: holder.level(row.id) ?? null,
    may: mayOf(row, { level: holder.active(row.id), lockedOut: holder.lockedOut }),
  }))
}

function connectionOf(row: ChannelRow): ChannelView['connection'] {
  const id = row.checking ? 'checking' : row.connection
  return { id, ...connectionWords[id], since: row.connection_at.toString() }
}

function faultOf({ fault }: ChannelRow): ChannelView['fault'] {
  if (fault === null) return null
  const { at, code, words, kind } = fault
  const says =
    kind === 'other-account'
      ? 'The sign-in now belongs to another account than the one on the register. Connect the channel again as the right account.'
      : failureSentences[kind]
  return { at: at.toString(), code, words, says }
}

function limitsOf({ limits, limits_at }: ChannelRow): ChannelView['limits'] {
  if (limits === null || limits_at === null) return null
  const { media, visibilities, ...rest } = limits
  return {
    ...rest,
    readAt: limits_at.toString(),
    media: { ...media, types: [...media.types] },
    visibilities: [...visibilities],
  }
}

/** What the caller holds, asked once for a whole list. */
async function holderOf(db: Reader, caller: Caller): Promise<Holder> {
  const none = () => undefined
  if (caller.kind !== 'person') return { level: none, active: none, lockedOut: false }
  const levels = await levelsOf(db, caller.personId)
  const suspended = await suspendedFrom(db, caller.personId)
  const barred = (id: string) =>
    isAuditor(caller) || suspended.everywhere || suspended.channelIds.includes(id)
  const level = (id: string) => levels.get(id)
  const held = (id: string) => (hasFullAccess(caller) ? 'administrator' : level(id))
  return {
    level,
    active: (id) => (barred(id) ? undefined : held(id)),
    lockedOut: await isLockedOut(db, caller),
  }
}

interface Holder {
  /** As it was given. */
  level(channelId: string): Level | undefined
  /** As it counts now. */
  active(channelId: string): Level | undefined
  readonly lockedOut: boolean
}

async function isLockedOut(db: Reader, caller: PersonCaller): Promise<boolean> {
  return !caller.roles.includes('crisis-team') && (await lockdownOf(db)) !== null
}

/** Whether to offer a new entry: what createChannel and the gate would say to this person. */
export async function mayCreate(db: Reader, caller: Caller): Promise<boolean> {
  if (caller.kind !== 'person' || !hasFullAccess(caller) || isAuditor(caller)) return false
  if ((await suspendedFrom(db, caller.personId)).everywhere) return false
  return !(await isLockedOut(db, caller))
}
