import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, describe, test } from 'node:test'
import type pg from 'pg'
import { testDatabase } from '../../test/support/database.ts'
import { setClock } from '../platform/clock.ts'
import { openPool } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { createLog, silentLog } from '../platform/log.ts'
import { readCheckpoint } from './checkpoint.ts'
import { anEntry, testKeys, testLedger, testNow } from './fixtures.ts'
import { emptyTree, grow, leafHash, rootOf, toBase64 } from './merkle.ts'
import { openNote } from './note.ts'
import { createSequencer, startSequencer } from './sequencer.ts'
import { atOneMoment, inCouncil } from './transaction.ts'

const database = await testDatabase()
const pool = openPool(database.url)
after(() => pool.end())

function aLedger(councilId?: string) {
  const ledger = testLedger(database, councilId)
  after(() => ledger.close())
  return ledger
}

function aSequencer(options: Partial<Parameters<typeof createSequencer>[0]> = {}) {
  const lines: { councilId: string; msg: string }[] = []
  const log = createLog('error', { write: (line) => lines.push(JSON.parse(line)) })
  const clock = setClock(testNow.toString())
  return {
    round: createSequencer({ pool, keys: testKeys, log, clock, ...options }),
    /** What it complained of, about one council. */
    said: ({ councilId }: Ledger) =>
      lines.filter((line) => line.councilId === councilId).map(({ msg }) => msg),
  }
}

type Ledger = ReturnType<typeof aLedger>

const leavesOf = async (ledger: Ledger) =>
  (
    await ledger.asSuperuser(
      'select entry_id from ledger.leaf where council_id = $1 order by index',
      [ledger.councilId],
    )
  ).map((row) => String(row.entry_id))

const sizesOf = async (ledger: Ledger) =>
  (
    await ledger.asSuperuser(
      'select size from ledger.checkpoint where council_id = $1 order by size',
      [ledger.councilId],
    )
  ).map((row) => Number(row.size))

describe('the sequencer', () => {
  test('signs for what was committed: one tree and one key for each council', async () => {
    const [one, two] = [aLedger(), aLedger()]
    const ids = await one.append(anEntry(), anEntry(), anEntry())
    await two.append(anEntry())
    const notes = new Map<string, string>()
    const { round } = aSequencer({ signed: (councilId, { note }) => notes.set(councilId, note) })
    await round()
    assert.deepEqual(await leavesOf(one), ids)

    const bodies = await one.asSuperuser(
      'select body from ledger.entry where council_id = $1 order by id',
      [one.councilId],
    )
    const tree = emptyTree()
    for (const { body } of bodies) grow(tree, leafHash(String(body)))
    const note = notes.get(one.councilId) ?? ''
    assert.ok(
      note.startsWith(
        `crier/${one.councilId}\n3\n${toBase64(rootOf(tree))}\n\n— crier/${one.councilId} `,
      ),
    )
    assert.equal(readCheckpoint(openNote(note, testKeys(one.councilId).verifiers) ?? '')?.size, 3)
    assert.equal(openNote(note, testKeys(two.councilId).verifiers), null)
  })

  test('goes on from where it, or another process, left off', async () => {
    const ledger = aLedger()
    const [here, there] = [aSequencer(), aSequencer()]
    const ids: string[] = []
    for (const { round } of [here, there, there, here, aSequencer(), here]) {
      ids.push(...(await ledger.append(anEntry(), anEntry())))
      await round()
    }
    assert.deepEqual(await leavesOf(ledger), ids)
    assert.deepEqual(await sizesOf(ledger), [2, 4, 6, 8, 10, 12])
  })

  test('signs nothing when nothing happened', async () => {
    const ledger = aLedger()
    await ledger.append(anEntry())
    const { round } = aSequencer()
    await round()
    await round()
    assert.deepEqual(await sizesOf(ledger), [1])
  })

  test('takes a backlog in several steps', async () => {
    const ledger = aLedger()
    const ids: string[] = []
    for (let i = 0; i < 5; i++) ids.push(...(await ledger.append(anEntry(), anEntry(), anEntry())))
    await aSequencer({ batch: 4 }).round()
    assert.deepEqual(await leavesOf(ledger), ids)
    assert.deepEqual(await sizesOf(ledger), [4, 8, 12, 15])
  })

  test('loses no entry of a transaction that commits late, and waits for none', async () => {
    const ledger = aLedger()
    const { round } = aSequencer()
    const slow = new EventTarget()
    const written = once(slow, 'written')
    const late = inCouncil(pool, ledger.councilId, async (db) => {
      await ledger.appendIn(db, anEntry({ action: 'post.late' }))
      slow.dispatchEvent(new Event('written'))
      await once(slow, 'commit')
    })
    await written
    const early = await ledger.append(anEntry())
    await round()
    assert.deepEqual(await leavesOf(ledger), early)
    early.push(...(await ledger.append(anEntry())))
    await round()
    await round()
    slow.dispatchEvent(new Event('commit'))
    await late
    await round()
    const leaves = await leavesOf(ledger)
    assert.deepEqual(leaves.slice(0, 2), early)
    assert.equal(leaves.length, 3)
  })

  test('loses nothing when many write and several processes fold at once', async () => {
    const ledger = aLedger()
    const folding = new AbortController()
    const processes = [aSequencer(), aSequencer({ batch: 3 })].map(async ({ round, said }) => {
      while (!folding.signal.aborted) await round()
      await round()
      return said(ledger)
    })
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let i = 0; i < 25; i++) {
        await inCouncil(pool, ledger.councilId, async (db) => {
          await ledger.appendIn(db, anEntry())
          await new Promise((resolve) => setTimeout(resolve, (writer * i) % 7))
          // Some changes come to nothing.
          if (i % 10 === 3) throw new Error('rolled back')
        }).catch(() => {})
      }
    })
    await Promise.all(writers)
    folding.abort()
    assert.deepEqual((await Promise.all(processes)).flat(), [])
    assert.equal((await leavesOf(ledger)).length, 8 * 22)
  })

  test('starts from the beginning when the database counts its transactions anew', async () => {
    const ledger = aLedger()
    let ahead = 0n
    const elsewhere: pg.Pool = Object.create(pool, {
      query: {
        async value(text: string, values: unknown[]) {
          const { rows } = await pool.query(text, values)
          return {
            rows: rows.map((row) => ({ ...row, horizon: `${BigInt(row.horizon) + ahead}` })),
          }
        },
      },
    })
    const { round } = aSequencer({ pool: elsewhere })
    ahead = 1_000_000n
    await round()
    ahead = 0n
    const ids = await ledger.append(anEntry())
    await round()
    assert.deepEqual(await leavesOf(ledger), ids)
  })

  test('leaves a council to the process that is at it, and comes back', async () => {
    const ledger = aLedger()
    await ledger.append(anEntry())
    const { round } = aSequencer()
    await inCouncil(pool, ledger.councilId, async (db) => {
      const { lockLedger } = await import('./store.ts')
      assert.ok(await lockLedger(db))
      await round()
      assert.deepEqual(await leavesOf(ledger), [])
    })
    await round()
    assert.equal((await leavesOf(ledger)).length, 1)
  })
})

