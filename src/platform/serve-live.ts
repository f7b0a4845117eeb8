import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Caller } from './caller.ts'
import type { Live } from './live.ts'
import type { Metrics } from './metrics.ts'
import { refuse } from './refusal.ts'

export interface LiveParts {
  readonly live: Live
  readonly metrics: Metrics
  authenticate(headers: IncomingHttpHeaders, active?: boolean): Promise<Caller>
}

const heartbeatMilliseconds = 25_000
/** More than anybody has tabs; a program that opens them without end is stopped. */
const mostForOnePerson = 20
/** What may wait for a browser that does not read. */
const mostWaiting = 64 * 1024

/** Server-sent events: which kinds of thing are stale. The screen then asks as usual. */
export function serveLive(app: FastifyInstance, parts: LiveParts): void {
  const open = new Map<string, number>()
  const count = (personId: string, change: 1 | -1) => {
    const now = (open.get(personId) ?? 0) + change
    if (now > 0) open.set(personId, now)
    else open.delete(personId)
  }
  app.get('/api/live', { exposeHeadRoute: false }, async (request, reply) => {
    const caller = await parts.authenticate(request.headers)
    if (caller.kind !== 'person') throw refuse.signIn()
    const { personId, councilId } = caller
    if ((open.get(personId) ?? 0) >= mostForOnePerson)
      throw refuse.tooMany(
        'Crier is open in too many windows. Close some, then load this one again.',
      )
    const { raw } = reply
    // Gone while we looked who it is: nobody would tell us again.
    if (raw.destroyed) return reply.hijack()
    reply.hijack()
    count(personId, 1)
    raw.once('close', () => count(personId, -1))
    const stillIn = async () =>
      (await parts.authenticate(request.headers, false).catch(() => null))?.kind === 'person'
    tell(parts, raw, councilId, stillIn)
  })
}

function tell(
  { live, metrics }: LiveParts,
  raw: ServerResponse,
  councilId: string,
  stillIn: () => Promise<boolean>,
): void {
  const send = (text: string) => {
    if (raw.writableLength > mostWaiting) raw.destroy()
    else raw.write(text)
  }
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  send('retry: 2000\n\n')
  metrics.listeners.inc()
  const forget = live.listen(councilId, async (stale) => {
    // Somebody's access may just have ended: this one's, perhaps.
    const mine = stale.includes('person') || stale.includes('everything')
    if (mine && !(await stillIn())) raw.end()
    else if (!raw.writableEnded) send(`data: ${JSON.stringify({ stale })}\n\n`)
  })
  const beat = setInterval(async () => {
    if (await stillIn()) send(': still here\n\n')
    else raw.end()
  }, heartbeatMilliseconds)
  raw.once('close', () => {
    clearInterval(beat)
    forget()
    metrics.listeners.dec()
  })
}
