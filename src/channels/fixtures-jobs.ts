import { after } from 'node:test'
import { type FakeMastodon, startFakeMastodon } from '../networks/fixtures.ts'
import { createNetworks, type Networks } from '../networks/index.ts'
import { inCouncil } from '../people/fixtures.ts'
import { channelsWorld } from './fixtures-world.ts'
import { type ChannelRow, readChannel } from './store.ts'
import { type ChannelsWork, channelHandlers } from './work.ts'

/** A fake of one test's own; a call to it that hangs is given up quickly. */
export async function aFake(): Promise<{ fake: FakeMastodon; networks: Networks }> {
  const fake = await startFakeMastodon()
  after(() => fake.close())
  const deadlines = { read: 700, write: 3000, upload: 3000 }
  const setup = { practiceAddress: null, allow: [fake.address], deadlines }
  return { fake, networks: createNetworks(setup) }
}

/** A world whose jobs are done when they are due, and whose rows can be looked into. */
export async function workingWorld() {
  const world = await channelsWorld()
  const { pool, councilId, clock, rows, work } = world
  // The database puts jobs at its own time.
  clock.set(Temporal.Now.instant().round('millisecond'))
  return {
    ...world,
    /** The row as it is stored. */
    async row(channelId: string): Promise<ChannelRow> {
      const row = await inCouncil(pool, councilId, (db) => readChannel(db, channelId))
      if (row === undefined) throw new Error('There is no such channel.')
      return row
    },
    credentials: (channelId: string) =>
      rows<{ id: string; sealed: string; state: string }>(
        'select id, sealed, state from channels.credential where channel_id = $1 order by id',
        [channelId],
      ),
    actions: (channelId: string) => world.entries(channelId).map(({ action }) => action),
    /** Does the look that waits for one channel; others may be under way beside it. */
    async look(channelId: string, using: Partial<ChannelsWork> = {}, tries = 0) {
      await rows(takeOf, [channelId])
      const handlers = channelHandlers({ ...work, ...using })
      const check = handlers.find(({ name }) => name === 'channels.check')
      await check?.run({ channelId, councilId, tries })
    },
    /** The looks that wait for a channel, with the minutes until each. */
    async waiting(channelId: string) {
      const now = clock.now().epochMilliseconds
      const looks = await world.jobs('channels.check')
      return looks
        .filter(({ payload }) => payload.channelId === channelId)
        .map(({ payload, run_at }) => ({
          tries: payload.tries,
          minutes: Math.max(0, Math.round((run_at.getTime() - now) / 60_000)),
        }))
    },
    /** Does what is due until nothing is left, and gives the names of the jobs. */
    settle: (using: Partial<ChannelsWork> = {}) => settle({ ...work, ...using }, rows),
  }
}

type Rows = <R extends object>(sql: string, values?: unknown[]) => Promise<R[]>

const takeOf = `delete from graphile_worker._private_jobs where payload ->> 'channelId' = $1`

const takeDue = `delete from graphile_worker._private_jobs j
  using graphile_worker._private_tasks t
  where t.id = j.task_id and t.identifier like 'channels.%' and j.run_at <= $1
  returning j.id, t.identifier as name, j.payload`

async function settle(work: ChannelsWork, rows: Rows): Promise<string[]> {
  const handlers = new Map(channelHandlers(work).map((handler) => [handler.name, handler]))
  const ran: string[] = []
  for (;;) {
    // The database's clock is a little ahead of ours, which stands still.
    const soon = work.clock.now().add({ minutes: 1 }).toString()
    const due = await rows<{ id: string; name: string; payload: unknown }>(takeDue, [soon])
    if (due.length === 0) return ran
    for (const { name, payload } of due.toSorted((a, b) => Number(a.id) - Number(b.id))) {
      ran.push(name)
      await handlers.get(name)?.run(payload)
    }
  }
}
