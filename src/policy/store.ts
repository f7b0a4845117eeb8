import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Json } from '../platform/action.ts'
import { type Reader, read, type Writer, write } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import type { CouncilFacts } from './facts.ts'
import type { Choice } from './resolve.ts'
import type { ContactKind, PolicyTables } from './tables.ts'

export interface Stored {
  readonly packs: readonly string[]
  readonly choices: ReadonlyMap<string, Choice>
  readonly contacts: CouncilFacts
}

/** Everything the gate needs, in one statement: it is read before every action that is judged. */
export async function readStored(db: Reader): Promise<Stored> {
  const { packs, choices, contacts } = await read<PolicyTables>(db)
    .selectNoFrom((from) => [
      jsonArrayFrom(
        from.selectFrom('policy.pack_binding').select('pack').where('ended_at', 'is', null),
      ).as('packs'),
      jsonArrayFrom(
        from
          .selectFrom('policy.setting')
          .select(['key', 'value', 'reason', 'chosen_by', 'chosen_at'])
          .where('ended_at', 'is', null),
      ).as('choices'),
      jsonArrayFrom(
        from.selectFrom('policy.contact_detail').select(['kind', 'value']).orderBy('value'),
      ).as('contacts'),
    ])
    .executeTakeFirstOrThrow()
  return {
    packs: packs.map(({ pack }) => pack),
    choices: new Map(choices.map((row) => [row.key, choiceOf(row)])),
    contacts: contactsOf(contacts),
  }
}

function choiceOf(row: {
  value: Json
  reason: string
  chosen_by: string
  // Inside JSON an instant comes as text.
  chosen_at: Temporal.Instant | string
}): Choice {
  return {
    value: row.value,
    reason: row.reason,
    by: row.chosen_by,
    at: Temporal.Instant.from(String(row.chosen_at)),
  }
}

function contactsOf(rows: readonly { kind: ContactKind; value: string }[]): CouncilFacts {
  const all = (kind: ContactKind) =>
    rows.filter((row) => row.kind === kind).map(({ value }) => value)
  return {
    mailDomains: all('mail-domain'),
    serviceMailboxes: all('service-mailbox'),
    emails: all('email'),
    phones: all('phone'),
    addresses: all('address'),
  }
}

/** Changes of one council's policy come one after the other, so that each sees the old value. */
export async function lockPolicy(db: Writer): Promise<void> {
  const key = sql<bigint>`hashtextextended(${`policy ${db.councilId}`}, 0)`
  await sql`select pg_advisory_xact_lock(${key})`.execute(write<PolicyTables>(db))
}

interface By {
  readonly personId: string
  readonly now: Temporal.Instant
}

/** Ends what is no longer bound and begins what is new; a pack that stays keeps its row. */
export async function bindPacks(
  db: Writer,
  {
    packs,
    before,
    by,
  }: {
    packs: readonly { readonly id: string; readonly version: number }[]
    before: readonly string[]
    by: By
  },
): Promise<void> {
  const gone = before.filter((name) => !packs.some(({ id }) => id === name))
  if (gone.length > 0)
    await write<PolicyTables>(db)
      .updateTable('policy.pack_binding')
      .set({ ended_at: by.now, ended_by: by.personId })
      .where('ended_at', 'is', null)
      .where('pack', 'in', gone)
      .execute()
  const fresh = packs.filter(({ id }) => !before.includes(id))
  if (fresh.length > 0)
    await write<PolicyTables>(db)
      .insertInto('policy.pack_binding')
      .values(
        fresh.map(({ id, version }) => ({
          id: newId(),
          council_id: councilOf(db),
          pack: id,
          version,
          bound_at: by.now,
          bound_by: by.personId,
        })),
      )
      .execute()
}

/** null takes the council's choice back, so that its packs decide again. */
export async function chooseSetting(
  db: Writer,
  choice: { key: string; value: Json; reason: string; by: By },
): Promise<void> {
  const { key, value, reason, by } = choice
  await write<PolicyTables>(db)
    .updateTable('policy.setting')
    .set({ ended_at: by.now, ended_by: by.personId })
    .where('key', '=', key)
    .where('ended_at', 'is', null)
    .execute()
  if (value === null) return
  await write<PolicyTables>(db)
    .insertInto('policy.setting')
    .values({
      id: newId(),
      council_id: councilOf(db),
      key,
      value: JSON.stringify(value),
      reason,
      chosen_at: by.now,
      chosen_by: by.personId,
    })
    .execute()
}

export async function readHistory(db: Reader, key: string) {
  return read<PolicyTables>(db)
    .selectFrom('policy.setting')
    .select(['value', 'reason', 'chosen_at', 'chosen_by', 'ended_at', 'ended_by'])
    .where('key', '=', key)
    .orderBy('chosen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
}

export async function replaceContacts(db: Writer, contacts: CouncilFacts): Promise<void> {
  const council_id = councilOf(db)
  const rows = [
    ...contacts.mailDomains.map((value) => ({ council_id, kind: 'mail-domain' as const, value })),
    ...contacts.serviceMailboxes.map((value) => ({
      council_id,
      kind: 'service-mailbox' as const,
      value,
    })),
    ...contacts.emails.map((value) => ({ council_id, kind: 'email' as const, value })),
    ...contacts.phones.map((value) => ({ council_id, kind: 'phone' as const, value })),
    ...contacts.addresses.map((value) => ({ council_id, kind: 'address' as const, value })),
  ]
  await write<PolicyTables>(db).deleteFrom('policy.contact_detail').execute()
  if (rows.length > 0)
    await write<PolicyTables>(db).insertInto('policy.contact_detail').values(rows).execute()
}

function councilOf(db: Writer): string {
  if (db.councilId === null) throw new Error('A policy belongs to a council.')
  return db.councilId
}
