import { sql } from 'kysely'
import type { Limits, RemoteAccount } from '../networks/index.ts'
import { type Reader, read, type Writer, write } from '../platform/database.ts'
import type { ChannelStatus, Connection } from './channel.ts'
import type { Fault } from './connection.ts'

export interface ChannelRow {
  id: string
  name: string
  network: string
  purpose: string
  owner_id: string
  deputy_id: string | null
  recovery_email: string | null
  status: ChannelStatus
  status_reason: string | null
  status_at: Temporal.Instant
  connection: Connection
  connection_at: Temporal.Instant
  connection_reason: string | null
  checking: boolean
  account: RemoteAccount | null
  rights: string[]
  missing_rights: string[]
  checked_at: Temporal.Instant | null
  token_ends_at: Temporal.Instant | null
  /** JSON gives the instant back as text. */
  fault: (Omit<Fault, 'at'> & { at: string | Temporal.Instant }) | null
  limits: Limits | null
  limits_at: Temporal.Instant | null
  created_by: string
  created_at: Temporal.Instant
}

interface CredentialRow {
  id: string
  channel_id: string
  sealed: string
  state: 'current' | 'handing-back'
  made_at: Temporal.Instant
}

interface ConnectingRow {
  id: string
  channel_id: string
  person_id: string
  state_hash: string
  sealed: string
  created_at: Temporal.Instant
  expires_at: Temporal.Instant
  used_at: Temporal.Instant | null
}

interface ChannelsTables {
  'channels.channel': ChannelRow
  'channels.credential': CredentialRow
  'channels.connecting': ConnectingRow
}

export async function insertChannel(db: Writer, row: Partial<ChannelRow> & NewChannel) {
  await write<ChannelsTables>(db)
    .insertInto('channels.channel')
    .values({
      connection: 'none',
      checking: false,
      rights: [],
      missing_rights: [],
      ...row,
    })
    .execute()
}

type NewChannel = Pick<
  ChannelRow,
  | 'id'
  | 'name'
  | 'network'
  | 'purpose'
  | 'owner_id'
  | 'status'
  | 'status_at'
  | 'connection_at'
  | 'created_by'
  | 'created_at'
>

export async function readChannel(db: Reader, channelId: string): Promise<ChannelRow | undefined> {
  return read<ChannelsTables>(db)
    .selectFrom('channels.channel')
    .selectAll()
    .where('id', '=', channelId)
    .executeTakeFirst()
}

/** Held until the end of the transaction, so that two changes of one channel follow each other. */
export async function lockChannel(db: Writer, channelId: string): Promise<ChannelRow | undefined> {
  return write<ChannelsTables>(db)
    .selectFrom('channels.channel')
    .selectAll()
    .where('id', '=', channelId)
    .forUpdate()
    .executeTakeFirst()
}

export async function readChannels(
  db: Reader,
  among: 'all' | readonly string[],
  status?: ChannelStatus,
): Promise<ChannelRow[]> {
  if (among !== 'all' && among.length === 0) return []
  let rows = read<ChannelsTables>(db).selectFrom('channels.channel').selectAll()
  if (among !== 'all') rows = rows.where('id', '=', sql<string>`any(${[...among]}::uuid[])`)
  if (status !== undefined) rows = rows.where('status', '=', status)
  return rows.orderBy(sql`lower(name)`).orderBy('id').execute()
}

export async function nameIsTaken(db: Reader, name: string, otherThan: string): Promise<boolean> {
  const row = await read<ChannelsTables>(db)
    .selectFrom('channels.channel')
    .select('id')
    // By the database's own idea of a small letter, which is the one that its index has.
    .where(sql`lower(name)`, '=', sql`lower(${name})`)
    .where('status', '<>', 'closed')
    .where('id', '<>', otherThan)
    .executeTakeFirst()
  return row !== undefined
}

/** Other open channels that are signed in to an account of this id, on whatever server. */
export async function channelsOfAccount(
  db: Reader,
  network: string,
  accountId: string,
  otherThan: string,
): Promise<ChannelRow[]> {
  return read<ChannelsTables>(db)
    .selectFrom('channels.channel')
    .selectAll()
    .where('network', '=', network)
    .where(sql`account ->> 'id'`, '=', accountId)
    .where('status', '<>', 'closed')
    .where('id', '<>', otherThan)
    .execute()
}

