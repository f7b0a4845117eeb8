import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Networks } from '../networks/index.ts'
import type { Caller } from '../platform/caller.ts'
import type { Door } from '../platform/door.ts'
import { Refusal, refuse } from '../platform/refusal.ts'
import type { SealingKeys } from '../platform/secrets.ts'
import { beginAtNetwork, finishAtNetwork } from './connect-flow.ts'

export interface ConnectParts {
  readonly door: Door
  readonly networks: Networks
  readonly keys: SealingKeys
  readonly publicAddress: string
  authenticate(headers: IncomingHttpHeaders): Promise<Caller>
}

const inPath = z.object({ channelId: z.uuid() })
const answered = z.record(z.string(), z.string().max(4000))

/** Connecting stands outside the routes, because the network is called between two commands. */
export const connectPlugin = (parts: ConnectParts) => async (app: FastifyInstance) => {
  app.post('/api/channels/:channelId/connect', async (request, reply) => {
    const caller = await parts.authenticate(request.headers)
    const path = inPath.safeParse(request.params)
    if (!path.success) throw refuse.notFound('This channel is not on the register.')
    const { channelId } = path.data
    const address = await beginAtNetwork(parts, caller, channelId, request.body ?? {})
    return reply.header('cache-control', 'no-store').send({ address })
  })

  app.get('/api/channels/connect/return', async (request, reply) => {
    const caller = await parts.authenticate(request.headers)
    const answer = answered.safeParse(request.query)
    const back = (to: string) =>
      reply.header('cache-control', 'no-store').redirect(new URL(to, parts.publicAddress).href)
    try {
      const channelId = await finishAtNetwork(parts, caller, answer.data ?? {})
      return back(`/channels/${channelId}?connected=yes`)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      // The browser is on its way back from the network: it gets a page, not a problem document.
      const channel = z.uuid().safeParse(error.more.channelId).data
      const page = channel === undefined ? '/channels' : `/channels/${channel}`
      const said = error.fields.network
      const why =
        said === undefined ? error.sentence : `${error.sentence} The network said: ${said}`
      return back(`${page}?connected=no&why=${encodeURIComponent(why)}`)
    }
  })
}
