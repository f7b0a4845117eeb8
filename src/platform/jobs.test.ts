import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { z } from 'zod'
import { testDoor } from '../../test/support/door.ts'
import { command, done } from './action.ts'
import { system } from './caller.ts'
import { openOwnerPool } from './database.ts'
import { newId } from './id.ts'
import { addJob, countJobs, defineJob, handles, startJobs } from './jobs.ts'
import { createLog } from './log.ts'
import { createMetrics } from './metrics.ts'
import { anyone } from './permission.ts'

let stop = async () => {}
// Ahead of the database's own end, so that no worker looks for it afterwards.
after(() => stop())
const { door, database, councilId } = await testDoor()
const ringBell = defineJob({
  name: 'proof.ring',
  payload: z.object({ times: z.number() }),
  maxAttempts: 1,
})

const askToRing = command({
  shape: {
    name: 'proof.ask',
    summary: 'Ask for a bell to be rung.',
    input: z.object({
      times: z.number(),
      later: z.boolean().default(false),
      broken: z.boolean().default(false),
    }),
    reply: z.null(),
  },
  may: anyone,
  async do({ db, now }, { times, later, broken }) {
    const runAt = later ? now.add({ hours: 24 * 365 * 100 }) : undefined
    await addJob(db, ringBell, { times }, { key: `ring-${times}`, ...(runAt ? { runAt } : {}) })
    if (broken) throw new Error('a defect after the job was added')
    return done(null, { action: 'bell.asked', object: { kind: 'bell', id: newId() } })
  },
})

const heard: { council: string; times: number }[] = []
const pool = openOwnerPool(database.ownerUrl)
const lines: string[] = []
const write = (line: string) => {
  lines.push(line)
}
const metrics = createMetrics()
countJobs(pool, metrics)
const jobs = await startJobs({
  pool,
  log: createLog('error', { write }),
  metrics,
  rounds: [],
  handlers: [
    handles(ringBell, async (caller, { times }) => {
      heard.push({ council: caller.councilId, times })
    }),
  ],
})
stop = async () => {
  await jobs.stop()
  await pool.end()
}

const ask = (input: object) => door.run(askToRing, system(councilId, 'proof'), input)
const until = async (check: () => boolean) => {
  for (let i = 0; i < 100 && !check(); i++) await new Promise((resolve) => setTimeout(resolve, 50))
}

test('does a job for the council whose change asked for it', async () => {
  await ask({ times: 3 })
  await until(() => heard.length > 0)
  assert.deepEqual(heard, [{ council: councilId, times: 3 }])
})

test('adds no job when the change fails, and none before its time', async () => {
  heard.length = 0
  await assert.rejects(ask({ times: 4, broken: true }))
  await ask({ times: 5, later: true })
  await ask({ times: 6 })
  await until(() => heard.length > 0)
  assert.deepEqual(heard, [{ council: councilId, times: 6 }])
})

test('lets nobody name another council for a job', async () => {
  heard.length = 0
  const sly = handles(ringBell, async (caller) => {
    heard.push({ council: caller.councilId, times: 0 })
  })
  await assert.rejects(sly.run({ times: 1 }), 'a payload without a council')
  assert.throws(() => ringBell.payload.strict().parse({ times: 1, councilId: newId() }))
})

test('a payload that makes no sense harms no other job, and stays in sight', async () => {
  heard.length = 0
  const poison = [
    '{"times": "x"}',
    '{}',
    '[]',
    '"text"',
    `{"councilId": "${councilId}", "times": null}`,
  ]
  for (const payload of poison)
    await pool.query(`select graphile_worker.add_job('proof.ring', $1::json, max_attempts => 1)`, [
      payload,
    ])
  await pool.query(`select graphile_worker.add_job('proof.unknown', '{}')`)
  await ask({ times: 7 })
  await until(() => heard.length > 0 && lines.filter(isGivenUp).length === poison.length)
  assert.deepEqual(heard, [{ council: councilId, times: 7 }])
  assert.equal(lines.filter(isGivenUp).length, poison.length)
  const figures = await metrics.registry.metrics()
  assert.match(figures, /crier_jobs_kept{job="proof.ring",state="given-up"} 5/)
  assert.match(figures, /crier_jobs_kept{job="proof.unknown",state="waiting"} 1/)
})

const isGivenUp = (line: string) => line.includes('a job was given up')
