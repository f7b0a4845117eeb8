import { type Reader, read, type Writer, write } from '../platform/database.ts'
import type { RoleId } from './roles.ts'
import type { Council } from './standing.ts'
import type { PeopleTables } from './tables.ts'

export async function insertCouncil(
  db: Writer,
  council: Omit<Council, 'invitationDays' | 'zone'>,
  now: Temporal.Instant,
): Promise<void> {
  await write<PeopleTables>(db)
    .insertInto('people.council')
    .values({
      id: council.id,
      slug: council.slug,
      name: council.name,
      nation: council.nation,
      demo: council.demo,
      second_factor_for: council.secondFactorFor,
      created_at: now,
    })
    .execute()
}

/** False when another set-up was first: the row can be there once only. */
export async function claimInstallation(db: Writer, now: Temporal.Instant): Promise<boolean> {
  const row = await write<PeopleTables>(db)
    .insertInto('people.installation')
    .values({ only_one: true, set_up_at: now })
    .onConflict((conflict) => conflict.column('only_one').doNothing())
    .returning('only_one')
    .executeTakeFirst()
  return row !== undefined
}

export async function updateCouncil(
  db: Writer,
  change: { name: string; secondFactorFor: Council['secondFactorFor']; invitationDays: number },
): Promise<void> {
  await write<PeopleTables>(db)
    .updateTable('people.council')
    .set({
      name: change.name,
      second_factor_for: change.secondFactorFor,
      invitation_days: change.invitationDays,
    })
    .execute()
}

export const readSingleSignOn = (db: Reader) =>
  read<PeopleTables>(db).selectFrom('people.single_sign_on').selectAll().executeTakeFirst()

export async function putSingleSignOn(
  db: Writer,
  settings: {
    councilId: string
    enabled: boolean
    issuer: string
    clientId: string
    sealedSecret: string | null
    groupsClaim: string
    groupRoles: readonly { group: string; roles: readonly RoleId[] }[]
    countsAsSecondFactor: boolean
  },
  now: Temporal.Instant,
): Promise<void> {
  const row = {
    enabled: settings.enabled,
    issuer: settings.issuer,
    client_id: settings.clientId,
    client_secret: settings.sealedSecret,
    groups_claim: settings.groupsClaim,
    group_roles: JSON.stringify(settings.groupRoles),
    counts_as_second_factor: settings.countsAsSecondFactor,
    changed_at: now,
  }
  await write<PeopleTables>(db)
    .insertInto('people.single_sign_on')
    .values({ council_id: settings.councilId, ...row })
    .onConflict((conflict) => conflict.column('council_id').doUpdateSet(row))
    .execute()
}

export async function insertAccount(
  db: Writer,
  account: {
    id: string
    councilId: string
    personId: string
    provider: 'credential' | 'directory'
    accountId: string
    passwordHash?: string
  },
  now: Temporal.Instant,
): Promise<void> {
  await write<PeopleTables>(db)
    .insertInto('people.account')
    .values({
      id: account.id,
      council_id: account.councilId,
      person_id: account.personId,
      provider_id: account.provider,
      account_id: account.accountId,
      password: account.passwordHash ?? null,
      created_at: now,
      updated_at: now,
    })
    .execute()
}

/** Whom the directory means, if they have been here before. */
export async function personOfDirectory(
  db: Reader,
  accountId: string,
): Promise<string | undefined> {
  const row = await read<PeopleTables>(db)
    .selectFrom('people.account')
    .select('person_id')
    .where('provider_id', '=', 'directory')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row?.person_id
}

export async function personOfEmail(db: Reader, email: string): Promise<string | undefined> {
  const row = await read<PeopleTables>(db)
    .selectFrom('people.person')
    .select('id')
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst()
  return row?.id
}
