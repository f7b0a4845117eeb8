import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import fc from 'fast-check'
import { CompiledQuery } from 'kysely'
import { testDatabase } from '../../test/support/database.ts'
import type { EntryDraft } from '../platform/action.ts'
import { write } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { composeEntry, readEntry } from './entry.ts'
import { anEntry, testLedger } from './fixtures.ts'
import { inCouncil } from './transaction.ts'

const ledger = testLedger(await testDatabase())
after(() => ledger.close())

const asApplication = (text: string, values: unknown[] = []) =>
  inCouncil(ledger.pool, ledger.councilId, (db) =>
    write(db).executeQuery(CompiledQuery.raw(text, values)),
  )

describe('an entry', () => {
  test('says who did what to what, when and under which clauses', async () => {
    const postId = newId()
    const [id] = await ledger.append({
      action: 'post.approved',
      object: { kind: 'post', id: postId },
      details: { versionId: '7' },
      clauses: ['dacorum:3.2.1.head'],
    })
    const [row] = await ledger.asSuperuser('select * from ledger.entry where id = $1', [id])
    assert.deepEqual(readEntry(String(row?.body)), {
      v: 1,
      id,
      council: ledger.councilId,
      at: '2026-11-24T09:00:00.000Z',
      actor: { kind: 'person', id: ledger.caller.personId, roles: ['approver'] },
      action: 'post.approved',
      object: { kind: 'post', id: postId },
      details: { versionId: '7' },
      clauses: ['dacorum:3.2.1.head'],
      request: 'request-1',
    })
    assert.equal(row?.action, 'post.approved')
    assert.equal(row?.actor, ledger.caller.personId)
    assert.equal(row?.object_id, postId)
  })

  test('can be written whatever its details hold', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 700 })
    const details = fc.dictionary(
      text,
      fc.oneof(
        text,
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.array(text),
      ),
      { maxKeys: 5 },
    )
    await fc.assert(
      fc.asyncProperty(details, text, async (details, id) => {
        const draft: EntryDraft = { action: 'thing.done', object: { kind: 'thing', id }, details }
        assert.equal((await ledger.append(draft)).length, 1)
      }),
      { numRuns: 60, examples: [[{ '\0': '\ud800', a: ['\0'] }, '\udfff'.repeat(3000)]] },
    )
  })

  const ids = (many: number) => Array.from({ length: many }, () => newId())
  const large: Readonly<Record<string, EntryDraft['details'] & {}>> = {
    'a list of thousands': { deliveries: ids(5000) },
    'thousands of fields': Object.fromEntries(ids(3000).map((id) => [id, true])),
    'lists in lists': { rows: Array.from({ length: 200 }, () => ids(200)) },
    'texts of many bytes': { texts: Array.from({ length: 300 }, () => '\u20ac'.repeat(500)) },
    'groups in groups': { a: { b: { c: { deliveries: ids(5000) } } } },
    'numbers that are none': { none: Number.NaN, endless: Number.POSITIVE_INFINITY, nought: -0 },
  }
  for (const [what, details] of Object.entries(large)) {
    test(`is written with ${what}, and stays readable`, async () => {
      const [id] = await ledger.append(anEntry({ details }))
      const [row] = await ledger.asSuperuser('select body from ledger.entry where id = $1', [id])
      const entry = readEntry(String(row?.body))
      assert.deepEqual(Object.keys(entry.details).length > 0, true)
      if ('deliveries' in details)
        assert.deepEqual(entry.details.deliveries, [
          ...[details.deliveries ?? []].flat().slice(0, 500),
          '… and 4500 more',
        ])
    })
  }

  test('has one text for one meaning', () => {
    const at = {
      ...{ councilId: ledger.councilId, caller: ledger.caller, requestId: 'r' },
      now: Temporal.Instant.from('2026-11-24T09:00:00.0009Z'),
    }
    const object = { kind: 'thing', id: 'x' }
    const one = { b: 1, a: [1.0, 1e21, -0], '\u{1f514}': 1, '\ufb33': 2 }
    const other = { '\ufb33': 2, '\u{1f514}': 1, a: [1, 1e21, 0], b: 1 }
    const texts = [one, other].map((details) =>
      composeEntry(at, { action: 'thing.done', object, details }, 'id'),
    )
    assert.equal(texts[0], texts[1])
    // UTF-16 order, as RFC 8785 has it, and a time that is cut, never rounded into the future.
    assert.match(texts[0] ?? '', /"details":\{"a":\[1,1e\+21,0\],"b":1,"\u{1f514}":1,"\ufb33":2\}/u)
    assert.match(texts[0] ?? '', /"at":"2026-11-24T09:00:00\.000Z"/)
  })

  test('keeps the order of several entries of one change', async () => {
    const drafts = Array.from({ length: 20 }, (_, i) => anEntry({ action: `thing.done-${i}` }))
    const ids = await ledger.append(...drafts)
    assert.deepEqual(ids, ids.toSorted())
  })
})

describe('the application', () => {
  const attempts = {
    'change an entry': `update ledger.entry set body = body`,
    'delete an entry': `delete from ledger.entry`,
    'empty the table': `truncate ledger.entry`,
    'delete a leaf': `delete from ledger.leaf`,
    'change a checkpoint': `update ledger.checkpoint set note = ''`,
    'choose the transaction of an entry': `insert into ledger.entry (body, seal, xid) values ('{}', '', '1')`,
  }
  for (const [name, sql] of Object.entries(attempts)) {
    test(`cannot ${name}`, async () => {
      await assert.rejects(asApplication(sql), /permission denied/)
    })
  }

  test('cannot write an entry of another council', async () => {
    const sql = `insert into ledger.entry (body, seal) select replace(body, council_id::text, $1), seal from ledger.entry limit 1`
    await assert.rejects(asApplication(sql, [newId()]), /row-level security/)
  })
})

describe('the database', () => {
  test('refuses changes even to the owner of the tables', async () => {
    for (const sql of [
      'update ledger.entry set body = body',
      'delete from ledger.leaf',
      'truncate ledger.checkpoint',
    ])
      await assert.rejects(ledger.asOwner(sql), /only ever added to/)
  })

  test('does not let a filter column be altered alone', async () => {
    await assert.rejects(
      ledger.asSuperuser(`update ledger.entry set action = 'post.sent'`),
      /can only be updated to DEFAULT/,
    )
  })
})
