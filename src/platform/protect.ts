import type { IncomingHttpHeaders } from 'node:http'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { addressBlock } from './address-block.ts'
import { refuse } from './refusal.ts'

export interface ProtectParts {
  readonly publicAddress: string
  /** Requests a minute for each person or address. */
  readonly perMinute: number
  /** A name for the session that a request brings along, if it is one of ours; asks nobody. */
  sessionOf(headers: IncomingHttpHeaders): string | null
}

/** What holds for every request, whichever plugin answers it. */
export async function protect(app: FastifyInstance, parts: ProtectParts): Promise<void> {
  await setHeaders(app, parts.publicAddress.startsWith('https:'))
  await app.register(rateLimit, {
    max: parts.perMinute,
    timeWindow: 60_000,
    cache: 20_000,
    // An office shares an address; its people must not use up one another's share.
    keyGenerator: (request) =>
      parts.sessionOf(request.headers) ?? `from ${addressBlock(request.ip)}`,
    allowList: (request) => !isApi(request) && request.routeOptions.url !== '/ready',
    errorResponseBuilder: (_request, context) =>
      refuse.tooMany(`That was too many requests in a minute. Try again in ${context.after}.`),
  })
  app.addHook('onRequest', async (request) => {
    const reads = request.method === 'GET' || request.method === 'HEAD'
    if (reads || !isApi(request) || isSignIn(request)) return
    // A page of another site can make a browser send our cookies, but not this header.
    if (request.headers['crier-request'] !== '1')
      throw refuse.notAllowed(
        'This request did not come from Crier: the header "crier-request: 1" is missing.',
      )
  })
  app.addHook('preValidation', async ({ body }) => refuseDeep(body))
}

// By the route that answers, never by the address as it was written: /%61pi is /api too.
const isApi = ({ routeOptions }: FastifyRequest) => routeOptions.url?.startsWith('/api/') === true
/** Sign-in asks where a request came from itself. */
const isSignIn = ({ routeOptions }: FastifyRequest) =>
  routeOptions.url?.startsWith('/api/auth/') === true

const deepest = 30

/** Whatever looks into a body calls itself for each level, and a few thousand end that. */
function refuseDeep(body: unknown): void {
  let level: unknown[] = [body]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest)
      throw refuse.invalid('What was sent is nested too deep for Crier to read. Send it flatter.')
    level = level.flatMap((each) =>
      typeof each === 'object' && each !== null
        ? Object.values(each).filter((inside) => typeof inside === 'object')
        : [],
    )
  }
}

async function setHeaders(app: FastifyInstance, secure: boolean): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
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
}
