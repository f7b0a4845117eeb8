import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { refuse } from '../../platform/refusal.ts'
import { readServer } from '../address.ts'
import { NetworkFailure } from '../failure.ts'
import type { Connect, Connected, Sealable, Standing } from '../network.ts'
import { garbage } from './answers.ts'
import type { MastodonClient } from './client.ts'
import { missingFrom, neededRights, readCredential } from './credential.ts'
import { toAccount } from './translate.ts'

interface Connecting {
  readonly client: MastodonClient
  /** The one server of this network, or null where people name their own. */
  readonly server: string | null
  readonly allowed: ReadonlySet<string>
}

const asked = neededRights.join(' ')

/** OAuth 2 with an app registered for this very connection, and PKCE where the server has it. */
export function connectWith(setting: Connecting): Connect {
  const { client } = setting
  return {
    questions: setting.server === null ? [serverQuestion] : [],
    async begin({ answers, redirectUri, state }) {
      const server = setting.server ?? serverFrom(answers.server ?? '', setting.allowed)
      const pkce = await offersPkce(client, server)
      const app = await register(client, server, redirectUri)
      const verifier = randomBytes(32).toString('base64url')
      const query = new URLSearchParams({
        response_type: 'code',
        client_id: app.clientId,
        redirect_uri: redirectUri,
        scope: asked,
        state,
        ...(pkce ? { code_challenge: challengeOf(verifier), code_challenge_method: 'S256' } : {}),
      })
      return {
        authoriseAddress: `${server}/oauth/authorize?${query}`,
        pending: { server, ...app, redirectUri, verifier: pkce ? verifier : null },
      }
    },
    finish: ({ pending, answer }) => finish(client, pending, answer),
    async revoke(sealed) {
      const { server, token, clientId, clientSecret } = readCredential(sealed, 'revoke')
      await client.oauth('revoke', server).revoke({ clientId, clientSecret, token })
    },
  }
}

const serverQuestion = {
  name: 'server',
  label: 'Address of your server',
  hint: 'The part after the last @ in the name of your account, such as social.example.',
}

function serverFrom(typed: string, allowed: ReadonlySet<string>): string {
  const read = readServer(typed, allowed)
  if (read.ok) return read.origin
  throw refuse.invalid(read.sentence, { fields: { server: read.sentence } })
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url')
}

const metadataShape = z.object({ codeChallengeMethodsSupported: z.array(z.string()) })

/** Also the first contact: whatever fails here is about the address that was typed. */
async function offersPkce(client: MastodonClient, server: string): Promise<boolean> {
  const path = '/.well-known/oauth-authorization-server'
  try {
    const metadata = metadataShape.safeParse(await client.get('connect', server, path))
    return metadata.success && metadata.data.codeChallengeMethodsSupported.includes('S256')
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error
    if (error.kind === 'unreachable') throw noServer(server)
    // Older servers do not have this page, and say so in whatever way they like. No answer at all
    // must not be taken for that: it would talk Crier out of PKCE.
    if (error.kind === 'slow-down') throw error
    if (error.kind === 'no-answer' && error.code !== 'not-understood') throw error
    return false
  }
}

function noServer(server: string) {
  const sentence = `There is no server that can be reached at ${new URL(server).host}. Check the spelling, or try again later.`
  return refuse.invalid(sentence, { fields: { server: sentence } })
}

const appShape = z.object({ clientId: z.string().min(1), clientSecret: z.string().min(1) })

async function register(client: MastodonClient, server: string, redirectUri: string) {
  const registered = await client
    .rest('connect', server, null)
    .v1.apps.create({
      clientName: 'Crier',
      redirectUris: redirectUri,
      scopes: asked,
      website: new URL(redirectUri).origin,
    })
    .catch((error: unknown) => {
      if (!(error instanceof NetworkFailure) || error.kind === 'slow-down') throw error
      // A server in trouble is not the same as something else than a server.
      if (error.kind === 'no-answer' && error.code !== 'not-understood') throw error
      throw notMastodon(server)
    })
  const app = appShape.safeParse(registered)
  if (!app.success) throw notMastodon(server)
  return app.data
}

