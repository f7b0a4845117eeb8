import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { testDatabase } from '../../../test/support/database.ts'
import { nobody } from '../../platform/caller.ts'
import { createDoor } from '../../platform/door.ts'
import { newId } from '../../platform/id.ts'
import { silentLog } from '../../platform/log.ts'
import { anEntry, aReader, testKeys, testLedger } from '../fixtures.ts'
import { createSequencer } from '../sequencer.ts'
import { listEntries } from './list-entries.ts'

const database = await testDatabase()
const ledger = testLedger(database)
const other = testLedger(database)
const { pool, councilId } = ledger
after(async () => {
  await ledger.close()
  await other.close()
})
const unused = async () => {}
const door = createDoor({ pool, append: unused, clock: { now: () => Temporal.Now.instant() } })
const reader = aReader(councilId)
const list = (input: object, caller = reader) => door.run(listEntries, caller, input)
const idsOf = async (input: object) => (await list(input)).entries.map(({ id }) => id)

const [postId, versionId, clause] = [newId(), newId(), 'dacorum:3.2.1.head']
const post = { kind: 'post', id: postId }
const ids = [
  ...(await ledger.append(
    anEntry({ action: 'post.written', object: post, details: { versionId } }),
  )),
  ...(await ledger.append(anEntry({ action: 'post.approved', object: post, clauses: [clause] }))),
  ...(await ledger.append(
    anEntry({
      action: 'delivery.sent',
      object: { kind: 'delivery', id: newId() },
      details: { postIds: [postId], note: 'x'.repeat(300) },
    }),
  )),
  ...(await ledger.append(anEntry({ action: 'channel.added', clauses: [clause, 'other:1'] }))),
]
const [written = '', approved = '', sent = '', added = ''] = ids
await createSequencer({ pool, keys: testKeys, log: silentLog })()
await other.append(anEntry({ object: post, clauses: [clause] }))

describe('the ledger lists', () => {
  test('who did what to what under which clauses, the newest first', async () => {
    const { entries, next } = await list({})
    assert.deepEqual(
      entries.map(({ id, number }) => [id, number]),
      [
        [added, 4],
        [sent, 3],
        [approved, 2],
        [written, 1],
      ],
    )
    assert.equal(next, null)
    assert.deepEqual(entries[2], {
      id: approved,
      number: 2,
      at: '2026-11-24T09:00:00.000Z',
      actor: { kind: 'person', id: ledger.caller.personId, roles: ['approver'] },
      action: 'post.approved',
      object: post,
      details: {},
      clauses: [clause],
    })
  })

  const wanted: Record<string, [object, string[]]> = {
    'what one person did': [{ actor: ledger.caller.personId }, [added, sent, approved, written]],
    'nothing of somebody who did nothing': [{ actor: newId() }, []],
    'one action': [{ action: 'post.approved' }, [approved]],
    'all actions of a kind': [{ action: 'post.' }, [approved, written]],
    'all things of a kind': [{ objectKind: 'delivery' }, [sent]],
    'everything about one thing, wherever it is named': [
      { about: postId },
      [sent, approved, written],
    ],
    'where a thing is only a detail': [{ about: versionId }, [written]],
    'what a clause asked for': [{ clause }, [added, approved]],
    'a thing and a clause at once': [{ about: postId, clause }, [approved]],
    'from a time on': [{ from: '2026-11-24T09:00:00+00:00' }, [added, sent, approved, written]],
    'up to a time, which is not included': [{ to: '2026-11-24T10:00:00+01:00' }, []],
    'in pages': [{ most: 2, after: sent }, [approved, written]],
  }
  for (const [name, [input, expected]] of Object.entries(wanted))
    test(name, async () => {
      assert.deepEqual(await idsOf(input), expected)
    })

  test('page after page, whatever comes in meanwhile', async () => {
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await list({ most: 1, action: 'post.', ...(after && { after }) })
      seen.push(...page.entries.map(({ id }) => id))
      after = page.next ?? undefined
      if (seen.length === 1) await ledger.append(anEntry({ action: 'post.withdrawn' }))
    } while (after)
    assert.deepEqual(seen, [approved, written])
  })

  test('what very many entries name, as promptly as what few do', async () => {
    const about = newId()
    const object = { kind: 'post', id: about }
    const many = await ledger.append(...Array.from({ length: 2100 }, () => anEntry({ object })))
    assert.deepEqual(await idsOf({ about, most: 3 }), many.slice(-3).reverse())
    assert.deepEqual(await idsOf({ about, action: 'post.withdrawn' }), [])
  })

  test('what is not signed for yet, without a number', async () => {
    const [newest] = (await list({ action: 'post.withdrawn' })).entries
    assert.equal(newest?.number, null)
  })
})

describe('the list is refused', () => {
  test('to nobody and to people without such a role', async () => {
    await assert.rejects(list({}, nobody), /Sign in first/)
    await assert.rejects(list({}, ledger.caller), /Your roles do not allow this/)
  })

  test('when it should go on after an entry that is not there', async () => {
    await assert.rejects(list({ after: newId() }), /does not exist/)
  })

  for (const input of [
    { about: '\0' },
    { action: '' },
    { most: 0 },
    { from: 'yesterday' },
    { where: '1' },
  ])
    test(`for ${JSON.stringify(input)}`, async () => {
      await assert.rejects(list(input), /cannot be used/)
    })
})
