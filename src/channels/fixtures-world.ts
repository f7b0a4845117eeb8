import assert from 'node:assert/strict'
import { after } from 'node:test'
import fastify from 'fastify'
import { testDoor } from '../../test/support/door.ts'
import { createNetworks, NetworkFailure } from '../networks/index.ts'
import { startFakeMastodon } from '../networks/mastodon/fake.ts'
import { aCouncil, aPerson, type PersonFacts } from '../people/fixtures.ts'
import { entryBook } from '../people/fixtures-entries.ts'
import { asSuperuser } from '../people/fixtures-superuser.ts'
import { guard } from '../people/index.ts'
import type { Action } from '../platform/action.ts'
import type { Caller } from '../platform/caller.ts'
import { Refusal } from '../platform/refusal.ts'
import { policyRoutes } from '../policy/index.ts'
import { createChannel } from './actions/create-channel.ts'
import { readChannel } from './actions/read-channel.ts'
import { connectPlugin } from './connect-plugin.ts'
import { aChannel, type ChannelFixture, someLimits, testKeys } from './fixtures.ts'
import { type ChannelsWork, channelHandlers, channelRounds } from './work.ts'

/** For tests: a council, a fake network to connect to, and the plugin that connects. */
export async function channelsWorld() {
  const { committed, ...book } = entryBook()
  const world = await testDoor({ guard, committed })
  const { door, pool, clock, database } = world
  const fake = await startFakeMastodon()
  const deadlines = { read: 1500, write: 3000, upload: 3000 }
  const networks = createNetworks({ practiceAddress: null, allow: [fake.address], deadlines })
  const councilId = await aCouncil(pool)
  const person = (facts: Partial<PersonFacts> = {}) => aPerson(pool, { councilId, ...facts })
  const communications = await person({ name: 'Communications', roles: ['communications'] })
  const administrator = await person({ name: 'Administrator', roles: ['administrator'] })
  const packs = { packs: ['dacorum'], reason: 'The council chose this.' }
  // The table forgets what each action takes; the door parses the input all the same.
  await door.run(policyRoutes['PUT /policy/packs'] as unknown as Action, administrator, packs)
  const work: ChannelsWork = {
    door,
    networks,
    keys: testKeys,
    clock,
    councils: async () => [councilId],
  }
  const browser = await aBrowser({ ...world, networks })
  after(async () => {
    await browser.close()
    await fake.close()
  })
  const rows = <R extends object>(sql: string, values: unknown[] = []) =>
    asSuperuser<R>(database.superuserUrl, sql, values)
  return {
    ...world,
    ...book,
    ...{ fake, networks, councilId, person, communications, administrator, work, rows },
    ...browser,
    channel: (facts: Partial<ChannelFixture> = {}) =>
      aChannel(pool, { councilId, ownerId: communications.personId, ...facts }),
    connected: (name = 'council', facts: Partial<ChannelFixture> = {}) =>
      aChannel(pool, {
        councilId,
        ownerId: communications.personId,
        credential: fake.credential(name),
        limits: someLimits,
        ...facts,
      }),
    enter: (name: string, more: object = {}) =>
      door.run(createChannel, communications, {
        name,
        network: 'mastodon',
        purpose: 'News for everybody who lives here.',
        ownerId: communications.personId,
        ...more,
      }),
    read: (channelId: string, by: Caller = communications) =>
      door.run(readChannel, by, { channelId }),
    /** Runs a job as the queue would. */
    async job(name: string, payload: object) {
      const handler = channelHandlers(work).find((each) => each.name === name)
      assert.ok(handler, `There is no job ${name}.`)
      await handler.run({ ...payload, councilId })
    },
    async round() {
      for (const round of channelRounds(work)) await round.run()
    },
    jobs: (name: string) =>
      rows<{ payload: Record<string, unknown>; run_at: Date }>(
        `select j.payload, j.run_at from graphile_worker._private_jobs j
         join graphile_worker._private_tasks t on t.id = j.task_id
         where t.identifier = $1 order by j.id`,
        [name],
      ),
  }
}

type Base = Awaited<ReturnType<typeof testDoor>> & { networks: ReturnType<typeof createNetworks> }

/** What a browser does while it connects: asks, goes to the network, comes back. */
async function aBrowser({ door, networks }: Base) {
  let caller: Caller = { kind: 'nobody' }
  const app = fastify()
  app.setErrorHandler((error, _request, reply) =>
    error instanceof Refusal
      ? reply.code(error.status).send({ detail: error.sentence, clauses: error.clauses })
      : reply
          .code(500)
          .send({ detail: error instanceof NetworkFailure ? error.kind : String(error) }),
  )
  const publicAddress = 'http://crier.example'
  const authenticate = async () => caller
  await app.register(connectPlugin({ door, networks, keys: testKeys, publicAddress, authenticate }))
  const ask = async (by: Caller, channelId: string, body: object) => {
    caller = by
    const url = `/api/channels/${channelId}/connect`
    const answer = await app.inject({ method: 'POST', url, payload: body })
    return { status: answer.statusCode, body: answer.json() }
  }
  /** Where the network sends the browser back to. */
  const allow = async (address: string) => {
    const answer = await fetch(address, { redirect: 'manual' })
    return answer.headers.get('location') ?? ''
  }
  const comeBack = async (by: Caller, location: string) => {
    caller = by
    const { pathname, search } = new URL(location)
    const answer = await app.inject({ method: 'GET', url: pathname + search })
    const to = new URL(String(answer.headers.location))
    return {
      page: to.pathname,
      connected: to.searchParams.get('connected'),
      why: to.searchParams.get('why') ?? '',
    }
  }
  return {
    ask,
    allow,
    comeBack,
    close: () => app.close(),
    async connect(by: Caller, channelId: string, server: string) {
      const { body } = await ask(by, channelId, { answers: { server } })
      return comeBack(by, await allow(body.address))
    },
  }
}

export async function refusalOf(running: Promise<unknown>): Promise<Refusal> {
  try {
    await running
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  return assert.fail('Nothing was refused.')
}
