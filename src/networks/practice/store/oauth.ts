import type { Query } from '../database.ts'

export interface AppRow {
  readonly id: string
  readonly clientId: string
  readonly secretSha256: string
  readonly name: string
  readonly website: string | null
  readonly redirectUris: string[]
  readonly scopes: string[]
}

const appColumns = `id::text, client_id as "clientId", secret_sha256 as "secretSha256", name, website,
  redirect_uris as "redirectUris", scopes`

export async function insertApp(
  all: Query,
  app: Omit<AppRow, 'id'>,
  at: Temporal.Instant,
): Promise<string> {
  const rows = await all<{ id: string }>(
    `insert into practice.app (id, client_id, secret_sha256, name, website, redirect_uris, scopes, created_at)
     values (practice.next_id($7), $1, $2, $3, $4, $5, $6, $7) returning id::text`,
    [app.clientId, app.secretSha256, app.name, app.website, app.redirectUris, app.scopes, at],
  )
  return rows[0]?.id ?? ''
}

export async function appByClientId(all: Query, clientId: string): Promise<AppRow | null> {
  const sql = `select ${appColumns} from practice.app where client_id = $1`
  return (await all<AppRow>(sql, [clientId]))[0] ?? null
}

export async function appById(all: Query, id: string): Promise<AppRow | null> {
  return (
    (await all<AppRow>(`select ${appColumns} from practice.app where id = $1`, [id]))[0] ?? null
  )
}

export interface CodeRow {
  readonly sha256: string
  readonly appId: string
  readonly accountId: string
  readonly redirectUri: string
  readonly scopes: string[]
  readonly challenge: string | null
  readonly expiresAt: Temporal.Instant
}

export async function insertCode(all: Query, code: CodeRow): Promise<void> {
  const { sha256, appId, accountId, redirectUri, scopes, challenge, expiresAt } = code
  await all(
    `insert into practice.code (sha256, app_id, account_id, redirect_uri, scopes, challenge, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [sha256, appId, accountId, redirectUri, scopes, challenge, expiresAt],
  )
}

/** Takes a code away as it is read, so that it opens one door once. */
export async function takeCode(
  all: Query,
  sha256: string,
  now: Temporal.Instant,
): Promise<Omit<CodeRow, 'expiresAt'> | null> {
  const rows = await all<Omit<CodeRow, 'expiresAt'> & { live: boolean }>(
    `delete from practice.code where sha256 = $1
     returning sha256, app_id::text as "appId", account_id::text as "accountId",
       redirect_uri as "redirectUri", scopes, challenge, expires_at > $2 as live`,
    [sha256, now],
  )
  return rows[0]?.live ? rows[0] : null
}

export interface TokenRow {
  readonly appId: string
  readonly accountId: string | null
  readonly scopes: string[]
  readonly revoked: boolean
}

export async function insertToken(
  all: Query,
  token: Omit<TokenRow, 'revoked'> & { sha256: string },
  at: Temporal.Instant,
): Promise<void> {
  await all(
    `insert into practice.token (sha256, app_id, account_id, scopes, created_at)
     values ($1, $2, $3, $4, $5)`,
    [token.sha256, token.appId, token.accountId, token.scopes, at],
  )
}

export async function tokenBySha256(all: Query, sha256: string): Promise<TokenRow | null> {
  const rows = await all<TokenRow>(
    `select app_id::text as "appId", account_id::text as "accountId", scopes,
       revoked_at is not null as revoked
     from practice.token where sha256 = $1`,
    [sha256],
  )
  return rows[0] ?? null
}

export async function revokeToken(all: Query, sha256: string, at: Temporal.Instant): Promise<void> {
  await all('update practice.token set revoked_at = $2 where sha256 = $1 and revoked_at is null', [
    sha256,
    at,
  ])
}
