import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { z } from 'zod'
import { testDoor } from '../../test/support/door.ts'
import { command, done } from './action.ts'
import { system } from './caller.ts'
import { openOwnerPool } from './database.ts'
import { newId } from './id.ts'
import { addJob, defineJob, handles, startJobs } from './jobs.ts'
import { silentLog } from './log.ts'
import { createMetrics } from './metrics.ts'
import { anyone } from './permission.ts'

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
const jobs = await startJobs({
  pool,
  log: silentLog,
  metrics: createMetrics(),
  rounds: [],
  handlers: [
    handles(ringBell, async (caller, { times }) => {
      heard.push({ council: caller.councilId, times })
    }),
  ],
})
after(async () => {
  await jobs.stop()
  await pool.end()
})

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
