import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { testDatabase } from '../../test/support/database.ts'
import { setClock } from '../platform/clock.ts'
import { silentLog } from '../platform/log.ts'
import { anEntry, testKeys } from './fixtures.ts'
import {
  alterBody,
  dropEntry,
  forgeEntry,
  type Place,
  replaceLeaves,
  sevenEntries,
  testClock,
} from './fixtures-attacker.ts'
import { ledgerKeys } from './keys.ts'
import { createSequencer } from './sequencer.ts'

const database = await testDatabase()

async function aLedger(within = database) {
  const ledger = await sevenEntries(within)
  after(() => ledger.close())
  return ledger
}

describe('a ledger that nobody touched', () => {
  test('is found whole, with its key and its latest checkpoint', async () => {
    const ledger = await aLedger()
    const report = await ledger.check()
    assert.deepEqual(report.findings, [])
    assert.equal(report.entries, 7)
    assert.equal(report.checkpoints, 3)
    assert.equal(report.verifier, testKeys(ledger.councilId).signer.verifier.text)
    assert.match(report.latest ?? '', new RegExp(`^crier/${ledger.councilId}\n7\n`))
  })

  test('agrees with every checkpoint kept elsewhere', async () => {
    const ledger = await aLedger()
    const notes = await ledger.tamper('select note from ledger.checkpoint where council_id = $1', [
      ledger.councilId,
    ])
    assert.deepEqual(await ledger.sentences({ kept: notes.map(({ note }) => String(note)) }), [])
  })

  test('may hold entries of a moment ago that are not signed for yet, but not old ones', async () => {
    const ledger = await aLedger()
    await ledger.append(anEntry(), anEntry())
    assert.deepEqual(await ledger.sentences(), [])
    const [sentence] = await ledger.sentences({ clock: setClock('2026-11-24T09:01:00Z') })
    assert.match(sentence ?? '', /not been signed for: 2, the oldest since 2026-11-24T09:00:00Z/)
  })

  test('can still be read after the sealing key was changed, and carries on', async () => {
    const ledger = await aLedger()
    const keys = ledgerKeys([new Uint8Array(32).fill(8), new Uint8Array(32).fill(7)])
    const { pool } = ledger
    await ledger.append(anEntry())
    await createSequencer({ pool, keys, log: silentLog, clock: testClock })()
    assert.deepEqual(await ledger.sentences({ keys }), [])
    assert.equal((await ledger.check({ keys })).entries, 8)
  })

  test('proves nothing under a key that never signed it, and says so', async () => {
    const ledger = await aLedger()
    assert.match(
      (await ledger.sentences({ keys: ledgerKeys([new Uint8Array(32).fill(9)]) }))[0] ?? '',
      /nothing can be proved/,
    )
  })
})

describe('a superuser who alters', () => {
  test('an entry is caught at that entry', async () => {
    const ledger = await aLedger()
    await alterBody(ledger, 3)
    await alterBody(ledger, 5)
    const [finding, ...more] = (await ledger.check()).findings
    assert.equal(finding?.sentence, `Entry 4 (${ledger.ids[3]}) was altered after it was written.`)
    assert.equal(finding?.kind, 'altered')
    assert.equal(finding?.number, 4)
    assert.deepEqual(more, [])
  })

  for (const at of [0, 3, 6])
    test(`entry ${at + 1}, its leaf and all of the tree above it is caught at that entry`, async () => {
      const ledger = await aLedger()
      const hash = await alterBody(ledger, at)
      await replaceLeaves(ledger, (places) => places.with(at, { ...(places[at] as Place), hash }))
      assert.deepEqual(await ledger.sentences(), [
        `Entry ${at + 1} (${ledger.ids[at]}) was altered, and its place in the tree was altered to match.`,
      ])
    })

  test('what lists and filters show of an entry is caught', async () => {
    const columns = {
      action: `'post.rejected'`,
      actor: `'somebody else'`,
      at: `now()`,
      terms: `'[]'`,
    }
    for (const [column, value] of Object.entries(columns)) {
      const own = await aLedger(await testDatabase())
      await own.tamper(`alter table ledger.entry alter column ${column} drop expression`)
      await own.tamper(`update ledger.entry set ${column} = ${value} where id = $1`, [own.ids[2]])
      assert.deepEqual(await own.sentences(), [
        `Entry 3 (${own.ids[2]}) is whole, but what lists and filters show of it was altered.`,
      ])
    }
  })

  test('the tree alone is caught, and the entries are not blamed', async () => {
    const ledger = await aLedger()
    await ledger.tamper(
      `update ledger.leaf set subtrees = sha256('x') || substr(subtrees, 33) where council_id = $1 and index = 3`,
      [ledger.councilId],
    )
    assert.deepEqual(await ledger.sentences(), [
      'The tree was altered at number 4. The entries up to there are whole.',
    ])
  })

  test('the hash of a leaf alone is caught, and the entry is not blamed', async () => {
    const ledger = await aLedger()
    await ledger.tamper(
      `update ledger.leaf set hash = sha256('x') where council_id = $1 and index = 2`,
      [ledger.councilId],
    )
    assert.deepEqual(await ledger.sentences(), [
      'The tree was altered at number 3. The entries up to there are whole.',
    ])
  })
})

