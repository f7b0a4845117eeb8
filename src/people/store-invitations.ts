import { type Reader, read, type Writer, write } from '../platform/database.ts'
import type { RoleId } from './roles.ts'
import type { InvitedLevel, PeopleTables } from './tables.ts'

export interface NewInvitation {
  readonly id: string
  readonly councilId: string
  readonly email: string
  readonly name: string
  readonly roles: readonly RoleId[]
  readonly levels: readonly InvitedLevel[]
  readonly accessUntil: Temporal.Instant | null
  readonly invitedBy: string
  readonly now: Temporal.Instant
  readonly expiresAt: Temporal.Instant
  readonly tokenHash: string
}

export async function insertInvitation(db: Writer, made: NewInvitation): Promise<void> {
  await write<PeopleTables>(db)
    .insertInto('people.invitation')
    .values({
      id: made.id,
      council_id: made.councilId,
      email: made.email.toLowerCase(),
      name: made.name,
      roles: [...made.roles],
      levels: JSON.stringify(made.levels),
      access_until: made.accessUntil,
      invited_by: made.invitedBy,
      created_at: made.now,
      expires_at: made.expiresAt,
      token_hash: made.tokenHash,
    })
    .execute()
}

export const listInvitations = (db: Reader) =>
  read<PeopleTables>(db)
    .selectFrom('people.invitation')
    .selectAll()
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute()

export const findInvitation = (db: Reader, id: string) =>
  read<PeopleTables>(db)
    .selectFrom('people.invitation')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()

/** The one that is neither accepted nor withdrawn; its time may be up. */
export const openInvitationFor = (db: Reader, email: string) =>
  read<PeopleTables>(db)
    .selectFrom('people.invitation')
    .selectAll()
    .where('email', '=', email.toLowerCase())
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()

export async function renewInvitation(
  db: Writer,
  id: string,
  renewed: { tokenHash: string; expiresAt: Temporal.Instant; invitedBy: string },
): Promise<void> {
  await write<PeopleTables>(db)
    .updateTable('people.invitation')
    .set({
      token_hash: renewed.tokenHash,
      expires_at: renewed.expiresAt,
      invited_by: renewed.invitedBy,
    })
    .where('id', '=', id)
    .execute()
}

/** Accepting or withdrawing happens once; false when one of them did already. */
export async function closeInvitation(
  db: Writer,
  id: string,
  how: 'accepted_at' | 'withdrawn_at',
  now: Temporal.Instant,
): Promise<boolean> {
  const row = await write<PeopleTables>(db)
    .updateTable('people.invitation')
    .set({ [how]: now })
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
