import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import fc from 'fast-check'
import { testDatabase } from '../../test/support/database.ts'
import { setClock } from '../platform/clock.ts'
import { newId } from '../platform/id.ts'
import { silentLog } from '../platform/log.ts'
import { originOf, writeCheckpoint } from './checkpoint.ts'
import { anEntry, testKeys, testLedger, testNow } from './fixtures.ts'
import { ledgerKeys } from './keys.ts'
import { emptyTree, fromBytes, grow, leafHash, rootOf, toBytes } from './merkle.ts'
import { signNote } from './note.ts'
import { createSequencer } from './sequencer.ts'
import { verify } from './verify.ts'

const database = await testDatabase()
const clock = setClock(testNow.toString())
const otherKeys = ledgerKeys([new Uint8Array(32).fill(9)])

/** A ledger of seven entries, signed for after the second, the fifth and the seventh. */
async function sevenEntries(within = database) {
  const ledger = testLedger(within)
  after(() => ledger.close())
  const { pool, councilId } = ledger
  const round = createSequencer({ pool, keys: testKeys, log: silentLog, clock })
  const ids: string[] = []
  for (const many of [2, 3, 2]) {
    ids.push(...(await ledger.append(...Array.from({ length: many }, () => anEntry()))))
    await round()
  }
  const check = async (options: Partial<Parameters<typeof verify>[0]> = {}) => {
    const councils = [councilId]
    const [report] = await verify({ pool, keys: testKeys, clock, councils, batch: 3, ...options })
    assert.ok(report)
    return report
  }
  const sentences = async (options = {}) =>
    (await check(options)).findings.map(({ sentence }) => sentence)
  return { ...ledger, ids, round, check, sentences }
}

type Ledger = Awaited<ReturnType<typeof sevenEntries>>
type Place = { entry_id: string; hash: Buffer; seal: Buffer }

/** The attacker's best: gives leaves new places and makes the whole tree fit them. */
async function replaceLeaves(ledger: Ledger, change: (places: Place[]) => Place[]) {
  const { councilId, tamper } = ledger
  const places = await tamper(
    'select entry_id, hash, seal from ledger.leaf where council_id = $1 order by index',
    [councilId],
  )
  await tamper('delete from ledger.leaf where council_id = $1', [councilId])
  const tree = emptyTree()
  for (const { entry_id, hash, seal } of change(places as Place[])) {
    const index = tree.size
    const subtrees = toBytes(grow(tree, fromBytes(hash)).join(''))
    await tamper('insert into ledger.leaf values ($1, $2, $3, $4, $5, $6)', [
      councilId,
      index,
      entry_id,
      hash,
      subtrees,
      seal,
    ])
  }
}

async function alterBody({ tamper, ids }: Ledger, at: number): Promise<Buffer> {
  const [row] = await tamper(
    `update ledger.entry set body = replace(body, 'post.approved', 'post.rejected') where id = $1 returning body`,
    [ids[at]],
  )
  return toBytes(leafHash(String(row?.body)))
}

async function forgeEntry({ tamper, councilId, ids }: Ledger): Promise<Place> {
  const id = newId()
  const [row] = await tamper(
    `insert into ledger.entry (body, seal) select replace(body, id::text, $3), seal
     from ledger.entry where council_id = $1 and id = $2 returning body`,
    [councilId, ids[0], id],
  )
  return { entry_id: id, hash: toBytes(leafHash(String(row?.body))), seal: Buffer.alloc(16) }
}

const dropEntry = ({ tamper, ids }: Ledger, at: number) =>
  tamper('delete from ledger.entry where id = $1', [ids[at]])