describe('a superuser who drops', () => {
  test('an entry is caught at that entry', async () => {
    const ledger = await aLedger()
    await dropEntry(ledger, 2)
    assert.deepEqual(await ledger.sentences(), [
      `Entry 3 (${ledger.ids[2]}) was dropped: its place in the tree is there, the entry is not.`,
    ])
  })

  test('an entry with its place in the tree is caught at that number', async () => {
    const ledger = await aLedger()
    await dropEntry(ledger, 2)
    await ledger.tamper('delete from ledger.leaf where entry_id = $1', [ledger.ids[2]])
    assert.deepEqual(await ledger.sentences(), [
      'Entry 3 was dropped: there is no such number in the tree, but there are later ones.',
    ])
  })

  for (const at of [0, 4, 5])
    test(`entry ${at + 1} and closes the gap is caught at that number`, async () => {
      const ledger = await aLedger()
      await dropEntry(ledger, at)
      await replaceLeaves(ledger, (places) => places.toSpliced(at, 1))
      assert.deepEqual(await ledger.sentences(), [
        `Entry ${at + 1} was dropped, and the entries after it were moved up to close the gap.`,
      ])
    })

  test('the last entries with their places is caught by the checkpoint that covers them', async () => {
    const ledger = await aLedger()
    for (const at of [5, 6]) await dropEntry(ledger, at)
    await replaceLeaves(ledger, (places) => places.slice(0, 5))
    assert.deepEqual(await ledger.sentences(), [
      'Entry 6 and all after it were dropped: a signed checkpoint covers 7 entries.',
    ])
  })

  test('the last entries with places and checkpoints is caught only by a copy kept elsewhere', async () => {
    const ledger = await aLedger()
    const { latest = '' } = await ledger.check()
    for (const at of [5, 6]) await dropEntry(ledger, at)
    await replaceLeaves(ledger, (places) => places.slice(0, 5))
    const last = 'delete from ledger.checkpoint where council_id = $1 and size > 5'
    await ledger.tamper(last, [ledger.councilId])
    assert.deepEqual(await ledger.sentences(), [])
    assert.deepEqual(await ledger.sentences({ kept: [latest] }), [
      'Entry 6 and all after it were dropped: the checkpoint kept elsewhere covers 7 entries.',
    ])
  })

  test('everything is caught by a copy kept elsewhere', async () => {
    const ledger = await aLedger()
    const { latest = '' } = await ledger.check()
    for (const table of ['entry', 'leaf', 'checkpoint'])
      await ledger.tamper(`delete from ledger.${table} where council_id = $1`, [ledger.councilId])
    assert.deepEqual(await ledger.sentences({ kept: [latest] }), [
      'Entry 1 and all after it were dropped: the checkpoint kept elsewhere covers 7 entries.',
    ])
  })

  test('the last checkpoint is caught', async () => {
    const ledger = await aLedger()
    const last = 'delete from ledger.checkpoint where council_id = $1 and size > 5'
    await ledger.tamper(last, [ledger.councilId])
    assert.deepEqual(await ledger.sentences(), [
      'The checkpoint over entry 6 and those after it was dropped.',
    ])
  })
})

describe('a superuser who changes the order', () => {
  for (const [one, two] of [
    [2, 3],
    [1, 5],
    [0, 6],
  ] as const)
    test(`of entries ${one + 1} and ${two + 1} is caught at the first`, async () => {
      const ledger = await aLedger()
      await replaceLeaves(ledger, (places) =>
        places.with(one, places[two] as Place).with(two, places[one] as Place),
      )
      assert.deepEqual(await ledger.sentences(), [
        `The order was changed: entry ${ledger.ids[two]} stands at number ${one + 1}, but was written at number ${two + 1}.`,
      ])
    })

  test('and spoils the seals is caught all the same', async () => {
    const ledger = await aLedger()
    const seal = Buffer.alloc(16)
    await replaceLeaves(ledger, (places) =>
      places.with(1, { ...(places[4] as Place), seal }).with(4, { ...(places[1] as Place), seal }),
    )
    assert.deepEqual(await ledger.sentences(), [
      `The order was changed: entry ${ledger.ids[4]} is genuine, but nothing vouches for it at number 2.`,
    ])
  })
})

describe('a superuser who inserts', () => {
  test('an entry and waits for it to be signed is caught: it never is', async () => {
    const ledger = await aLedger()
    const { entry_id } = await forgeEntry(ledger)
    await ledger.round()
    const [finding] = (await ledger.check()).findings
    assert.equal(finding?.kind, 'inserted')
    assert.equal(finding?.entryId, entry_id)
  })

  for (const at of [0, 3, 7])
    test(`an entry with a forged leaf at number ${at + 1} is caught there`, async () => {
      const ledger = await aLedger()
      const forged = await forgeEntry(ledger)
      await replaceLeaves(ledger, (places) => places.toSpliced(at, 0, forged))
      assert.deepEqual(await ledger.sentences(), [
        `Entry ${at + 1} (${forged.entry_id}) was inserted: Crier did not write it there.`,
      ])
    })
})
