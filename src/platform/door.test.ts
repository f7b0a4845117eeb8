import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { z } from 'zod'
import { testDoor } from '../../test/support/door.ts'
import { command, done, query, unchanged } from './action.ts'
import { nobody, system } from './caller.ts'
import { read, write } from './database.ts'
import { newId } from './id.ts'
import { anyone, holdsRole, signedIn } from './permission.ts'
import { Refusal, refuse } from './refusal.ts'

interface Tables {
  'proof.thing': { id: string; council_id: string; size: number; at: Temporal.Instant }
}

const { door, database, as, councilId } = await testDoor()

before(async () => {
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  await owner.query(`
    create schema proof;
    create table proof.thing (
      id uuid primary key, council_id uuid not null, size int not null, at timestamptz not null);
    alter table proof.thing enable row level security;
    alter table proof.thing force row level security;
    create policy council on proof.thing using (council_id = platform.current_council());
    grant usage on schema proof to crier_app;
    grant select, insert, update, delete on proof.thing to crier_app;`)
  await owner.end()
})

const entry = (id: string) => ({ action: 'thing.added', object: { kind: 'thing', id } })

const addThing = command({
  shape: {
    name: 'proof.add',
    summary: 'Add a thing.',
    input: z.strictObject({ thingId: z.uuid(), size: z.number().int(), of: z.uuid().optional() }),
    reply: z.object({ size: z.number() }),
  },
  may: holdsRole('administrator'),
  async do({ db, now }, { thingId, size, of }) {
    await write<Tables>(db)
      .insertInto('proof.thing')
      .values({ id: thingId, council_id: of ?? db.councilId ?? '', size, at: now })
      .execute()
    if (size < 0) throw new Error('a defect half way')
    return size === 0 ? unchanged({ size }) : done({ size }, entry(thingId))
  },
})

const listThings = query({
  shape: {
    name: 'proof.list',
    summary: 'List things.',
    input: z.object({}),
    reply: z.array(z.object({ id: z.string(), size: z.number(), at: z.string() })),
  },
  may: signedIn,
  async do({ db }) {
    const rows = await read<Tables>(db).selectFrom('proof.thing').selectAll().execute()
    return rows.map((row) => ({ id: row.id, size: row.size, at: row.at.toString() }))
  },
})

async function entriesFor(id: string): Promise<{ body: string }[]> {
  const owner = new pg.Client({ connectionString: database.superuserUrl })
  await owner.connect()
  try {
    const { rows } = await owner.query<{ body: string }>(
      `select body from ledger.entry where body like $1`,
      [`%${id}%`],
    )
    return rows
  } finally {
    await owner.end()
  }
}

const refusedAs = (kind: string) => (error: unknown) =>
  error instanceof Refusal && error.kind === kind

test('writes the change and its entry together', async () => {
  const id = newId()
  assert.deepEqual(await door.run(addThing, as('administrator'), { thingId: id, size: 3 }), {
    size: 3,
  })
  const things = await door.run(listThings, as('auditor'), {})
  assert.deepEqual(
    things.find((thing) => thing.id === id),
    { id, size: 3, at: '2026-11-24T09:00:00Z' },
  )
  assert.equal((await entriesFor(id)).length, 1)
})

test('keeps neither change nor entry when a defect comes half way', async () => {
  const id = newId()
  await assert.rejects(door.run(addThing, as('administrator'), { thingId: id, size: -1 }))
  const things = await door.run(listThings, as('auditor'), {})
  assert.equal(
    things.some((thing) => thing.id === id),
    false,
  )
  assert.deepEqual(await entriesFor(id), [])
})

test('rolls back whatever an action did that says nothing changed', async () => {
  const id = newId()
  await door.run(addThing, as('administrator'), { thingId: id, size: 0 })
  const things = await door.run(listThings, as('auditor'), {})
  assert.equal(
    things.some((thing) => thing.id === id),
    false,
  )
})

test('refuses a person without the role, and puts the attempt on the record', async () => {
  const id = newId()
  const attempt = door.run(addThing, as('author'), { thingId: id, size: 1 })
  await assert.rejects(attempt, refusedAs('not-allowed'))
  const [recorded] = await entriesFor(id)
  assert.match(recorded?.body ?? '', /attempt\.refused/)
})

