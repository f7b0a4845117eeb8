import type pg from 'pg'
import { z } from 'zod'
import { appendSealedBy, ledgerKeys } from '../src/ledger/index.ts'
import { command, done } from '../src/platform/action.ts'
import { system } from '../src/platform/caller.ts'
import { machineClock } from '../src/platform/clock.ts'
import { openPool, write } from '../src/platform/database.ts'
import { createDoor } from '../src/platform/door.ts'
import { newId } from '../src/platform/id.ts'
import { anyone } from '../src/platform/permission.ts'
import { testDatabase } from '../test/support/database.ts'
import type { Figure } from './report.ts'

interface Tables {
  'proof.thing': { id: string; council_id: string; size: number }
}

const rounds = 12
const perRound = 250

/** A whole command through the door, against the same statements written by hand. */
export async function figures(): Promise<Figure[]> {
  const database = await testDatabase()
  const owner = openPool(database.ownerUrl, { role: 'crier' })
  await owner.query(`create schema proof; create table proof.thing (id uuid primary key, council_id uuid, size int);
    alter table proof.thing enable row level security; alter table proof.thing force row level security;
    create policy council on proof.thing using (council_id = platform.current_council());
    grant usage on schema proof to crier_app; grant select, insert, update on proof.thing to crier_app`)
  await owner.end()
  const pool = openPool(database.url)
  try {
    const councilId = newId()
    const ids = Array.from({ length: 50 }, () => newId())
    const throughDoor = await doorWay(pool, councilId, ids)
    const byHand = handWay(pool, councilId)
    await time(throughDoor, ids)
    await time(byHand, ids)
    // The two take turns, so that a busy moment of the machine falls on both.
    const ratios: number[] = []
    let hand = 0
    for (let round = 0; round < rounds; round++) {
      const one = await time(byHand, ids)
      hand += one / rounds
      ratios.push((await time(throughDoor, ids)) / one)
    }
    const value = ratios.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN
    const baseline = `the same SQL by hand: ${((hand / perRound) * 1000).toFixed(0)} µs`
    return [{ id: 'door-overhead', value, unit: 'times', aim: '≤ 1.6', ok: value <= 1.6, baseline }]
  } finally {
    await pool.end()
    await database.drop()
  }
}

type Way = (id: string, size: number) => Promise<unknown>

async function time(way: Way, ids: readonly string[]): Promise<number> {
  const start = performance.now()
  for (let i = 0; i < perRound; i++) await way(ids[i % ids.length] ?? '', i)
  return performance.now() - start
}

async function doorWay(pool: pg.Pool, councilId: string, ids: readonly string[]): Promise<Way> {
  const append = appendSealedBy(ledgerKeys([new Uint8Array(32)]))
  const door = createDoor({ pool, append, clock: machineClock })
  const caller = system(councilId, 'bench')
  const shape = {
    name: 'proof.change',
    summary: 'Change a thing.',
    input: z.object({ thingId: z.uuid(), size: z.number().int() }),
    reply: z.object({ size: z.number() }),
  }
  const entry = (id: string, size: number) => ({
    action: 'thing.changed',
    object: { kind: 'thing', id },
    details: { size },
  })
  const add = command({
    shape,
    may: anyone,
    async do({ db }, { thingId, size }) {
      const row = { id: thingId, council_id: councilId, size }
      await write<Tables>(db).insertInto('proof.thing').values(row).execute()
      return done({ size }, entry(thingId, size))
    },
  })
  const change = command({
    shape,
    may: anyone,
    async do({ db }, { thingId, size }) {
      const things = write<Tables>(db)
      await things
        .selectFrom('proof.thing')
        .selectAll()
        .where('id', '=', thingId)
        .executeTakeFirst()
      await things.updateTable('proof.thing').set({ size }).where('id', '=', thingId).execute()
      return done({ size }, entry(thingId, size))
    },
  })
  for (const thingId of ids) await door.run(add, caller, { thingId, size: 0 })
  return (thingId, size) => door.run(change, caller, { thingId, size })
}

/** What a careful person would write: one connection, prepared statements, the same entry. */
function handWay(pool: pg.Pool, councilId: string): Way {
  return async (id, size) => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      await client.query({
        name: 'hand-council',
        text: `select set_config('crier.council', $1, true)`,
        values: [councilId],
      })
      await client.query({
        name: 'hand-read',
        text: 'select * from proof.thing where id = $1',
        values: [id],
      })
      await client.query({
        name: 'hand-change',
        text: 'update proof.thing set size = $1 where id = $2',
        values: [size, id],
      })
      await client.query({
        name: 'hand-entry',
        text: 'insert into ledger.entry (body, seal) values ($1, $2)',
        values: [handEntry(councilId, id, size), noSeal],
      })
      await client.query('commit')
    } finally {
      client.release()
    }
  }
}

const noSeal = Buffer.alloc(32)

const handEntry = (council: string, id: string, size: number) =>
  JSON.stringify({
    v: 1,
    id: newId(),
    council,
    at: Temporal.Now.instant().toString({ smallestUnit: 'millisecond' }),
    actor: { kind: 'system', id: 'bench' },
    action: 'thing.changed',
    object: { kind: 'thing', id },
    details: { size },
    clauses: [],
    request: '',
  })
