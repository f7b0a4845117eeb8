import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { z } from 'zod'
import { aChannel, someLimits } from '../src/channels/fixtures.ts'
import { startFakeMastodonThread } from '../src/networks/fixtures.ts'
import { machineClock } from '../src/platform/clock.ts'
import { openOwnerPool, openPool } from '../src/platform/database.ts'
import { createDoor } from '../src/platform/door.ts'
import { defineJob, handles, startJobs } from '../src/platform/jobs.ts'
import { silentLog } from '../src/platform/log.ts'
import { createMetrics } from '../src/platform/metrics.ts'
import { approvePost } from '../src/publishing/actions/approve-post.ts'
import { aNewsroom, aSubmitted } from '../src/publishing/fixtures.ts'
import { manyDue } from '../src/publishing/fixtures-many.ts'
import { usualPace } from '../src/publishing/index.ts'
import { pumpAt } from '../src/publishing/jobs.ts'
import type { Orders } from '../test/sending/stage.ts'
import { testDatabase } from '../test/support/database.ts'
import { append } from '../test/support/ledger.ts'
import type { Figure } from './report.ts'

export const ids = ['delivery-10k', 'delivery-ratio']

const posts = 10_000
const channels = 20
const minute = 60_000
/** Time for the worker to be up and waiting before the posts are due. */
const headStart = 4000

/**
 * Ten thousand approved posts, due in the same minute, sent over HTTP to a network that stores them,
 * by one worker process as an installation runs it; beside it, what the job queue alone can do.
 */
export async function figures(): Promise<Figure[]> {
  const database = await testDatabase()
  const pool = openPool(database.url)
  const all = new pg.Pool({ connectionString: database.superuserUrl, max: 4 })
  const network = await startFakeMastodonThread()
  const door = createDoor({ pool, append, clock: machineClock })
  const room = await aNewsroom({ door, pool, clock: machineClock })
  try {
    const { councilId } = room
    const { id: postId, version } = await aSubmitted(door, room, { by: room.author })
    await door.run(approvePost, room.communications, { postId, versionId: version.id })
    await room.pump()
    const channelIds = await Promise.all(
      Array.from({ length: channels }, async (_, index) =>
        aChannel(pool, {
          ...{ councilId, ownerId: room.communications.personId, name: `Channel ${index}` },
          credential: await network.credential(`channel-${index}`),
          ...{ limits: someLimits, limits_at: machineClock.now() },
        }),
      ),
    )
    const due = Array.from({ length: posts }, (_, index) => ({
      channelId: channelIds[index % channels] ?? '',
      texts: [`Notice ${index}: the library is open until eight.`],
    }))
    const bare = await bareJobs(database.ownerUrl)
    const dueAt = machineClock.now().add({ milliseconds: headStart })
    await manyDue(all, { councilId, postId, posts: due, dueAt })
    await room.inCouncil((db) => pumpAt(db, dueAt))
    await all.query('analyze')
    const orders: Orders = {
      ...{ url: database.url, ownerUrl: database.ownerUrl, councilId, pace: usualPace },
      ...{ addresses: [network.address], deadlines, roundEvery: 5000, kill: null },
    }
    await sendAll(orders, all, channelIds)
    const measured = await readLateness(all, channelIds)
    return judged(measured, (await network.counters()).stored, bare)
  } finally {
    await room.fake.close()
    await network.close()
    await Promise.all([pool.end(), all.end()])
    await database.drop()
  }
}

const deadlines = { read: 10_000, write: 20_000, upload: 60_000 }

interface Measured {
  readonly sent: number
  /** Milliseconds from the time a post was due to the network's answer. */
  readonly half: number
  readonly slowest1: number
  readonly last: number
}

function judged(measured: Measured, stored: number, bare: number): Figure[] {
  const { sent, half, slowest1, last } = measured
  const rate = sent / (last / 1000)
  const once = sent === posts && stored === posts
  const lateness = `p50 ${(half / 1000).toFixed(1)} s, p99 ${(slowest1 / 1000).toFixed(1)} s late`
  const count = once ? 'each sent once' : `${sent} sent, ${stored} stored`
  return [
    {
      ...{ id: 'delivery-10k', value: rate, unit: 'posts per second' },
      ...{ aim: 'all within the minute', ok: once && last <= minute },
      baseline: `${lateness}, ${count}`,
    },
    {
      ...{ id: 'delivery-ratio', value: rate / bare, unit: 'of the bare job rate' },
      ...{ aim: '≥ 0.05', ok: rate / bare >= 0.05 },
      baseline: `graphile-worker alone: ${bare.toFixed(0)} empty jobs per second`,
    },
  ]
}

async function sendAll(orders: Orders, all: pg.Pool, channelIds: readonly string[]) {
  const worker = fork(join(import.meta.dirname, '../test/sending/worker.ts'), [
    JSON.stringify(orders),
  ])
  const until = performance.now() + headStart + 4 * minute
  while (performance.now() < until && (await unsent(all, channelIds)) > 0) await pause(1000)
  worker.send('stop')
  await once(worker, 'exit')
}

async function unsent(all: pg.Pool, channelIds: readonly string[]): Promise<number> {
  const { rows } = await all.query<{ left: number }>(
    `select count(*)::int as left from publishing.delivery
     where channel_id = any($1) and state in ('due', 'claimed', 'sending')`,
    [channelIds],
  )
  return rows[0]?.left ?? 0
}

async function readLateness(all: pg.Pool, channelIds: readonly string[]): Promise<Measured> {
  const { rows } = await all.query<Measured>(
    `select count(*)::int as sent,
       percentile_disc(0.5) within group (order by late)::float as half,
       percentile_disc(0.99) within group (order by late)::float as slowest1,
       max(late)::float as last
     from (select extract(epoch from sent_at - due_at) * 1000 as late
           from publishing.delivery where channel_id = any($1) and state = 'sent') d`,
    [channelIds],
  )
  const [measured] = rows
  if (measured === undefined) throw new Error('Nothing was measured.')
  return measured
}

/** Empty jobs per second, as many as there are posts, with the same queue and settings. */
async function bareJobs(ownerUrl: string): Promise<number> {
  const owner = openOwnerPool(ownerUrl, 8)
  await owner.query(
    `select count(graphile_worker.add_job('bench.nothing', '{"councilId": "01a00000-0000-7000-8000-000000000000"}'::json))
     from generate_series(1, $1)`,
    [posts],
  )
  const nothing = defineJob({ name: 'bench.nothing', payload: z.object({}), maxAttempts: 1 })
  let done = 0
  const ended = Promise.withResolvers<void>()
  const start = performance.now()
  const jobs = await startJobs({
    ...{ pool: owner, log: silentLog, metrics: createMetrics(), rounds: [] },
    handlers: [
      handles(nothing, async () => {
        done += 1
        if (done === posts) ended.resolve()
      }),
    ],
  })
  await ended.promise
  const seconds = (performance.now() - start) / 1000
  await jobs.stop()
  await owner.end()
  return posts / seconds
}
