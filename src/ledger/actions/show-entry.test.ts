import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testDatabase } from '../../../test/support/database.ts'
import { createDoor } from '../../platform/door.ts'
import { newId } from '../../platform/id.ts'
import { silentLog } from '../../platform/log.ts'
import { readCheckpoint } from '../checkpoint.ts'
import { anEntry, aReader, testKeys, testLedger } from '../fixtures.ts'
import { fromBase64, leafHash } from '../merkle.ts'
import { openNote, readVerifier } from '../note.ts'
import { rootFromPath } from '../proof.ts'
import { createSequencer } from '../sequencer.ts'
import { showCheckpoint } from './show-checkpoint.ts'
import { showEntry } from './show-entry.ts'

const database = await testDatabase()
const clock = { now: () => Temporal.Instant.from('2026-11-24T09:00:01Z') }

function aLedger() {
  const ledger = testLedger(database)
  after(() => ledger.close())
  const { pool, councilId } = ledger
  const door = createDoor({ pool, append: async () => {}, clock })
  const reader = aReader(councilId)
  return {
    ...ledger,
    fold: createSequencer({ pool, keys: testKeys, log: silentLog, clock }),
    show: (entryId = '', caller = reader) => door.run(showEntry(testKeys), caller, { entryId }),
    checkpoint: (input: object = {}) => door.run(showCheckpoint(testKeys), reader, input),
  }
}

/** As an outsider would, with nothing but the public key. */
function opened(note: string, verifier: string) {
  const key = readVerifier(verifier)
  const checkpoint = key && readCheckpoint(openNote(note, [key]) ?? '')
  assert.ok(checkpoint)
  return checkpoint
}

test('an entry comes with a proof that an outsider can check', async () => {
  const ledger = aLedger()
  for (let size = 1; size <= 9; size++) {
    const [id] = await ledger.append(anEntry())
    await ledger.fold()
    const { body, number, proof } = await ledger.show(id)
    const { verifier } = await ledger.checkpoint()
    assert.ok(proof?.holds)
    assert.equal(number, size)
    const { root } = opened(proof.checkpoint.note, verifier)
    const path = proof.path.map(fromBase64)
    assert.equal(rootFromPath(leafHash(body), size - 1, size, path), root)
    assert.equal(proof.checkpoint.at, '2026-11-24T09:00:01Z')
  }
})

test('every entry keeps its proof as the ledger grows', async () => {
  const ledger = aLedger()
  const ids = await ledger.append(...Array.from({ length: 21 }, () => anEntry()))
  await ledger.fold()
  for (const id of ids) assert.ok((await ledger.show(id)).proof?.holds)
})

test('an entry of a moment ago has no proof yet', async () => {
  const ledger = aLedger()
  const [id] = await ledger.append(anEntry())
  const { proof, number } = await ledger.show(id)
  assert.equal(proof, null)
  assert.equal(number, null)
})

test('the proof of an altered entry does not hold', async () => {
  const ledger = aLedger()
  const [id, other] = await ledger.append(anEntry(), anEntry())
  await ledger.fold()
  const alter = `update ledger.entry set body = replace(body, 'post.approved', 'post.sent') where id = $1`
  await ledger.tamper(alter, [id])
  assert.equal((await ledger.show(id)).proof?.holds, false)
  assert.equal((await ledger.show(other)).proof?.holds, true)
})

test('an entry is refused to another council, and to people without such a role', async () => {
  const ledger = aLedger()
  const [id] = await ledger.append(anEntry())
  await assert.rejects(ledger.show(id, aReader(newId())), /That entry does not exist/)
  await assert.rejects(ledger.show(id, ledger.caller), /Your roles do not allow this/)
})
