import type pg from 'pg'
import { steady } from '../../platform/database.ts'
import type { RoleId } from '../roles.ts'
import type { GroupRoles } from '../tables.ts'

/**
 * What sign-in reads before the council is known. This pool acts as a role of its own, which sees
 * the tables of sign-in and no others; better-auth works on it too.
 */
export function openSignInPool(databaseUrl: string): pg.Pool {
  const url = new URL(databaseUrl)
  // Options in the address would win over those below, and with them another role.
  url.searchParams.delete('options')
  return steady({
    connectionString: url.href,
    max: 4,
    options:
      '-c role=crier_signin -c search_path=people -c timezone=UTC -c statement_timeout=15000',
  })
}

export interface LiveSession {
  readonly sessionId: string
  readonly councilId: string
  readonly personId: string
  readonly secondFactor: boolean
  readonly seenAt: number
  readonly roles: readonly RoleId[]
  readonly mayEnter: boolean
  readonly secondFactorFor: 'nobody' | 'administrators' | 'everyone'
}

// Someone who has left, is suspended from everything or whose time is up may not enter.
const mayEnter = `(p.status = 'active' and (p.access_until is null or p.access_until > $2)
  and not exists (select from people.suspension x
    where x.person_id = p.id and x.channel_id is null and x.ended_at is null))`

const sessionByToken = `
  select s.id as "sessionId", s.council_id as "councilId", s.person_id as "personId",
    s.second_factor as "secondFactor", extract(epoch from s.updated_at)::float8 * 1000 as "seenAt",
    array(select distinct g.role from people.role_grant g where g.person_id = p.id) as roles,
    ${mayEnter} as "mayEnter", c.second_factor_for as "secondFactorFor"
  from people.session s
  join people.person p on p.id = s.person_id
  join people.council c on c.id = s.council_id
  where s.token = $1 and s.expires_at > $2`

export async function findSession(
  pool: pg.Pool,
  token: string,
  now: Temporal.Instant,
): Promise<LiveSession | undefined> {
  const found = await pool.query<LiveSession>({
    name: 'session-by-token',
    text: sessionByToken,
    values: [token, now.toString()],
  })
  return found.rows[0]
}

export async function markSeen(pool: pg.Pool, sessionId: string, now: Temporal.Instant) {
  const sql = 'update people.session set updated_at = $2 where id = $1 and updated_at < $2'
  await pool.query(sql, [sessionId, now.toString()])
}

export async function markSecondFactor(pool: pg.Pool, sessionId: string) {
  await pool.query('update people.session set second_factor = true where id = $1', [sessionId])
}

export async function endSession(pool: pg.Pool, sessionId: string) {
  await pool.query('delete from people.session where id = $1', [sessionId])
}

export async function personMayEnter(
  pool: pg.Pool,
  personId: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const sql = `select ${mayEnter} as yes from people.person p where p.id = $1`
  const found = await pool.query<{ yes: boolean }>(sql, [personId, now.toString()])
  return found.rows[0]?.yes ?? false
}

export interface SignInPerson {
  readonly id: string
  readonly councilId: string
  readonly name: string
  readonly email: string
  readonly council: string
  /** Whether they sign in here; if not, the council's directory does it for them. */
  readonly hasPassword: boolean
  readonly hasSecondFactor: boolean
}

const person = `
  select p.id, p.council_id as "councilId", p.name, p.email, c.name as council,
    exists (select from people.account a
      where a.person_id = p.id and a.provider_id = 'credential') as "hasPassword",
    (exists (select from people.two_factor f where f.person_id = p.id and f.verified)
      or exists (select from people.passkey k where k.person_id = p.id)) as "hasSecondFactor"
  from people.person p join people.council c on c.id = p.council_id`

export async function personByEmail(pool: pg.Pool, email: string) {
  const found = await pool.query<SignInPerson>(`${person} where p.email = $1`, [
    email.toLowerCase(),
  ])
  return found.rows[0]
}

export async function personById(pool: pg.Pool, id: string) {
  const found = await pool.query<SignInPerson>(`${person} where p.id = $1`, [id])
  return found.rows[0]
}

