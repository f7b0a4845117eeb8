import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Deadlines } from '../../src/networks/index.ts'
import { type FakeMastodon, startFakeMastodon } from '../../src/networks/mastodon/fake.ts'
import { machineClock } from '../../src/platform/clock.ts'
import { openPool } from '../../src/platform/database.ts'
import { createDoor } from '../../src/platform/door.ts'
import { approvePost } from '../../src/publishing/actions/approve-post.ts'
import { aNewsroom, aSubmitted } from '../../src/publishing/fixtures.ts'
import { type Due, manyDue } from '../../src/publishing/fixtures-many.ts'
import { type Pace, usualPace } from '../../src/publishing/index.ts'
import type { Step } from '../../src/publishing/sending/parts.ts'
import { testDatabase } from '../support/database.ts'
import { append } from '../support/ledger.ts'
import { check, type Settled } from './check.ts'
import { random, weather } from './weather.ts'

/** The machine as it is, in a hurry: every wait is short, none is left out. */
export const hurried: Pace = {
  ...usualPace,
  atOnce: 16,
  claim: 40,
  lease: 2000,
  answerWithin: 1500,
  firstLook: 100,
  absentAfter: 2000,
  absentAfterKeyed: 2000,
  lookFor: 8000,
  overdue: 1000,
  retries: [50, 150, 400],
  heartbeat: 1000,
}
export const deadlines: Deadlines = { read: 400, write: 400, upload: 400 }

export interface Kill {
  readonly step: Step
  /** How many times the step is passed before. */
  readonly after: number
}

/** What a worker is told; plain data. */
export interface Orders {
  readonly url: string
  readonly ownerUrl: string
  readonly councilId: string
  readonly addresses: readonly string[]
  readonly pace: Pace
  readonly deadlines: Deadlines
  readonly roundEvery: number
  readonly kill: Kill | null
}

export interface Tally {
  readonly runs: number
  /** The step at which each worker was killed. */
  readonly kills: readonly Step[]
  readonly ended: Record<string, number>
  /** One sentence for each thing that should never have happened. */
  readonly broken: string[]
}

/** Far more than a slow machine needs: what is not settled by then never will be. */
const longest = 240_000

/** A database with one council, on which any number of seeded runs can be made. */
export async function openStage() {
  const database = await testDatabase()
  const pool = openPool(database.url)
  const all = new pg.Pool({ connectionString: database.superuserUrl, max: 4 })
  all.on('error', () => {})
  const door = createDoor({ pool, append, clock: machineClock })
  const room = await aNewsroom({ door, pool, clock: machineClock })
  const { post } = await aSubmitted(door, room, { by: room.author }).then((submitted) =>
    door.run(approvePost, room.communications, {
      postId: submitted.id,
      versionId: submitted.version.id,
    }),
  )
  await room.pump()
  const { councilId } = room
  const orders = { url: database.url, ownerUrl: database.ownerUrl, councilId }

  /** Runs all these seeds side by side, each on a channel and a network of its own. */
  async function run(seeds: readonly number[], kills: readonly Kill[]): Promise<Tally> {
    const fakes = new Map<string, FakeMastodon>()
    const posts: Due[] = []
    for (const seed of seeds) {
      const fake = await startFakeMastodon({ faults: weather(seed), slowBy: 800, pause: 1 })
      // A network that knows no keys: nothing but the machine itself prevents a second post.
      fake.state.keys.set = () => fake.state.keys
      const channelId = await room.channel(`seed-${seed}`, fake)
      fakes.set(channelId, fake)
      posts.push(...postsFor(seed, channelId))
    }
    const dueAt = Temporal.Now.instant()
    await manyDue(all, { councilId, postId: post.id, posts, dueAt })
    const addresses = [...fakes.values()].map((fake) => fake.address)
    const channelIds = [...fakes.keys()]
    const killed = await work({ ...orders, addresses }, kills, () => isSettled(all, channelIds))
    const tally: Tally = { runs: seeds.length, kills: killed, ended: {}, broken: [] }
    const rows = await readSettled(all, channelIds)
    for (const [channelId, fake] of fakes)
      tally.broken.push(
        ...check(
          rows.filter((row) => row.channel_id === channelId),
          fake.posts,
        ),
      )
    for (const row of rows) tally.ended[row.state] = (tally.ended[row.state] ?? 0) + 1
    await Promise.all([...fakes.values()].map((fake) => fake.close()))
    return tally
  }

  return {
    run,
    async close() {
      await room.fake.close()
      await all.end()
      await pool.end()
      await database.drop()
    },
  }
}