export async function updateChannel(
  db: Writer,
  channelId: string,
  change: Partial<Omit<ChannelRow, 'id' | 'created_by' | 'created_at'>>,
): Promise<ChannelRow> {
  return write<ChannelsTables>(db)
    .updateTable('channels.channel')
    .set(change)
    .where('id', '=', channelId)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Connected channels that nobody has looked at since then. */
export async function channelsToCheck(db: Reader, before: Temporal.Instant): Promise<ChannelRow[]> {
  return read<ChannelsTables>(db)
    .selectFrom('channels.channel')
    .selectAll()
    .where('connection', '<>', 'none')
    .where('status', '<>', 'closed')
    .where((or) => or.or([or('checked_at', 'is', null), or('checked_at', '<', before)]))
    .orderBy('id')
    .execute()
}

export interface SealedCredential {
  readonly credentialId: string
  readonly channelId: string
  readonly sealed: string
}

export async function readCredentials(
  db: Reader,
  channelIds: readonly string[],
): Promise<SealedCredential[]> {
  return read<ChannelsTables>(db)
    .selectFrom('channels.credential')
    .select(['id as credentialId', 'channel_id as channelId', 'sealed'])
    .where('channel_id', '=', sql<string>`any(${[...channelIds]}::uuid[])`)
    .where('state', '=', 'current')
    .execute()
}

/** Since when the channel has had the sign-in that it has now. */
export async function readCurrent(
  db: Reader,
  channelId: string,
): Promise<{ madeAt: Temporal.Instant } | undefined> {
  return read<ChannelsTables>(db)
    .selectFrom('channels.credential')
    .select('made_at as madeAt')
    .where('channel_id', '=', channelId)
    .where('state', '=', 'current')
    .executeTakeFirst()
}

export async function readCredential(
  db: Reader,
  credentialId: string,
): Promise<(SealedCredential & { state: CredentialRow['state'] }) | undefined> {
  return read<ChannelsTables>(db)
    .selectFrom('channels.credential')
    .select(['id as credentialId', 'channel_id as channelId', 'sealed', 'state'])
    .where('id', '=', credentialId)
    .executeTakeFirst()
}

/** Takes the current credential out of use; it stays until the network has it back. */
export async function retireCredential(db: Writer, channelId: string): Promise<string | null> {
  const row = await write<ChannelsTables>(db)
    .updateTable('channels.credential')
    .set({ state: 'handing-back' })
    .where('channel_id', '=', channelId)
    .where('state', '=', 'current')
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

export async function insertCredential(
  db: Writer,
  credential: SealedCredential & { madeAt: Temporal.Instant },
): Promise<void> {
  await write<ChannelsTables>(db)
    .insertInto('channels.credential')
    .values({
      id: credential.credentialId,
      channel_id: credential.channelId,
      sealed: credential.sealed,
      state: 'current',
      made_at: credential.madeAt,
    })
    .execute()
}

export async function replaceSealed(
  db: Writer,
  credentialId: string,
  sealed: string,
): Promise<void> {
  await write<ChannelsTables>(db)
    .updateTable('channels.credential')
    .set({ sealed })
    .where('id', '=', credentialId)
    .execute()
}

export async function removeCredential(db: Writer, credentialId: string): Promise<void> {
  await write<ChannelsTables>(db)
    .deleteFrom('channels.credential')
    .where('id', '=', credentialId)
    .where('state', '=', 'handing-back')
    .execute()
}

export async function insertConnecting(
  db: Writer,
  row: Omit<ConnectingRow, 'used_at'>,
): Promise<void> {
  await write<ChannelsTables>(db)
    .insertInto('channels.connecting')
    .values({ ...row, used_at: null })
    .execute()
}

/** Takes a state that came back: once, in time, by the person who was sent. */
export async function takeConnecting(
  db: Writer,
  taken: { stateHash: string; personId: string; now: Temporal.Instant },
): Promise<{ id: string; channelId: string; sealed: string } | undefined> {
  return write<ChannelsTables>(db)
    .updateTable('channels.connecting')
    .set({ used_at: taken.now })
    .where('state_hash', '=', taken.stateHash)
    .where('person_id', '=', taken.personId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', taken.now)
    .returning(['id', 'channel_id as channelId', 'sealed'])
    .executeTakeFirst()
}

/** What is over is forgotten: a sealed half of a sign-in is of no use to anyone. */
export async function forgetConnecting(db: Writer, before: Temporal.Instant): Promise<void> {
  await write<ChannelsTables>(db)
    .deleteFrom('channels.connecting')
    .where('expires_at', '<', before)
    .execute()
}