/** Whose password a reset would change; the secret itself stays unused. */
export async function personOfVerification(
  pool: pg.Pool,
  identifier: string,
  now: Temporal.Instant,
) {
  const sql = `${person} where p.id::text =
    (select value from people.verification where identifier = $1 and expires_at > $2 limit 1)`
  const found = await pool.query<SignInPerson>(sql, [identifier, now.toString()])
  return found.rows[0]
}

export interface Offer {
  readonly setUpDone: boolean
  readonly demoCouncil: string | null
  readonly singleSignOn: readonly { slug: string; council: string }[]
}

export async function readOffer(pool: pg.Pool): Promise<Offer> {
  const found = await pool.query<{ name: string; slug: string; demo: boolean; enabled: boolean }>(
    `select c.name, c.slug, c.demo, coalesce(s.enabled, false) as enabled
     from people.council c left join people.single_sign_on s on s.council_id = c.id
     order by c.name`,
  )
  const demo = found.rows.find((row) => row.demo)
  return {
    setUpDone: found.rows.length > 0,
    demoCouncil: demo?.name ?? null,
    singleSignOn: found.rows
      .filter((row) => row.enabled)
      .map((row) => ({ slug: row.slug, council: row.name })),
  }
}

export interface DirectorySettings {
  readonly councilId: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string | null
  readonly groupsClaim: string
  readonly groupRoles: readonly GroupRoles[]
  readonly countsAsSecondFactor: boolean
}

export async function directoryOf(pool: pg.Pool, slug: string) {
  const found = await pool.query<DirectorySettings>(
    `select s.council_id as "councilId", s.issuer, s.client_id as "clientId",
       s.client_secret as "clientSecret", s.groups_claim as "groupsClaim",
       s.group_roles as "groupRoles", s.counts_as_second_factor as "countsAsSecondFactor"
     from people.single_sign_on s join people.council c on c.id = s.council_id
     where c.slug = $1 and s.enabled`,
    [slug],
  )
  return found.rows[0]
}

export interface OpenInvitation {
  readonly id: string
  readonly councilId: string
  readonly council: string
  readonly email: string
  readonly name: string
  readonly expiresAt: Date
}

/** Only one that can still be accepted. */
export async function invitationByHash(pool: pg.Pool, tokenHash: string, now: Temporal.Instant) {
  const found = await pool.query<OpenInvitation>(
    `select i.id, i.council_id as "councilId", c.name as council, i.email, i.name,
       i.expires_at as "expiresAt"
     from people.invitation i join people.council c on c.id = i.council_id
     where i.token_hash = $1 and i.accepted_at is null and i.withdrawn_at is null
       and i.expires_at > $2`,
    [tokenHash, now.toString()],
  )
  return found.rows[0]
}

/** With a new password, older reset mails and sign-ins half done with the old one count no more. */
export async function forgetBegun(pool: pg.Pool, personId: string) {
  await pool.query('delete from people.verification where value = $1', [personId])
}

/** A secret for a few minutes, kept where better-auth keeps its own. */
export async function keepForMinutes(
  pool: pg.Pool,
  kept: { id: string; identifier: string; value: string; until: Temporal.Instant },
) {
  await pool.query(
    `insert into people.verification (id, identifier, value, expires_at, created_at, updated_at)
     values ($1, $2, $3, $4, now(), now())`,
    [kept.id, kept.identifier, kept.value, kept.until.toString()],
  )
}

/** Gives it back once and never again. */
export async function takeKept(pool: pg.Pool, identifier: string, now: Temporal.Instant) {
  const found = await pool.query<{ value: string; live: boolean }>(
    'delete from people.verification where identifier = $1 returning value, expires_at > $2 as live',
    [identifier, now.toString()],
  )
  const row = found.rows[0]
  return row?.live ? row.value : undefined
}

export async function removeExpired(pool: pg.Pool, now: Temporal.Instant) {
  const at = now.toString()
  await pool.query('delete from people.session where expires_at < $1', [at])
  await pool.query('delete from people.verification where expires_at < $1', [at])
  await pool.query(
    `delete from people.sign_in_attempt where since < $1::timestamptz - interval '1 day'
       and (locked_until is null or locked_until < $1)`,
    [at],
  )
}