function notMastodon(server: string) {
  const sentence = `${new URL(server).host} does not answer as a Mastodon server. Use the address under which people sign in there.`
  return refuse.invalid(sentence, { fields: { server: sentence } })
}

const pendingShape = z.object({
  server: z.url(),
  clientId: z.string(),
  clientSecret: z.string(),
  redirectUri: z.string(),
  verifier: z.string().nullable(),
})

/** In seconds; a server that says more has no end in mind. */
const tenYears = 10 * 366 * 24 * 60 * 60

const tokenShape = z.object({
  accessToken: z.string().min(1),
  // A server that grants just what was asked need not repeat it (RFC 6749, 5.1).
  scope: z.string().min(1).catch(asked),
  expiresIn: z.number().positive().max(tenYears).nullish().catch(null),
})

async function finish(
  client: MastodonClient,
  sealed: Sealable,
  answer: Readonly<Record<string, string>>,
): Promise<Connected> {
  const pending = pendingShape.parse(sealed)
  const { server, clientId, clientSecret } = pending
  const given = await client
    .oauth('connect', server)
    .token.create(exchangeOf(pending, codeFrom(answer)))
  const token = tokenShape.safeParse(given)
  if (!token.success) throw garbage('connect', 'The network gave no token.', token.error)
  const expiresAt = token.data.expiresIn
    ? Temporal.Now.instant().add({ seconds: Math.floor(token.data.expiresIn) })
    : null
  const rest = client.rest('connect', server, token.data.accessToken)
  const account = toAccount(await rest.v1.accounts.verifyCredentials(), server, 'connect')
  const credential = {
    server,
    token: token.data.accessToken,
    scope: token.data.scope,
    clientId,
    clientSecret,
    accountId: account.id,
    expiresAt: expiresAt?.toString() ?? null,
  }
  const rights = token.data.scope.split(/[\s+]+/).filter((scope) => scope !== '')
  return { credential, account, rights, missing: missingFrom(rights), expiresAt }
}

function exchangeOf(pending: z.infer<typeof pendingShape>, code: string) {
  const { clientId, clientSecret, redirectUri, verifier } = pending
  const grantType: 'authorization_code' = 'authorization_code'
  const exchange = { grantType, clientId, clientSecret, redirectUri, code }
  // masto's type does not know the verifier; it sends every field that it is given.
  return verifier === null ? exchange : { ...exchange, codeVerifier: verifier }
}

function codeFrom(answer: Readonly<Record<string, string>>): string {
  const code = answer.code
  if (code) return code
  throw new NetworkFailure({
    kind: 'refused',
    step: 'connect',
    code: answer.error ?? 'no-code',
    words: answer.error_description ?? 'The person came back without allowing Crier.',
  })
}

const appRightsShape = z.object({ scopes: z.array(z.string()) })

export async function checkWith(client: MastodonClient, sealed: Sealable): Promise<Standing> {
  const { server, token, scope, expiresAt } = readCredential(sealed, 'check')
  const rest = client.rest('check', server, token)
  const account = toAccount(await rest.v1.accounts.verifyCredentials(), server, 'check')
  const app = appRightsShape.safeParse(
    await rest.v1.apps.verifyCredentials().catch((error: unknown) => {
      if (error instanceof NetworkFailure && /^(refused|missing-right)$/.test(error.kind))
        return null
      throw error
    }),
  )
  const granted = scope.split(/[\s+]+/).filter((right) => right !== '')
  // Older servers do not tell what an app may do: then what was granted stands.
  const live = app.success ? app.data.scopes : granted
  const rights = granted.filter((right) => missingOf(right, live).length === 0)
  return {
    account,
    rights,
    missing: missingFrom(rights),
    expiresAt: expiresAt === null ? null : Temporal.Instant.from(expiresAt),
  }
}

function missingOf(right: string, live: readonly string[]): string[] {
  return live.some((given) => given === right || right.startsWith(`${given}:`)) ? [] : [right]
}
