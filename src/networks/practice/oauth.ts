import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ApiError, invalid } from './failing.ts'
import { parametersOf, text } from './parameters.ts'
import { covers, newSecret, type Practice, sha256Of } from './practice.ts'
import {
  type AppRow,
  appByClientId,
  appById,
  insertApp,
  insertToken,
  revokeToken,
  takeCode,
  tokenBySha256,
} from './store/oauth.ts'

/** Shows the code to the person instead of sending it anywhere. */
export const outOfBand = 'urn:ietf:wg:oauth:2.0:oob'

const appShape = z.object({
  client_name: z.string().min(1).max(60),
  redirect_uris: z.union([z.string(), z.array(z.string()).max(10)]),
  scopes: text,
  website: text,
})

export function oauthRoutes(app: FastifyInstance, practice: Practice): void {
  const { db, address, clock } = practice

  app.post('/api/v1/apps', (request) => register(practice, request))

  app.get('/api/v1/apps/verify_credentials', async (request) => {
    const token = request.practiceToken
    if (token === null) throw new ApiError(401, 'The access token is invalid')
    const row = await appById(db.all, token.appId)
    return { name: row?.name, website: row?.website, scopes: row?.scopes, vapid_key: '' }
  })

  app.get('/.well-known/oauth-authorization-server', () => ({
    issuer: `${address}/`,
    authorization_endpoint: `${address}/oauth/authorize`,
    token_endpoint: `${address}/oauth/token`,
    revocation_endpoint: `${address}/oauth/revoke`,
    app_registration_endpoint: `${address}/api/v1/apps`,
    scopes_supported: [...knownScopes],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    code_challenge_methods_supported: ['S256'],
  }))

  app.post('/oauth/token', (request, reply) => grant(practice, request, reply))

  app.post('/oauth/revoke', async (request) => {
    const owner = await clientOf(practice, request)
    const { token = '' } = parametersOf(request, z.object({ token: text }))
    const found = await tokenBySha256(db.all, sha256Of(token))
    if (found !== null && found.appId !== owner.id)
      throw new ApiError(403, 'unauthorized_client', 'You are not authorized to revoke this token')
    await revokeToken(db.all, sha256Of(token), clock.now())
    return {}
  })
}

async function register({ db, clock }: Practice, request: FastifyRequest) {
  const asked = parametersOf(request, appShape)
  const redirectUris = listOf(asked.redirect_uris)
  if (redirectUris.length === 0 || !redirectUris.every(isRedirectUri))
    throw invalid('Redirect URI must be an absolute URI')
  const scopes = scopesOf(asked.scopes ?? 'read')
  const secret = newSecret()
  const row = {
    clientId: newSecret(),
    secretSha256: sha256Of(secret),
    name: asked.client_name,
    website: asked.website && /^https?:\/\//i.test(asked.website) ? asked.website : null,
    redirectUris,
    scopes,
  }
  const id = await insertApp(db.all, row, clock.now())
  return {
    id,
    name: row.name,
    website: row.website,
    scopes,
    redirect_uris: redirectUris,
    redirect_uri: redirectUris.join('\n'),
    client_id: row.clientId,
    client_secret: secret,
    client_secret_expires_at: 0,
    vapid_key: '',
  }
}

const tokenShape = z.object({
  grant_type: text,
  code: text,
  redirect_uri: text,
  code_verifier: text,
  scope: text,
})

async function grant(practice: Practice, request: FastifyRequest, reply: FastifyReply) {
  const client = await clientOf(practice, request)
  const asked = parametersOf(request, tokenShape)
  void reply.header('cache-control', 'no-store')
  if (asked.grant_type === 'client_credentials') {
    const scopes = scopesOf(asked.scope ?? 'read')
    requireSubset(scopes, client)
    return issue(practice, { appId: client.id, accountId: null, scopes })
  }
  if (asked.grant_type !== 'authorization_code')
    throw new ApiError(400, 'unsupported_grant_type', 'This kind of grant is not supported.')
  const code = await takeCode(practice.db.all, sha256Of(asked.code ?? ''), practice.clock.now())
  const good =
    code !== null &&
    code.appId === client.id &&
    code.redirectUri === asked.redirect_uri &&
    proves(code.challenge, asked.code_verifier)
  if (!good)
    throw new ApiError(
      400,
      'invalid_grant',
      'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI, or was issued to another client.',
    )
  const { appId, accountId, scopes } = code
  return issue(practice, { appId, accountId, scopes })
}

async function issue(
  { db, clock }: Practice,
  token: { appId: string; accountId: string | null; scopes: string[] },
) {
  const secret = newSecret()
  const now = clock.now()
  await insertToken(db.all, { ...token, sha256: sha256Of(secret) }, now)
  return {
    access_token: secret,
    token_type: 'Bearer',
    scope: token.scopes.join(' '),
    created_at: Math.floor(now.epochMilliseconds / 1000),
  }
}

/** PKCE (RFC 7636): whoever began must be the one who ends. */
function proves(challenge: string | null, verifier: string | undefined): boolean {
  if (challenge === null) return true
  return (
    createHash('sha256')
      .update(verifier ?? '')
      .digest('base64url') === challenge
  )
}

const clientShape = z.object({ client_id: text, client_secret: text })

async function clientOf({ db }: Practice, request: FastifyRequest): Promise<AppRow> {
  const asked = parametersOf(request, clientShape)
  const basic = /^Basic +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  const [name, ...rest] = Buffer.from(basic ?? '', 'base64')
    .toString('utf8')
    .split(':')
  const clientId = basic === undefined ? asked.client_id : name
  const secret = basic === undefined ? asked.client_secret : rest.join(':')
  const app = await appByClientId(db.all, clientId ?? '')
  if (app !== null && equal(app.secretSha256, sha256Of(secret ?? ''))) return app
  throw new ApiError(
    401,
    'invalid_client',
    'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.',
  )
}

const equal = (a: string, b: string) => timingSafeEqual(Buffer.from(a), Buffer.from(b))

const groups = [
  'accounts',
  'blocks',
  'bookmarks',
  'conversations',
  'favourites',
  'filters',
  'follows',
  'lists',
  'media',
  'mutes',
  'notifications',
  'reports',
  'search',
  'statuses',
]
const knownScopes: ReadonlySet<string> = new Set([
  'profile',
  'read',
  'write',
  'follow',
  'push',
  ...groups.flatMap((group) => [`read:${group}`, `write:${group}`]),
])

export function scopesOf(text: string): string[] {
  const scopes = [...new Set(text.split(/[\s+]+/).filter((scope) => scope !== ''))]
  if (scopes.length > 0 && scopes.every((scope) => knownScopes.has(scope))) return scopes
  throw new ApiError(400, 'invalid_scope', 'The requested scope is invalid, unknown, or malformed.')
}

export function requireSubset(scopes: readonly string[], app: AppRow): void {
  if (scopes.every((scope) => covers(app.scopes, scope))) return
  throw new ApiError(400, 'invalid_scope', 'The requested scope is invalid, unknown, or malformed.')
}

function listOf(uris: string | readonly string[]): string[] {
  return typeof uris === 'string' ? uris.split(/\s+/).filter((uri) => uri !== '') : [...uris]
}

/** Web addresses, and the schemes of apps on a phone; nothing that a browser would run. */
function isRedirectUri(uri: string): boolean {
  if (uri === outOfBand) return true
  const url = URL.parse(uri)
  const bad = ['javascript:', 'data:', 'vbscript:', 'file:', 'blob:', 'about:']
  return url !== null && uri.length < 2000 && !bad.includes(url.protocol) && url.hash === ''
}
