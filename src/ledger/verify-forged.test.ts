import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import fc from 'fast-check'
import { testDatabase } from '../../test/support/database.ts'
import { silentLog } from '../platform/log.ts'
import { originOf, writeCheckpoint } from './checkpoint.ts'
import { anEntry, testKeys } from './fixtures.ts'
import {
  alterBody,
  type Ledger,
  type Place,
  replaceLeaves,
  sevenEntries,
  testClock,
} from './fixtures-attacker.ts'
import { ledgerKeys } from './keys.ts'
import { emptyTree, fromBytes, grow, rootOf, toBytes } from './merkle.ts'
import { signNote } from './note.ts'
import { createSequencer } from './sequencer.ts'

const database = await testDatabase()

async function aLedger(within = database) {
  const ledger = await sevenEntries(within)
  after(() => ledger.close())
  return ledger
}

const otherKeys = ledgerKeys([new Uint8Array(32).fill(9)])

describe('a superuser who forges', () => {
  const sign = async (ledger: Ledger, keys = otherKeys) => {
    const { councilId } = ledger
    const tree = emptyTree()
    const places = await ledger.tamper(
      'select hash from ledger.leaf where council_id = $1 order by index',
      [councilId],
    )
    for (const { hash } of places as unknown as Place[]) grow(tree, fromBytes(hash))
    const root = rootOf(tree)
    const text = writeCheckpoint({ origin: originOf(councilId), size: tree.size, root })
    return { size: tree.size, root: toBytes(root), note: signNote(text, keys(councilId).signer) }
  }

  test('a checkpoint with another key is caught', async () => {
    const ledger = await aLedger()
    const { note } = await sign(ledger)
    const swap = 'update ledger.checkpoint set note = $2 where council_id = $1 and size = 7'
    await ledger.tamper(swap, [ledger.councilId, note])
    assert.deepEqual(await ledger.sentences(), [
      `The checkpoint over 7 entries was not signed with this ledger's key: it was forged or altered.`,
    ])
  })

  test('entries, tree and every checkpoint with another key is caught', async () => {
    const ledger = await aLedger()
    const hash = await alterBody(ledger, 2)
    await replaceLeaves(ledger, (places) => places.with(2, { ...(places[2] as Place), hash }))
    const { councilId, tamper } = ledger
    const { size, root, note } = await sign(ledger)
    await tamper('delete from ledger.checkpoint where council_id = $1', [councilId])
    await tamper('insert into ledger.checkpoint values ($1, $2, $3, $4, now())', [
      councilId,
      size,
      root,
      note,
    ])
    const [finding] = (await ledger.check()).findings
    assert.equal(finding?.number, 3)
  })

  test('the root beside a checkpoint is caught', async () => {
    const ledger = await aLedger()
    const swap = `update ledger.checkpoint set root = sha256('x') where council_id = $1 and size = 5`
    await ledger.tamper(swap, [ledger.councilId])
    assert.match((await ledger.sentences())[0] ?? '', /^The checkpoint over 5 entries was not/)
  })

  test('a checkpoint out of that of another council is caught', async () => {
    const [mine, theirs] = [await aLedger(), await aLedger()]
    await mine.tamper(
      `update ledger.checkpoint mine set note = theirs.note, root = theirs.root from ledger.checkpoint theirs
       where mine.council_id = $1 and theirs.council_id = $2 and mine.size = 5 and theirs.size = 5`,
      [mine.councilId, theirs.councilId],
    )
    assert.match((await mine.sentences())[0] ?? '', /^The checkpoint over 5 entries was not/)
  })

  test('a whole new history, having stolen the key, is caught by a copy kept elsewhere', async () => {
    const ledger = await aLedger()
    const { latest = '' } = await ledger.check()
    for (const table of ['entry', 'leaf', 'checkpoint'])
      await ledger.tamper(`delete from ledger.${table} where council_id = $1`, [ledger.councilId])
    for (let i = 0; i < 9; i++) await ledger.append(anEntry())
    const { pool } = ledger
    await createSequencer({ pool, keys: testKeys, log: silentLog, clock: testClock })()
    assert.deepEqual(await ledger.sentences(), [])
    assert.deepEqual(await ledger.sentences({ kept: [latest] }), [
      'The first 7 entries are not those of the checkpoint kept elsewhere: the record was written anew.',
    ])
  })

  test('a copy kept elsewhere is told that it is not one', async () => {
    const ledger = await aLedger()
    const { note } = await sign(ledger)
    assert.match(
      (await ledger.sentences({ kept: [note] }))[0] ?? '',
      /kept elsewhere was not signed/,
    )
  })
})

test('no rearrangement of leaves goes unseen', async () => {
  const ledger = await aLedger()
  const original: Place[] = []
  await replaceLeaves(ledger, (places) => {
    original.push(...places)
    return places
  })
  assert.deepEqual(await ledger.sentences(), [])
  const anyLeaves = fc
    .array(fc.nat(6), { minLength: 1, maxLength: 7 })
    .map((picked) => [...new Set(picked)])
  await fc.assert(
    fc.asyncProperty(anyLeaves, async (picked) => {
      await replaceLeaves(ledger, () => picked.map((i) => original[i] as Place))
      const unchanged = picked.length === 7 && picked.every((i, place) => i === place)
      assert.equal((await ledger.sentences()).length === 0, unchanged)
    }),
    { numRuns: 40 },
  )
})
