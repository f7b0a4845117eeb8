import { hash, timingSafeEqual } from 'node:crypto'
import cookie from '@fastify/cookie'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { isAway } from './database.ts'
import type { Door } from './door.ts'
import { newId } from './id.ts'
import type { Log } from './log.ts'
import { type ProtectParts, protect } from './protect.ts'
import { Refusal, refuse } from './refusal.ts'
import type { RouteTable } from './routes.ts'
import { type LiveParts, serveLive } from './serve-live.ts'

export interface HttpParts extends ProtectParts, LiveParts {
  readonly door: Door
  readonly log: Log
  readonly routes: readonly RouteTable[]
  /** Resolves when the database answers; throws otherwise. */
  ready(): Promise<void>
  readonly trustedProxies: readonly string[]
  /** Whoever sends it may read the figures; without one, nobody may. */
  readonly metricsToken: string | undefined
}

const largestBody = 1_000_000
/** A picture of 20 MB over a line of half a megabit a second, in milliseconds. */
const slowestRequest = 5 * 60_000
const longestSilence = 2 * 60_000

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
    // Nobody may hold a connection open by sending next to nothing.
    requestTimeout: slowestRequest,
    connectionTimeout: longestSilence,
    frameworkErrors: (_error, request, reply) => {
      sendProblem(reply, request, refuse.invalid('This address cannot be read.'))
    },
  })
  await app.register(cookie)
  await protect(app, parts)
  answerErrors(app, parts)
  countRequests(app, parts)
  serveHealth(app, parts)
  serveLive(app, parts)
  for (const table of parts.routes) serveRoutes(app, parts, table)
  return app
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
    sendProblem(reply, request, refusal, error instanceof AnswerFault ? 'done' : 'undone')
  })
}

/** The action is done and committed; only its answer is not what its contract says. */
class AnswerFault extends Error {}

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

const defects = {
  undone: 'Something went wrong in Crier, and nothing was changed.',
  done: 'It was done, but something went wrong in Crier with the answer. Load the page again to see it.',
}

/** RFC 9457 problem details; a defect shows a reference and nothing else. */
export function sendProblem(
  reply: FastifyReply,
  request: FastifyRequest,
  refusal: Refusal | null,
  defect: keyof typeof defects = 'undone',
): void {
  const problem =
    refusal === null
      ? {
          type: '/problems/defect',
          title: 'defect',
          status: 500,
          detail: `${defects[defect]} Quote the reference ${request.id} to your IT team.`,
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
  app.get('/metrics', async (request, reply) => {
    const { metricsToken: token, metrics } = parts
    if (token === undefined || !isSame(request.headers.authorization ?? '', `Bearer ${token}`))
      throw refuse.notFound('There is nothing at this address.')
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
}

const isSame = (one: string, other: string) =>
  timingSafeEqual(hash('sha256', one, 'buffer'), hash('sha256', other, 'buffer'))

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
        const { data, error } = action.shape.reply.safeParse(answer)
        if (error) throw new AnswerFault('An answer broke its contract.', { cause: error })
        return reply.header('cache-control', 'no-store').send(data ?? null)
      },
    })
  }
}

function inputOf(request: FastifyRequest): unknown {
  const reads = request.method === 'GET' || request.method === 'HEAD'
  const sent = reads ? request.query : request.body
  if (sent !== undefined && sent !== null && (typeof sent !== 'object' || Array.isArray(sent)))
    throw refuse.invalid('The body must be a JSON object.')
  return { ...sent, ...(request.params as object) }
}
