import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type pg from 'pg'
import type { Caller } from '../../platform/caller.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Door } from '../../platform/door.ts'
import type { Refusal } from '../../platform/refusal.ts'
import { takeInput } from '../../platform/take-input.ts'
import { type Attempts, attemptCounter } from './attempts.ts'
import { type Auth, addressHeader } from './auth.ts'
import { signInContract } from './contract.ts'
import { recordSignIn, recordSignInTrouble, type SignInEvent } from './events.ts'
import { hashIdentifier } from './identifier.ts'
import { refusalFor } from './refusals.ts'
import type { SessionCookie } from './session-cookie.ts'
import { type SignInRoute, type Step, type StepAt, steps } from './steps.ts'
import {
  endSession,
  forgetBegun,
  markSecondFactor,
  personByEmail,
  personById,
  personOfVerification,
  type SignInPerson,
} from './store-sign-in.ts'

export interface SignInParts {
  readonly auth: Auth
  readonly pool: pg.Pool
  readonly door: Door
  readonly clock: Clock
  readonly cookie: SessionCookie
  readonly publicAddress: string
  readonly attemptsKey: Uint8Array
  authenticate(headers: { cookie?: string | undefined }): Promise<Caller>
  /** Work behind the reply: its failure is logged. */
  later(work: Promise<unknown>): void
}

/** Serves sign-in: exactly the requests of the contract, each checked, done by better-auth, recorded. */
export const signInPlugin = (parts: SignInParts) => async (app: FastifyInstance) => {
  const attempts = attemptCounter({ pool: parts.pool, clock: parts.clock, key: parts.attemptsKey })
  for (const name of Object.keys(steps) as SignInRoute[]) {
    const [method = 'GET', path = '/'] = name.split(' ')
    app.route({
      method,
      url: `/api${path}`,
      handler: (request, reply) => serve({ ...parts, attempts }, name, request, reply),
    })
  }
}

type Serving = SignInParts & { readonly attempts: Attempts }

async function serve(
  parts: Serving,
  name: SignInRoute,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const step: Step = steps[name]
  const shape = signInContract[name]
  const input = takeInput(shape, request.method === 'GET' ? request.query : request.body)
  const before = await parts.authenticate(request.headers)
  const at = stepAt(parts, request, before)
  const resetting = name === 'POST /auth/reset-password' && 'token' in input
  const owner = resetting ? await at.ofReset(input.token) : undefined
  const attempt = await step.before?.(at, input)
  const cookies = parts.cookie.plain(request.headers.cookie, before.kind === 'person')
  const answer = await ask(parts, name, { request, cookies }, step.send?.(input) ?? input)
  if (answer.refusal !== null) {
    if (attempt?.last && 'email' in input) parts.later(recordLock(parts, input.email))
    throw answer.refusal
  }
  await attempt?.forgive()
  await follow(parts, { name, step, before, answer, owner })
  for (const cookie of answer.cookies) reply.header('set-cookie', cookie)
  return reply.header('cache-control', 'no-store').send(shape.reply.parse(replyOf(name, answer)))
}

interface Answer {
  readonly refusal: Refusal | null
  readonly body: unknown
  readonly cookies: readonly string[]
}

/** better-auth's own handler, with only the headers that it needs. */
async function ask(
  parts: Serving,
  name: SignInRoute,
  { request, cookies }: { request: FastifyRequest; cookies: string },
  input: unknown,
): Promise<Answer> {
  const headers = new Headers({ [addressHeader]: request.ip })
  // A browser that brought any is held to its origin, also where none of them is ours.
  if (request.headers.cookie !== undefined) headers.set('cookie', cookies)
  for (const kept of ['origin', 'referer', 'user-agent', 'sec-fetch-site', 'sec-fetch-mode']) {
    const value = request.headers[kept]
    if (typeof value === 'string') headers.set(kept, value.slice(0, 4000))
  }
  const [method = 'GET', path = ''] = name.split(' ')
  const body = method === 'GET' ? null : JSON.stringify(input)
  if (body !== null) headers.set('content-type', 'application/json')
  const url = new URL(`/api${path}`, parts.publicAddress)
  const response = await parts.auth.handler(new Request(url, { method, headers, body }))
  const text = await response.text()
  const said: unknown = text === '' ? null : JSON.parse(text)
  if (response.ok) return { refusal: null, body: said, cookies: response.headers.getSetCookie() }
  const code = typeof said === 'object' && said !== null && 'code' in said ? String(said.code) : ''
  const refusal = refusalFor(response.status, code)
  if (refusal === null) throw new Error(`Sign-in failed inside better-auth: ${code || 'unknown'}`)
  return { refusal, body: null, cookies: [] }
}