/** Two that differ, two that say the same, and a thread. */
function postsFor(seed: number, channelId: string): Due[] {
  const texts = [
    [`Run ${seed}: the library is open until eight.`],
    [`Run ${seed}: the museum is free on Sunday.`],
    [`Run ${seed}: the same words, on purpose.`],
    [`Run ${seed}: the same words, on purpose.`],
    [`Run ${seed}: first of three.`, `Run ${seed}: second of three.`, `Run ${seed}: the last.`],
  ]
  return texts.map((items) => ({ channelId, texts: items }))
}

type Place = Pick<Orders, 'url' | 'ownerUrl' | 'councilId' | 'addresses'>

/** Two workers at a time; one that dies is replaced, as an installation would. */
async function work(
  place: Place,
  kills: readonly Kill[],
  settled: () => Promise<boolean>,
): Promise<Step[]> {
  const plan = [...kills]
  const killed: Step[] = []
  let over = false
  const alive = new Set<ChildProcess>()
  const start = () => {
    const kill = plan.shift() ?? null
    const told: Orders = { ...place, pace: hurried, deadlines, roundEvery: 300, kill }
    const child = fork(join(import.meta.dirname, 'worker.ts'), [JSON.stringify(told)])
    alive.add(child)
    child.once('exit', (_code, signal) => {
      alive.delete(child)
      if (signal === 'SIGKILL' && kill !== null && !over) killed.push(kill.step)
      if (!over) start()
    })
  }
  start()
  start()
  const until = performance.now() + longest
  while (performance.now() < until && !(await settled())) await pause(150)
  over = true
  await Promise.all([...alive].map(dismiss))
  return killed
}

async function dismiss(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  if (child.connected) child.send('stop')
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await gone
  clearTimeout(timer)
}

/** Nothing is under way, and nothing is waited for but a person. */
async function isSettled(pool: pg.Pool, channelIds: readonly string[]): Promise<boolean> {
  const { rows } = await pool.query<{ open: number }>(
    `select count(*)::int as open from publishing.delivery
     where channel_id = any($1) and (state in ('due', 'claimed', 'sending')
       or (state = 'unconfirmed' and next_at is not null))`,
    [channelIds],
  )
  return rows[0]?.open === 0
}

async function readSettled(pool: pg.Pool, channelIds: readonly string[]): Promise<Settled[]> {
  const { rows } = await pool.query<Settled>(
    `select d.channel_id, d.version_id, d.position, d.state, d.held_why, d.remote_id,
       v.content -> 'items' -> d.position ->> 'text' as text, p.state as post_state,
       array(select a.kind from publishing.alarm a
         where a.delivery_id = d.id and a.cleared_at is null) as alarms,
       array(select e.action from ledger.entry e
         where e.council_id = d.council_id and e.body like '%' || d.id || '%') as entries
     from publishing.delivery d
     join publishing.version v on v.id = d.version_id
     join publishing.post p on p.id = d.post_id
     where d.channel_id = any($1)
     order by d.version_id, d.position`,
    [channelIds],
  )
  return rows
}

export const steps: readonly Step[] = [
  'claimed',
  'prepared',
  'handed-over',
  'answered',
  'recorded',
  'looked',
]

/** Every step in turn, each at a moment that the seed decides. */
export function killsFor(seed: number, count: number): Kill[] {
  const chance = random(seed)
  return Array.from({ length: count }, (_, index) => {
    const step = steps[(seed + index) % steps.length] ?? 'claimed'
    // Looks are few: one in each round for each channel.
    return { step, after: Math.floor(chance() * (step === 'looked' ? 2 : 10)) }
  })
}