test('asks nobody to sign in', async () => {
  await assert.rejects(door.run(listThings, nobody, {}), refusedAs('sign-in-needed'))
})

test('shows one council nothing of another', async () => {
  const id = newId()
  await door.run(addThing, as('administrator'), { thingId: id, size: 5 })
  const elsewhere = system(newId(), 'proof')
  const everything = query({ ...listThings, may: anyone })
  assert.deepEqual(await door.run(everything, elsewhere, {}), [])
  assert.deepEqual(await door.run(everything, nobody, {}), [])
})

test('cannot write a row for another council', async () => {
  const attempt = door.run(addThing, as('administrator'), {
    thingId: newId(),
    size: 1,
    of: newId(),
  })
  await assert.rejects(attempt, /row-level security/)
})

test('refuses input that does not fit, naming each field', async () => {
  const attempt = door.run(addThing, as('administrator'), {
    thingId: 'x',
    size: 'big',
    password: 1,
  })
  await assert.rejects(attempt, (error) => {
    assert.ok(error instanceof Refusal)
    assert.deepEqual(Object.keys(error.fields).sort(), ['password', 'size', 'thingId'])
    return true
  })
})

test('stops a query that writes, whatever its types say', async () => {
  const sly = query({
    ...listThings,
    async do({ db }) {
      // @ts-expect-error the types stop it first; this test asks whether the database does as well
      await write<Tables>(db).deleteFrom('proof.thing').execute()
      return []
    },
  })
  await assert.rejects(door.run(sly, as('auditor'), {}), /read-only transaction/)
})

test('does not take a swallowed failure for done', async () => {
  const swallowing = command({
    ...addThing,
    async do({ db }, { thingId, size }) {
      const row = { id: thingId, council_id: newId(), size, at: Temporal.Now.instant() }
      await write<Tables>(db)
        .insertInto('proof.thing')
        .values(row)
        .execute()
        .catch(() => {})
      return done({ size }, entry(thingId))
    },
  })
  await assert.rejects(
    door.run(swallowing, as('administrator'), { thingId: newId(), size: 1 }),
    /aborted/,
  )
})

test('runs again after a deadlock, and both changes hold', async () => {
  const [first, second] = [newId(), newId()]
  for (const thingId of [first, second])
    await door.run(addThing, as('administrator'), { thingId, size: 1 })
  const grow = (ids: readonly string[]) =>
    command({
      shape: { name: 'proof.grow', summary: 'Grow', input: z.object({}), reply: z.null() },
      may: anyone,
      async do({ db }) {
        for (const id of ids) {
          await write<Tables>(db)
            .updateTable('proof.thing')
            .set((is) => ({ size: is('size', '+', 1) }))
            .where('id', '=', id)
            .execute()
          await new Promise((resolve) => setTimeout(resolve, 50))
        }
        return done(null, entry(first))
      },
    })
  const caller = system(councilId, 'proof')
  await Promise.all([
    door.run(grow([first, second]), caller, {}),
    door.run(grow([second, first]), caller, {}),
  ])
  const things = await door.run(listThings, as('auditor'), {})
  const sizes = things.filter(({ id }) => id === first || id === second).map(({ size }) => size)
  assert.deepEqual(sizes, [3, 3])
})

test('whoever comes second with the same thing is told so, not shown a defect', async () => {
  const thingId = newId()
  const addOnce = command({
    ...addThing,
    async do({ db, now }, input) {
      const before = await write<Tables>(db)
        .selectFrom('proof.thing')
        .select('id')
        .where('id', '=', input.thingId)
        .executeTakeFirst()
      if (before !== undefined) throw refuse.conflict('It is there already.')
      await pause(50)
      return addThing.do({ db, now, caller: system(councilId, 'proof') }, input)
    },
  })
  const attempts = Array.from({ length: 4 }, () =>
    door.run(addOnce, as('administrator'), { thingId, size: 1 }),
  )
  const ends = await Promise.allSettled(attempts)
  assert.equal(ends.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const end of ends)
    if (end.status === 'rejected') assert.ok(refusedAs('conflict')(end.reason), String(end.reason))
})
