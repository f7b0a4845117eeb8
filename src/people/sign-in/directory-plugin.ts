import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { randomState } from 'openid-client'
import type { z } from 'zod'
import { newId } from '../../platform/id.ts'
import type { Log } from '../../platform/log.ts'
import { type SealingKeys, unseal } from '../../platform/secrets.ts'
import { signInByDirectory } from '../actions/sign-in-by-directory.ts'
import { redirectAddress, rolesFor } from '../single-sign-on.ts'
import { sessionSeconds } from './auth.ts'
import type { directoryRefusal } from './contract.ts'
import { connect, journey, leaveFor, returnFrom, type Vouched } from './directory.ts'
import { recordSignIn } from './events.ts'
import { hashIdentifier } from './identifier.ts'
import { cookieValue } from './session-cookie.ts'
import type { SignInParts } from './sign-in-plugin.ts'
import {
  type DirectorySettings,
  directoryOf,
  endSession,
  keepForMinutes,
  takeKept,
} from './store-sign-in.ts'

type Why = z.output<typeof directoryRefusal>
export type DirectoryParts = SignInParts & {
  readonly log: Log
  readonly sealingKeys: SealingKeys
}
type Named = FastifyRequest<{ Params: { slug: string } }>

const minutes = 10
/** Ties the journey to this browser, so that nobody can be sent along on somebody else's. */
const stateCookie = 'crier.directory'
const statePath = '/api/auth/directory'

/** Single sign-on: to the council's directory and back. These are pages, so they redirect. */
export const directoryPlugin = (parts: DirectoryParts) => async (app: FastifyInstance) => {
  app.get('/api/auth/directory/:slug', (request: Named, reply) => leave(parts, request, reply))
  app.get('/api/auth/directory/:slug/back', (request: Named, reply) => back(parts, request, reply))
}

async function leave(parts: DirectoryParts, request: Named, reply: FastifyReply) {
  const { slug } = request.params
  const settings = await directoryOf(parts.pool, slug)
  if (settings === undefined) return turnAway(reply, 'directory-off')
  const config = await connect(settings, secretOf(parts, settings)).catch((error) => {
    parts.log.warn({ err: error, slug }, 'the directory of a council cannot be reached')
    return null
  })
  if (config === null) return turnAway(reply, 'directory-unreachable')
  const state = randomState()
  const { address, kept } = await leaveFor(config, {
    slug,
    state,
    redirectAddress: redirectAddress(parts.publicAddress, slug),
  })
  await keepForMinutes(parts.pool, {
    id: newId(),
    identifier: hashIdentifier(`directory ${state}`),
    value: JSON.stringify(kept),
    until: parts.clock.now().add({ minutes }),
  })
  return reply
    .header('set-cookie', stateCookieHeader(parts, state, minutes * 60))
    .header('cache-control', 'no-store')
    .redirect(address.href)
}

async function back(parts: DirectoryParts, request: Named, reply: FastifyReply) {
  reply.header('set-cookie', stateCookieHeader(parts, '', 0)).header('cache-control', 'no-store')
  const result = await vouchedFor(parts, request)
  if (typeof result === 'string') return turnAway(reply, result)
  const { settings, vouched } = result
  const caller = { kind: 'system', councilId: settings.councilId, name: 'single-sign-on' } as const
  const { account, email, emailVerified, name, groups } = vouched
  const roles = rolesFor(groups, settings.groupRoles)
  const who = { account, email, emailVerified, name, roles }
  const answer = await parts.door.run(signInByDirectory, caller, who, request.id)
  if (answer.personId === null) return turnAway(reply, answer.refused)
  const strong = settings.countsAsSecondFactor || vouched.secondFactor
  const cookie = await openSession(parts, request, answer.personId, strong)
  if (cookie === null) return turnAway(reply, 'directory-suspended')
  return reply.header('set-cookie', cookie).redirect('/')
}

interface Success {
  readonly settings: DirectorySettings
  readonly vouched: Vouched
}

async function vouchedFor(parts: DirectoryParts, request: Named): Promise<Success | Why> {
  const { slug } = request.params
  const settings = await directoryOf(parts.pool, slug)
  if (settings === undefined) return 'directory-off'
  const state = cookieValue(request.headers.cookie, stateCookie) ?? ''
  const identifier = hashIdentifier(`directory ${state}`)
  const stored = await takeKept(parts.pool, identifier, parts.clock.now())
  if (stored === undefined) return 'directory-expired'
  const kept = journey.parse(JSON.parse(stored))
  if (kept.slug !== slug) return 'directory-expired'
  const current = new URL(redirectAddress(parts.publicAddress, slug))
  current.search = new URL(request.url, parts.publicAddress).search
  try {
    const config = await connect(settings, secretOf(parts, settings))
    const { groupsClaim } = settings
    const vouched = await returnFrom(config, current, { state, kept, groupsClaim })
    return vouched === 'no-email' ? 'directory-no-email' : { settings, vouched }
  } catch (error) {
    parts.log.warn({ err: error, slug }, 'the directory of a council did not vouch for someone')
    return 'directory-refused'
  }
}

/** Null when the person may not enter. The session is new, whatever the browser brought along. */
async function openSession(
  parts: DirectoryParts,
  request: Named,
  personId: string,
  secondFactor: boolean,
): Promise<string | null> {
  const { internalAdapter } = await parts.auth.$context
  const session = await internalAdapter
    .createSession(personId, false, {
      ipAddress: request.ip,
      userAgent: String(request.headers['user-agent'] ?? '').slice(0, 1000),
      secondFactor,
    })
    .catch((error) => {
      if (error instanceof Error && error.message === 'access ended') return null
      throw error
    })
  if (session === null) return null
  const cookie = parts.cookie.write(session.token, sessionSeconds)
  const before = await parts.authenticate(request.headers)
  const caller = await parts.authenticate({ cookie: cookie.split(';')[0] })
  await parts.door.run(recordSignIn, caller, { event: 'signed-in', method: 'directory' })
  if (before.kind === 'person') await endSession(parts.pool, before.sessionId)
  return cookie
}

const secretOf = (parts: DirectoryParts, { clientSecret, councilId }: DirectorySettings) =>
  clientSecret === null ? undefined : unseal(parts.sealingKeys, clientSecret, councilId)

const turnAway = (reply: FastifyReply, why: Why) => reply.redirect(`/sign-in?refused=${why}`)

function stateCookieHeader(parts: DirectoryParts, value: string, seconds: number): string {
  const secure = parts.publicAddress.startsWith('https:') ? '; Secure' : ''
  return `${stateCookie}=${encodeURIComponent(value)}; Max-Age=${seconds}; Path=${statePath}; HttpOnly; SameSite=Lax${secure}`
}
