import type { IncomingHttpHeaders } from 'node:http'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Caller } from './caller.ts'
import { isAway } from './database.ts'
import type { Door } from './door.ts'
import { newId } from './id.ts'
import type { Live } from './live.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import { Refusal, refuse } from './refusal.ts'
import type { RouteTable } from './routes.ts'

export interface HttpParts {
  readonly door: Door
  readonly log: Log
  readonly metrics: Metrics
  readonly live: Live
  readonly publicAddress: string
  readonly routes: readonly RouteTable[]
  authenticate(headers: IncomingHttpHeaders): Promise<Caller>
  /** Resolves when the database answers; throws otherwise. */
  ready(): Promise<void>
  readonly trustedProxies: readonly string[]
  /** Requests a minute for each person or address. */
  readonly perMinute: number
}

const largestBody = 1_000_000

/** The HTTP server: every route of every contract, through the one door. */
export async function createHttp(parts: HttpParts): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit: largestBody,
    genReqId: () => newId(),
    // Only these may say whom they speak for; anybody else's word on it is ignored.
    trustProxy: parts.trustedProxies.length === 0 ? false : [...parts.trustedProxies],
    // Longer than any id, so that a wrong one is refused by its contract, in words.
    routerOptions: { maxParamLength: 10_000 },
  })
  await app.register(cookie)
  await protect(app, parts)
  answerErrors(app, parts)
  countRequests(app, parts)
  serveHealth(app, parts)
  app.get('/api/live', (request, reply) => serveLive(parts, request, reply))
  for (const table of parts.routes) serveRoutes(app, parts, table)
  return app
}

async function protect(app: FastifyInstance, parts: HttpParts): Promise<void> {
  const secure = parts.publicAddress.startsWith('https:')
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        // Mantine sets sizes through style attributes and one style element.
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'blob:', 'data:'],
        'media-src': ["'self'", 'blob:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'manifest-src': ["'self'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        'base-uri': ["'none'"],
        ...(secure ? { 'upgrade-insecure-requests': [] } : {}),
      },
    },
    hsts: secure,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  })
  await app.register(rateLimit, {
    max: parts.perMinute,
    timeWindow: 60_000,
    allowList: (request) => !request.url.startsWith('/api/'),
    errorResponseBuilder: (_request, context) =>
      refuse.tooMany(`That was too many requests in a minute. Try again in ${context.after}.`),
  })
  // A page of another site can make a browser send our cookies, but not this header.
  app.addHook('onRequest', async (request) => {
    const reads = request.method === 'GET' || request.method === 'HEAD'
    if (reads || !request.url.startsWith('/api/') || request.url.startsWith('/api/auth/')) return
    if (request.headers['crier-request'] !== '1')
      throw refuse.notAllowed(
        'This request did not come from Crier: the header "crier-request: 1" is missing.',
      )
  })
}

function answerErrors(app: FastifyInstance, parts: HttpParts): void {
  app.setNotFoundHandler((request, reply) => {
    sendProblem(reply, request, refuse.notFound('There is nothing at this address.'))
  })
  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    const at = { err: error, requestId: request.id, route: request.routeOptions.url }
    const refusal = isAway(error) ? databaseAway() : asRefusal(error)
    if (refusal === null) parts.log.error(at, 'a defect')
    else if (isAway(error)) parts.log.error(at, 'the database does not answer')
    sendProblem(reply, request, refusal)
  })
}

/** A change may have been made just before its answer was lost, so nothing is promised about it. */
const databaseAway = () =>
  refuse.unavailable(
    'Crier cannot reach its database at the moment, so it does not know whether this was done. Wait a minute, look, and try again if it was not.',
  )

/** What the web framework itself refuses (a broken body, a wrong type) is an expected no as well. */
function asRefusal(error: Error & { statusCode?: number }): Refusal | null {
  if (error instanceof Refusal) return error
  const status = error.statusCode ?? 500
  if (status === 413)
    return refuse.tooLarge('What was sent is larger than Crier takes here. Send something smaller.')
  if (status === 415 || status === 400)
    return refuse.invalid('What was sent could not be read. Send JSON in UTF-8.')
  if (status >= 400 && status < 500) return refuse.invalid('The request could not be read.')
  return null
}

/** RFC 9457 problem details; a defect shows a reference and nothing else. */
export function sendProblem(
  reply: FastifyReply,
  request: FastifyRequest,
  refusal: Refusal | null,
): void {
  const problem =
    refusal === null
      ? {
          type: '/problems/defect',
          title: 'defect',
          status: 500,
          detail: `Something went wrong in Crier, and nothing was changed. Quote the reference ${request.id} to your IT team.`,
        }
      : {
          ...refusal.more,
          type: `/problems/${refusal.kind}`,
          title: refusal.kind,
          status: refusal.status,
          detail: refusal.sentence,
          clauses: refusal.clauses,
          fields: refusal.fields,
        }
  reply
    .code(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify({ ...problem, reference: request.id }))
}

function countRequests(app: FastifyInstance, parts: HttpParts): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    parts.metrics.requests.observe({ route, status: reply.statusCode }, reply.elapsedTime / 1000)
    parts.log.info(
      {
        requestId: request.id,
        method: request.method,
        route,
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
      },
      'answered',
    )
  })
}

function serveHealth(app: FastifyInstance, parts: HttpParts): void {
  app.get('/health', async () => ({ status: 'ok' }))
  app.get('/ready', async (_request, reply) => {
    try {
      await parts.ready()
      return { status: 'ready' }
    } catch {
      return reply.code(503).send({ status: 'the database does not answer' })
    }
  })
  app.get('/metrics', async (_request, reply) =>
    reply.type(parts.metrics.registry.contentType).send(await parts.metrics.registry.metrics()),
  )
}

function serveRoutes(app: FastifyInstance, parts: HttpParts, table: RouteTable): void {
  for (const [name, action] of Object.entries(table)) {
    const [method = 'GET', path = '/'] = name.split(' ')
    app.route({
      method,
      url: `/api${path}`,
      handler: async (request, reply) => {
        const caller = await parts.authenticate(request.headers)
        const answer = await parts.door.run(action, caller, inputOf(request), request.id)
        // Only what the contract names leaves the server.
        const body = action.shape.reply.parse(answer)
        return reply.header('cache-control', 'no-store').send(body ?? null)
      },
    })
  }
}

function inputOf(request: FastifyRequest): unknown {
  const sent = request.method === 'GET' ? request.query : request.body
  if (sent !== undefined && sent !== null && (typeof sent !== 'object' || Array.isArray(sent)))
    throw refuse.invalid('The body must be a JSON object.')
  return { ...sent, ...(request.params as object) }
}

const heartbeatMilliseconds = 25_000

/** Server-sent events: which kinds of thing are stale. The screen then asks as usual. */
async function serveLive(
  parts: HttpParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const caller = await parts.authenticate(request.headers)
  if (caller.kind !== 'person') throw refuse.signIn()
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  raw.write('retry: 2000\n\n')
  parts.metrics.listeners.inc()
  const forget = parts.live.listen(caller.councilId, (stale) => {
    raw.write(`data: ${JSON.stringify({ stale })}\n\n`)
  })
  const beat = setInterval(async () => {
    // A session that ended in the meantime hears nothing more.
    const still = await parts.authenticate(request.headers).catch(() => null)
    if (still?.kind === 'person') raw.write(': still here\n\n')
    else raw.end()
  }, heartbeatMilliseconds)
  raw.on('close', () => {
    clearInterval(beat)
    forget()
    parts.metrics.listeners.dec()
  })
}