describe('what this program did not write', () => {
  const forge = `insert into ledger.entry (body, seal)
    select replace(replace(body, 'post.approved', 'post.forged'), id::text, $2), seal
    from ledger.entry where council_id = $1 order by id limit 1 returning id`

  test('is never signed for, and holds up nothing else', async () => {
    const ledger = aLedger()
    const { round, said } = aSequencer()
    const [first] = await ledger.append(anEntry())
    await round()
    const forged = newId()
    await ledger.asSuperuser(forge, [ledger.councilId, forged])
    const [second] = await ledger.append(anEntry())
    await round()
    await round()
    assert.deepEqual(await leavesOf(ledger), [first, second])
    assert.equal(said(ledger).length, 1)
    assert.match(said(ledger)[0] ?? '', new RegExp(`did not write them.*${forged}`))
  })

  test('stops all signing when it stands in the tree', async () => {
    const alterations = {
      'not the one that was signed': `update ledger.leaf set hash = sha256('x'), subtrees = sha256('y') where council_id = $1`,
      'not signed by this program': `update ledger.checkpoint set note = replace(note, 'crier', 'other') where council_id = $1`,
      'held 2 entries and now holds 1': `delete from ledger.checkpoint where council_id = $1 and size = 2`,
      'held 2 entries and now holds 0': `delete from ledger.checkpoint where council_id = $1`,
    }
    for (const [complaint, sql] of Object.entries(alterations)) {
      const ledger = aLedger()
      const { round, said } = aSequencer()
      await ledger.append(anEntry())
      await round()
      await ledger.append(anEntry())
      await round()
      await ledger.tamper(sql, [ledger.councilId])
      await ledger.append(anEntry())
      const before = await sizesOf(ledger)
      await round()
      await round()
      assert.deepEqual(await sizesOf(ledger), before)
      assert.match(
        said(ledger).join('\n'),
        new RegExp(`^The ledger is not being signed.*${complaint}.*$`),
      )
    }
  })

  test('is seen even when it was signed with the right key behind our back', async () => {
    const ledger = aLedger()
    const { round, said } = aSequencer()
    await ledger.append(anEntry())
    await round()
    // As a backup of another history, restored while this process runs, would be.
    await ledger.tamper(`delete from ledger.leaf where council_id = $1`, [ledger.councilId])
    await ledger.tamper(`delete from ledger.checkpoint where council_id = $1`, [ledger.councilId])
    await ledger.tamper(`delete from ledger.entry where council_id = $1`, [ledger.councilId])
    await ledger.append(anEntry(), anEntry())
    await aSequencer().round()
    await ledger.append(anEntry())
    await round()
    assert.match(said(ledger)[0] ?? '', /The first 1 entries are not those that were signed before/)
  })
})

test('a running sequencer folds within a second and ends when asked', async () => {
  const ledger = aLedger()
  const sequencer = startSequencer({ pool, keys: testKeys, log: silentLog })
  for (let i = 0; i < 3; i++) {
    await ledger.append(anEntry())
    const deadline = performance.now() + 1000
    while ((await leavesOf(ledger)).length <= i && performance.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 20))
    assert.equal((await leavesOf(ledger)).length, i + 1)
  }
  await sequencer.stop()
})

test('one council sees nothing of the ledger of another', async () => {
  const [mine, theirs] = [aLedger(), aLedger()]
  await theirs.append(anEntry({ object: { kind: 'post', id: 'shared' } }))
  await aSequencer().round()
  const { latestCheckpoint, subtreeRoots } = await import('./store.ts')
  await atOneMoment(pool, mine.councilId, async (db) => {
    assert.equal(await latestCheckpoint(db), undefined)
    assert.equal((await subtreeRoots(db, [{ level: 0, index: 0 }]))({ level: 0, index: 0 }), '')
  })
})
