import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import type pg from 'pg'
import type { Clock } from '../../platform/clock.ts'
import { machineClock } from '../../platform/clock.ts'
import type { FileStore } from '../../platform/files.ts'
import { accountRoutes } from './api/accounts.ts'
import { instanceRoutes, searchRoutes } from './api/instance.ts'
import { mediaRoutes } from './api/media.ts'
import { notificationRoutes } from './api/notifications.ts'
import { reactionRoutes } from './api/reactions.ts'
import { statusRoutes } from './api/statuses.ts'
import { timelineRoutes } from './api/timelines.ts'
import { authoriseRoutes } from './authorise.ts'
import { PracticeDatabase } from './database.ts'
import { ApiError } from './failing.ts'
import { imageLimits } from './images.ts'
import { oauthRoutes } from './oauth.ts'
import { notHere, webPages } from './pages/index.ts'
import { readBodies } from './parameters.ts'
import { type Practice, readToken } from './practice.ts'
import { type RateLimits, Rates, rateHeaders, TooMany, usualRates } from './rate.ts'

export interface PracticeSetup {
  readonly pool: pg.Pool
  readonly files: FileStore
  /** The origin under which people and clients reach it. */
  readonly publicAddress: string
  readonly clock?: Clock
  readonly rates?: Partial<RateLimits>
  readonly trustProxy?: string[] | false
  /** Told of every defect; expected refusals are not defects. */
  readonly onDefect?: (error: Error, route: string) => void
}

/** The practice network as a server of its own, ready to listen. */
export function createPracticeServer(setup: PracticeSetup): FastifyInstance {
  const clock = setup.clock ?? machineClock
  const practice: Practice = {
    db: new PracticeDatabase(setup.pool),
    files: setup.files,
    address: new URL(setup.publicAddress).origin,
    clock,
    rates: new Rates({ ...usualRates, ...setup.rates }, clock),
  }
  const app = Fastify({
    trustProxy: setup.trustProxy ?? false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 300 },
  })
  // Room for the form around a file of the greatest size.
  readBodies(app, imageLimits.bytes + 65_536)
  app.decorateRequest('practiceToken', null)
  app.decorateRequest('rateStanding', null)
  app.addHook('onRequest', (request, reply) => admit(practice, request, reply))
  app.addHook('onSend', async (request, reply) => {
    if (request.rateStanding !== null) reply.headers(rateHeaders(request.rateStanding))
  })
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof TooMany) request.rateStanding = error.standing
    const { status, body } = answerTo(error)
    if (status >= 500) setup.onDefect?.(error, request.routeOptions.url ?? request.method)
    return reply.code(status).send(body)
  })
  app.setNotFoundHandler((request, reply) =>
    isApi(request) ? reply.code(404).send({ error: 'Not found' }) : notHere(reply),
  )
  app.options('*', (_request, reply) => reply.code(204).send())
  for (const routes of [
    oauthRoutes,
    authoriseRoutes,
    instanceRoutes,
    searchRoutes,
    accountRoutes,
    statusRoutes,
    reactionRoutes,
    timelineRoutes,
    mediaRoutes,
    notificationRoutes,
    webPages,
  ])
    routes(app, practice)
  return app
}

const isApi = (request: FastifyRequest) => /^\/(api|oauth|\.well-known)\//.test(request.url)

async function admit(
  practice: Practice,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  reply.headers({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-request-id': request.id,
  })
  if (!isApi(request)) return
  reply.headers({
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE, OPTIONS',
    'access-control-allow-headers': 'authorization, content-type, idempotency-key',
    'access-control-expose-headers':
      'link, x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset, x-request-id',
  })
  if (!request.url.startsWith('/api/')) return
  request.practiceToken = await readToken(practice, request)
  const who = request.practiceToken?.sha256 ?? request.ip
  request.rateStanding = practice.rates.take('calls', who)
}

interface ErrorAnswer {
  readonly status: number
  readonly body: { readonly error: string; readonly error_description?: string }
}

function answerTo(error: FastifyError): ErrorAnswer {
  if (error instanceof ApiError) {
    const { status, message, description } = error
    const body = { error: message, ...(description ? { error_description: description } : {}) }
    return { status, body }
  }
  // Fastify's own refusals: a body too large, a type that is not understood.
  const status = error.statusCode ?? 500
  if (status >= 400 && status < 500) return { status, body: { error: error.message } }
  return { status: 500, body: { error: 'An unexpected error occurred' } }
}