describe('a ledger that nobody touched', () => {
  test('is found whole, with its key and its latest checkpoint', async () => {
    const ledger = await sevenEntries()
    const report = await ledger.check()
    assert.deepEqual(report.findings, [])
    assert.equal(report.entries, 7)
    assert.equal(report.checkpoints, 3)
    assert.equal(report.verifier, testKeys(ledger.councilId).signer.verifier.text)
    assert.match(report.latest ?? '', new RegExp(`^crier/${ledger.councilId}\n7\n`))
  })

  test('agrees with every checkpoint kept elsewhere', async () => {
    const ledger = await sevenEntries()
    const notes = await ledger.tamper('select note from ledger.checkpoint where council_id = $1', [
      ledger.councilId,
    ])
    assert.deepEqual(await ledger.sentences({ kept: notes.map(({ note }) => String(note)) }), [])
  })

  test('may hold entries of a moment ago that are not signed for yet, but not old ones', async () => {
    const ledger = await sevenEntries()
    await ledger.append(anEntry(), anEntry())
    assert.deepEqual(await ledger.sentences(), [])
    const [sentence] = await ledger.sentences({ clock: setClock('2026-11-24T09:01:00Z') })
    assert.match(sentence ?? '', /not been signed for: 2, the oldest since 2026-11-24T09:00:00Z/)
  })

  test('can still be read after the sealing key was changed, and carries on', async () => {
    const ledger = await sevenEntries()
    const keys = ledgerKeys([new Uint8Array(32).fill(8), new Uint8Array(32).fill(7)])
    const { pool } = ledger
    await ledger.append(anEntry())
    await createSequencer({ pool, keys, log: silentLog, clock })()
    assert.deepEqual(await ledger.sentences({ keys }), [])
    assert.equal((await ledger.check({ keys })).entries, 8)
  })

  test('proves nothing under a key that never signed it, and says so', async () => {
    const ledger = await sevenEntries()
    assert.match((await ledger.sentences({ keys: otherKeys }))[0] ?? '', /nothing can be proved/)
  })
})

