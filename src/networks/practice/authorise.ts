import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ApiError } from './failing.ts'
import { outOfBand, requireSubset, scopesOf } from './oauth.ts'
import { authorisePage, codePage, mistakePage, type Typed } from './pages/authorise.ts'
import { sendPage } from './pages/layout.ts'
import { parametersOf, text } from './parameters.ts'
import { hashPassword, isPassword } from './password.ts'
import { newSecret, type Practice, sha256Of } from './practice.ts'
import { insertAccount, passwordOf } from './store/accounts.ts'
import { type AppRow, appByClientId, insertCode } from './store/oauth.ts'

const askShape = z.object({
  response_type: text,
  client_id: text,
  redirect_uri: text,
  scope: text,
  state: text,
  code_challenge: text,
  code_challenge_method: text,
})

interface Ask {
  readonly app: AppRow
  readonly redirectUri: string
  readonly scopes: string[]
  readonly state: string | null
  readonly challenge: string | null
}

const formShape = z.object({
  choice: z.enum(['sign-in', 'create', 'deny']).catch('deny'),
  username: text,
  display_name: text,
  password: text,
})

/** A person says who they are here, and whether a program may act for them. */
export function authoriseRoutes(app: FastifyInstance, practice: Practice): void {
  app.get('/oauth/authorize', async (request, reply) => {
    const ask = await readAsk(practice, request, reply)
    if (ask === null) return reply
    return show(reply, request, ask, {}, {})
  })

  app.post('/oauth/authorize', async (request, reply) => {
    const ask = await readAsk(practice, request, reply)
    if (ask === null) return reply
    const typed = parametersOf(request, formShape)
    if (typed.choice === 'deny')
      return goBack(reply, ask, {
        error: 'access_denied',
        error_description: 'The resource owner or authorization server denied the request.',
      })
    practice.rates.take('signIns', request.ip)
    const who = await (typed.choice === 'create' ? create : signIn)(practice, typed)
    if ('wrong' in who) return show(reply, request, ask, typed, who.wrong)
    const code = await issueCode(practice, ask, who.accountId)
    if (ask.redirectUri !== outOfBand) return goBack(reply, ask, { code })
    return sendPage(reply, { title: 'Your code', main: codePage(code, ask.app.name), menu: false })
  })
}

type Who = { accountId: string } | { wrong: Partial<Record<'username' | 'password', string>> }

async function signIn({ db }: Practice, typed: Typed): Promise<Who> {
  const account = await passwordOf(db.all, typed.username?.trim() ?? '')
  const good = await isPassword(typed.password ?? '', account?.passwordHash ?? null)
  if (account !== null && good) return { accountId: account.id }
  return { wrong: { username: 'There is no practice account with this name and password.' } }
}

async function create({ db, clock }: Practice, typed: Typed): Promise<Who> {
  const username = typed.username?.trim() ?? ''
  if (!/^[A-Za-z0-9_]{1,30}$/.test(username))
    return { wrong: { username: 'Use up to 30 letters, digits and underscores, without spaces.' } }
  const password = typed.password ?? ''
  if (password.length < 8 || password.length > 200)
    return { wrong: { password: 'Use a password of at least 8 characters.' } }
  const displayName = (typed.display_name ?? '').trim().slice(0, 60) || username
  const passwordHash = await hashPassword(password)
  const at = clock.now()
  const accountId = await insertAccount(db.all, { username, displayName, passwordHash, at })
  if (accountId !== null) return { accountId }
  return { wrong: { username: 'This name is taken. Sign in with it, or choose another.' } }
}

/** What the program asks for. Null: the person was told that it cannot be had. */
async function readAsk(
  { db }: Practice,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Ask | null> {
  const asked = parametersOf(request, askShape)
  const app = await appByClientId(db.all, asked.client_id ?? '')
  const redirectUri = asked.redirect_uri ?? ''
  // Nobody is sent to an address that the program did not register.
  if (app === null || !app.redirectUris.includes(redirectUri)) {
    const main = mistakePage(app === null ? 'unknown-program' : 'unknown-address')
    sendPage(reply, { title: 'This cannot be allowed', main, menu: false }, { status: 400 })
    return null
  }
  const state = asked.state ?? null
  const ask = { app, redirectUri, state, challenge: asked.code_challenge ?? null }
  try {
    if (asked.response_type !== 'code')
      throw new ApiError(400, 'unsupported_response_type', 'Only codes are given.')
    if (ask.challenge !== null && asked.code_challenge_method !== 'S256')
      throw new ApiError(400, 'invalid_request', 'The code challenge method must be S256.')
    const scopes = scopesOf(asked.scope ?? 'read')
    requireSubset(scopes, app)
    return { ...ask, scopes }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const { message, description = '' } = error
    goBack(reply, { ...ask, scopes: [] }, { error: message, error_description: description })
    return null
  }
}

async function issueCode({ db, clock }: Practice, ask: Ask, accountId: string): Promise<string> {
  const code = newSecret()
  await insertCode(db.all, {
    sha256: sha256Of(code),
    appId: ask.app.id,
    accountId,
    redirectUri: ask.redirectUri,
    scopes: ask.scopes,
    challenge: ask.challenge,
    expiresAt: clock.now().add({ minutes: 10 }),
  })
  return code
}

function goBack(reply: FastifyReply, ask: Ask, answer: Record<string, string>): FastifyReply {
  if (ask.redirectUri === outOfBand) {
    const main = mistakePage('denied')
    return sendPage(reply, { title: 'Nothing was allowed', main, menu: false })
  }
  const url = new URL(ask.redirectUri)
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value)
  if (ask.state !== null) url.searchParams.set('state', ask.state)
  return reply.redirect(url.href, 303)
}

function show(
  reply: FastifyReply,
  request: FastifyRequest,
  ask: Ask,
  typed: Typed,
  wrong: Partial<Record<'username' | 'password', string>>,
) {
  const [, query = ''] = request.url.split('?', 2)
  const main = authorisePage({ query, program: ask.app.name, scopes: ask.scopes, typed, wrong })
  const failed = Object.keys(wrong).length > 0
  return sendPage(
    reply,
    { title: failed ? 'Error: sign in' : 'Sign in', main, menu: false },
    { status: failed ? 422 : 200, formTarget: targetOf(ask.redirectUri) },
  )
}

/** Browsers hold the redirect after a form to the page's policy too. */
function targetOf(redirectUri: string): string {
  if (redirectUri === outOfBand) return ''
  const url = new URL(redirectUri)
  return url.origin === 'null' ? url.protocol : url.origin
}
