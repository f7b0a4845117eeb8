import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { z } from 'zod'
import { type Answer, startApp } from '../support/app.ts'
import { aWire } from '../support/wire.ts'

const wire = aWire()
const app = await startApp({ through: wire.through })
const administrator = await app.signIn('administrator')

/** Requests that are inside the database when something happens to it. */
async function caughtInside(happens: () => Promise<void>): Promise<Answer[]> {
  const superuser = new pg.Client({ connectionString: app.database.superuserUrl })
  await superuser.connect()
  try {
    await superuser.query('begin; lock table people.lockdown in access exclusive mode')
    const asked = ['GET', 'GET', 'POST'].map((method) =>
      method === 'GET'
        ? administrator('GET', '/api/me')
        : administrator('POST', '/api/lockdown', { reason: 'For this test.' }),
    )
    await pause(300)
    await happens()
    return await Promise.all(asked)
  } finally {
    await superuser.end()
  }
}

async function until(check: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await check()) return
    await pause(100)
  }
  assert.fail('it did not come back within ten seconds')
}

const answers = async () => (await administrator('GET', '/api/me')).status === 200

function assertUnavailable({ status, body }: Answer) {
  assert.equal(status, 503)
  assert.match(JSON.stringify(body), /cannot reach its database at the moment/)
}

async function listeners(): Promise<number> {
  const superuser = new pg.Client({ connectionString: app.database.superuserUrl })
  await superuser.connect()
  const { rows } = await superuser.query<{ many: number }>(
    `select count(*)::int as many from pg_stat_activity
     where datname = current_database() and application_name = 'crier live'`,
  )
  await superuser.end()
  return rows[0]?.many ?? 0
}

// An unheard event of a broken connection would end the process, and this test with it.
test('a database that restarts while people ask costs those answers and nothing more', async () => {
  for (const answer of await caughtInside(wire.cut)) assertUnavailable(answer)
  assertUnavailable(await administrator('GET', '/api/me'))
  assert.equal((await app.visitor()('GET', '/ready')).status, 503)
  assert.equal((await app.visitor()('GET', '/health')).status, 200)
  await wire.mend()
  await until(answers)
  assert.equal((await app.visitor()('GET', '/ready')).status, 200)
})

test('connections that the server ends one by one are replaced', async () => {
  const superuser = new pg.Client({ connectionString: app.database.superuserUrl })
  await superuser.connect()
  const answered = await caughtInside(async () => {
    await superuser.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and usename = 'crier'`,
    )
  })
  await superuser.end()
  for (const answer of answered) assertUnavailable(answer)
  await until(answers)
})

test('live news comes back after each restart, over one connection', async () => {
  for (const _ of [1, 2]) {
    await wire.cut()
    await pause(200)
    await wire.mend()
    await until(async () => (await listeners()) === 1)
  }
  await pause(300)
  assert.equal(await listeners(), 1)
  const cookie = await sessionCookie()
  const response = await fetch(`${app.address}/api/live`, { headers: { cookie } })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  assert.ok(reader)
  await administrator('POST', '/api/invitations', {
    email: 'after@brackenshire.example',
    name: 'After the restart',
  })
  let heard = ''
  while (!heard.includes('data:')) heard += (await reader.read()).value ?? ''
  await reader.cancel()
  assert.match(heard, /invitation/)
})

test('jobs go on after a restart', async () => {
  const { body } = await administrator('GET', '/api/people?search=newcomer')
  const { people } = z.object({ people: z.array(z.object({ id: z.uuid() })) }).parse(body)
  const path = `/api/people/${people[0]?.id}`
  const ends = Temporal.Now.instant().add({ milliseconds: 1500 }).toString()
  await administrator('POST', `${path}/suspensions`, {
    ...{ channelIds: null, reason: 'For this test.', until: ends },
  })
  await wire.cut()
  await wire.mend()
  await until(async () => {
    const { status, body } = await administrator('GET', path)
    return status === 200 && JSON.stringify(body).includes('"suspended":false')
  })
})

test('the ledger is signed again after a restart', async () => {
  const size = async () => {
    const { body } = await administrator('GET', '/api/ledger/checkpoint')
    return JSON.stringify(body)
  }
  const before = await size()
  await administrator('POST', '/api/invitations', {
    email: 'signed@brackenshire.example',
    name: 'Signed for',
  })
  await until(async () => (await size()) !== before)
})

async function sessionCookie(): Promise<string> {
  const { headers } = await app.visitor()('POST', '/api/auth/sign-in/email', {
    email: 'administrator@brackenshire.example',
    password: app.password,
  })
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