interface Following {
  readonly name: SignInRoute
  readonly step: Step
  readonly before: Caller
  readonly answer: Answer
  readonly owner: SignInPerson | undefined
}

/** What follows from a success: the ledger hears of it before the browser gets its cookie. */
async function follow(parts: Serving, { name, step, before, answer, owner }: Following) {
  if (owner !== undefined) {
    await forgetBegun(parts.pool, owner.id)
    await recordTrouble(parts, owner, 'password-reset')
  }
  const opened = await openedBy(parts, answer.cookies)
  const event = eventOf(name, step, before, opened)
  const as = opened ?? before
  if (event === undefined || as.kind !== 'person') return
  if (name === 'POST /auth/passkey/verify-registration')
    await markSecondFactor(parts.pool, as.sessionId)
  const method = event === 'signed-in' && step.method !== undefined ? { method: step.method } : {}
  if (event === 'password-changed') await forgetBegun(parts.pool, as.personId)
  await parts.door.run(recordSignIn, as, { event, ...method })
  // Signing in anew replaces the session of this browser; it does not add to it.
  if (event === 'signed-in' && before.kind === 'person')
    await endSession(parts.pool, before.sessionId)
}

function eventOf(
  name: SignInRoute,
  step: Step,
  before: Caller,
  opened: Caller | undefined,
): SignInEvent | undefined {
  if (step.event === 'signed-in' && opened === undefined) return undefined
  const settingUp = name === 'POST /auth/two-factor/verify-totp' && before.kind === 'person'
  return settingUp ? 'second-factor-added' : step.event
}

/** The person of the session that a reply opens. */
async function openedBy(
  { cookie, authenticate }: Serving,
  cookies: readonly string[],
): Promise<Caller | undefined> {
  const own = cookies.find((each) => each.startsWith(`${cookie.name}=`))?.split(';')[0]
  if (own === undefined || cookie.read(own) === null) return undefined
  return authenticate({ cookie: own })
}

function replyOf(name: SignInRoute, { body }: Answer): unknown {
  if (name !== 'POST /auth/sign-in/email') return body
  const pending = typeof body === 'object' && body !== null && 'twoFactorRedirect' in body
  return { next: pending ? 'second-factor' : 'signed-in' }
}

function stepAt(parts: Serving, request: FastifyRequest, before: Caller): StepAt {
  const { pool, attempts, clock } = parts
  return {
    address: request.ip,
    strong: before.kind === 'person' && before.secondFactor,
    attempts,
    me: async () => (before.kind === 'person' ? personById(pool, before.personId) : undefined),
    ofReset: (token) =>
      personOfVerification(pool, hashIdentifier(`reset-password:${token}`), clock.now()),
  }
}

/** Only an address that someone has can be written down, as that person's trouble. */
async function recordLock(parts: Serving, email: string) {
  const person = await personByEmail(parts.pool, email)
  if (person !== undefined) await recordTrouble(parts, person, 'sign-in-locked')
}

export async function recordTrouble(
  { door }: Pick<SignInParts, 'door'>,
  person: Pick<SignInPerson, 'id' | 'councilId'>,
  event: 'sign-in-locked' | 'password-reset-asked' | 'password-reset',
) {
  const caller = { kind: 'system', councilId: person.councilId, name: 'sign-in' } as const
  await door.run(recordSignInTrouble, caller, { personId: person.id, event })
}
