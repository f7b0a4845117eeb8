import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { treeAltered } from './findings.ts'
import { testKeys } from './fixtures.ts'
import { readKept, reportOf } from './verify-report.ts'

const folder = mkdtempSync(join(tmpdir(), 'kept-'))
after(() => rmSync(folder, { recursive: true }))

const councilId = '01936f2c-0000-7000-8000-000000000001'
const verifier = testKeys(councilId).signer.verifier.text
const latest = `crier/${councilId}\n1200\nroot\n\n— crier/${councilId} signature\n`
const whole = { councilId, verifier, entries: 1200, checkpoints: 3, latest, findings: [] }

describe('the report', () => {
  test('says that all holds, with what to keep and to compare', () => {
    const { holds, report } = reportOf([whole])
    assert.ok(holds)
    assert.equal(
      report,
      `Council ${councilId}
  Entries checked: 1,200
  Public key: ${verifier}
  Nothing was altered, dropped, reordered or inserted.
  Latest checkpoint, to keep outside the database:
${latest}`.trimEnd(),
    )
  })

  test('says what does not hold, when one of several ledgers does not', () => {
    const { holds, report } = reportOf([whole, { ...whole, findings: [treeAltered(4)] }])
    assert.ok(!holds)
    assert.match(report, /\n {2}! The tree was altered at number 4\./)
  })

  test('says that there is nothing yet', () => {
    assert.deepEqual(reportOf([]), { holds: true, report: 'The ledger holds nothing yet.' })
  })
})

describe('a checkpoint that was kept', () => {
  const kept = (name: string, text: string) => {
    const file = join(folder, name)
    writeFileSync(file, text)
    return file
  }

  test('is read as it was given, even through an editor that changes line ends', () => {
    const file = kept('windows.txt', latest.replaceAll('\n', '\r\n'))
    assert.deepEqual(readKept([kept('plain.txt', latest), file]), [latest, latest])
  })

  test('is refused when it is something else or not there', () => {
    assert.throws(() => readKept([kept('other.txt', 'hello')]), /other\.txt is not a checkpoint/)
    assert.throws(() => readKept([join(folder, 'none')]), /cannot be read/)
  })
})
