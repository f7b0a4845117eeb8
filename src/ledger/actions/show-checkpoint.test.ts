import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testDatabase } from '../../../test/support/database.ts'
import { nobody } from '../../platform/caller.ts'
import { createDoor } from '../../platform/door.ts'
import { silentLog } from '../../platform/log.ts'
import { readCheckpoint } from '../checkpoint.ts'
import { anEntry, aReader, testKeys, testLedger } from '../fixtures.ts'
import { fromBase64 } from '../merkle.ts'
import { openNote, readVerifier } from '../note.ts'
import { isConsistent } from '../proof.ts'
import { createSequencer } from '../sequencer.ts'
import { showCheckpoint } from './show-checkpoint.ts'

const database = await testDatabase()
const clock = { now: () => Temporal.Instant.from('2026-11-24T09:00:01Z') }

function aLedger() {
  const ledger = testLedger(database)
  after(() => ledger.close())
  const { pool, councilId } = ledger
  const door = createDoor({ pool, append: async () => {}, clock })
  return {
    ...ledger,
    fold: createSequencer({ pool, keys: testKeys, log: silentLog, clock }),
    checkpoint: (input: object = {}, caller = aReader(councilId)) =>
      door.run(showCheckpoint(testKeys), caller, input),
  }
}

/** As an outsider would, with nothing but the public key. */
function opened(note: string, verifier: string) {
  const key = readVerifier(verifier)
  const checkpoint = key && readCheckpoint(openNote(note, [key]) ?? '')
  assert.ok(checkpoint)
  return checkpoint
}

test('the latest checkpoint is shown to contain one that was kept', async () => {
  const ledger = aLedger()
  const kept: { size: number; root: string }[] = []
  for (let i = 0; i < 8; i++) {
    await ledger.append(anEntry())
    await ledger.fold()
    const { latest, verifier } = await ledger.checkpoint()
    kept.push(opened(latest?.note ?? '', verifier))
  }
  for (const earlier of kept) {
    const { consistency, latest, verifier } = await ledger.checkpoint({ since: earlier.size })
    const later = opened(latest?.note ?? '', verifier)
    assert.ok(isConsistent(earlier, later, (consistency ?? []).map(fromBase64)))
  }
  await assert.rejects(ledger.checkpoint({ since: 9 }), /holds 8 entries.*entries were dropped/)
})

test('a ledger with nothing in it has a key and no checkpoint', async () => {
  const ledger = aLedger()
  const { verifier, latest, consistency } = await ledger.checkpoint()
  assert.equal(verifier, testKeys(ledger.councilId).signer.verifier.text)
  assert.equal(latest, null)
  assert.equal(consistency, null)
})

test('the checkpoint is refused to nobody and to people without such a role', async () => {
  const ledger = aLedger()
  await assert.rejects(ledger.checkpoint({}, nobody), /Sign in first/)
  await assert.rejects(ledger.checkpoint({}, ledger.caller), /Your roles do not allow this/)
  await assert.rejects(ledger.checkpoint({ since: 0 }), /cannot be used/)
})