describe('a superuser who alters', () => {
  test('an entry is caught at that entry', async () => {
    const ledger = await sevenEntries()
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
      const ledger = await sevenEntries()
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
      const own = await sevenEntries(await testDatabase())
      await own.tamper(`alter table ledger.entry alter column ${column} drop expression`)
      await own.tamper(`update ledger.entry set ${column} = ${value} where id = $1`, [own.ids[2]])
      assert.deepEqual(await own.sentences(), [
        `Entry 3 (${own.ids[2]}) is whole, but what lists and filters show of it was altered.`,
      ])
    }
  })

  test('the tree alone is caught, and the entries are not blamed', async () => {
    const ledger = await sevenEntries()
    await ledger.tamper(
      `update ledger.leaf set subtrees = sha256('x') || substr(subtrees, 33) where council_id = $1 and index = 3`,
      [ledger.councilId],
    )
    assert.deepEqual(await ledger.sentences(), [
      'The tree was altered at number 4. The entries up to there are whole.',
    ])
  })

  test('the hash of a leaf alone is caught, and the entry is not blamed', async () => {
    const ledger = await sevenEntries()
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
    const ledger = await sevenEntries()
    await dropEntry(ledger, 2)
    assert.deepEqual(await ledger.sentences(), [
      `Entry 3 (${ledger.ids[2]}) was dropped: its place in the tree is there, the entry is not.`,
    ])
  })

  test('an entry with its place in the tree is caught at that number', async () => {
    const ledger = await sevenEntries()
    await dropEntry(ledger, 2)
    await ledger.tamper('delete from ledger.leaf where entry_id = $1', [ledger.ids[2]])
    assert.deepEqual(await ledger.sentences(), [
      'Entry 3 was dropped: there is no such number in the tree, but there are later ones.',
    ])
  })

  for (const at of [0, 4, 5])
    test(`entry ${at + 1} and closes the gap is caught at that number`, async () => {
      const ledger = await sevenEntries()
      await dropEntry(ledger, at)
      await replaceLeaves(ledger, (places) => places.toSpliced(at, 1))
      assert.deepEqual(await ledger.sentences(), [
        `Entry ${at + 1} was dropped, and the entries after it were moved up to close the gap.`,
      ])
    })

  test('the last entries with their places is caught by the checkpoint that covers them', async () => {
    const ledger = await sevenEntries()
    for (const at of [5, 6]) await dropEntry(ledger, at)
    await replaceLeaves(ledger, (places) => places.slice(0, 5))
    assert.deepEqual(await ledger.sentences(), [
      'Entry 6 and all after it were dropped: a signed checkpoint covers 7 entries.',
    ])
  })

  test('the last entries with places and checkpoints is caught only by a copy kept elsewhere', async () => {
    const ledger = await sevenEntries()
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
    const ledger = await sevenEntries()
    const { latest = '' } = await ledger.check()
    for (const table of ['entry', 'leaf', 'checkpoint'])
      await ledger.tamper(`delete from ledger.${table} where council_id = $1`, [ledger.councilId])
    assert.deepEqual(await ledger.sentences({ kept: [latest] }), [
      'Entry 1 and all after it were dropped: the checkpoint kept elsewhere covers 7 entries.',
    ])
  })

  test('the last checkpoint is caught', async () => {
    const ledger = await sevenEntries()
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
      const ledger = await sevenEntries()
      await replaceLeaves(ledger, (places) =>
        places.with(one, places[two] as Place).with(two, places[one] as Place),
      )
      assert.deepEqual(await ledger.sentences(), [
        `The order was changed: entry ${ledger.ids[two]} stands at number ${one + 1}, but was written at number ${two + 1}.`,
      ])
    })

  test('and spoils the seals is caught all the same', async () => {
    const ledger = await sevenEntries()
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
    const ledger = await sevenEntries()
    const { entry_id } = await forgeEntry(ledger)
    await ledger.round()
    const [finding] = (await ledger.check()).findings
    assert.equal(finding?.kind, 'inserted')
    assert.equal(finding?.entryId, entry_id)
  })

  for (const at of [0, 3, 7])
    test(`an entry with a forged leaf at number ${at + 1} is caught there`, async () => {
      const ledger = await sevenEntries()
      const forged = await forgeEntry(ledger)
      await replaceLeaves(ledger, (places) => places.toSpliced(at, 0, forged))
      assert.deepEqual(await ledger.sentences(), [
        `Entry ${at + 1} (${forged.entry_id}) was inserted: Crier did not write it there.`,
      ])
    })
})

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
    const ledger = await sevenEntries()
    const { note } = await sign(ledger)
    const swap = 'update ledger.checkpoint set note = $2 where council_id = $1 and size = 7'
    await ledger.tamper(swap, [ledger.councilId, note])
    assert.deepEqual(await ledger.sentences(), [
      `The checkpoint over 7 entries was not signed with this ledger's key: it was forged or altered.`,
    ])
  })

  test('entries, tree and every checkpoint with another key is caught', async () => {
    const ledger = await sevenEntries()
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
    const ledger = await sevenEntries()
    const swap = `update ledger.checkpoint set root = sha256('x') where council_id = $1 and size = 5`
    await ledger.tamper(swap, [ledger.councilId])
    assert.match((await ledger.sentences())[0] ?? '', /^The checkpoint over 5 entries was not/)
  })

  test('a checkpoint out of that of another council is caught', async () => {
    const [mine, theirs] = [await sevenEntries(), await sevenEntries()]
    await mine.tamper(
      `update ledger.checkpoint mine set note = theirs.note, root = theirs.root from ledger.checkpoint theirs
       where mine.council_id = $1 and theirs.council_id = $2 and mine.size = 5 and theirs.size = 5`,
      [mine.councilId, theirs.councilId],
    )
    assert.match((await mine.sentences())[0] ?? '', /^The checkpoint over 5 entries was not/)
  })

  test('a whole new history, having stolen the key, is caught by a copy kept elsewhere', async () => {
    const ledger = await sevenEntries()
    const { latest = '' } = await ledger.check()
    for (const table of ['entry', 'leaf', 'checkpoint'])
      await ledger.tamper(`delete from ledger.${table} where council_id = $1`, [ledger.councilId])
    for (let i = 0; i < 9; i++) await ledger.append(anEntry())
    const { pool } = ledger
    await createSequencer({ pool, keys: testKeys, log: silentLog, clock })()
    assert.deepEqual(await ledger.sentences(), [])
    assert.deepEqual(await ledger.sentences({ kept: [latest] }), [
      'The first 7 entries are not those of the checkpoint kept elsewhere: the record was written anew.',
    ])
  })

  test('a copy kept elsewhere is told that it is not one', async () => {
    const ledger = await sevenEntries()
    const { note } = await sign(ledger)
    assert.match(
      (await ledger.sentences({ kept: [note] }))[0] ?? '',
      /kept elsewhere was not signed/,
    )
  })
})

test('no rearrangement of leaves goes unseen', async () => {
  const ledger = await sevenEntries()
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
