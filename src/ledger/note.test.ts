import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { openCheckpoint, readCheckpoint, writeCheckpoint } from './checkpoint.ts'
import { ledgerKeys } from './keys.ts'
import { emptyRoot, leafHash } from './merkle.ts'
import { openNote, readVerifier, signerFrom, signNote, type Verifier } from './note.ts'

// The example of the Go package golang.org/x/mod/sumdb/note, where the format comes from.
const name = 'PeterNeumann'
const verifierText = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const seed = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1)
const text = `If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n`
const note = `${text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`

const councilId = '01936f2c-0000-7000-8000-000000000001'

function theirs(): Verifier {
  const verifier = readVerifier(verifierText)
  assert.ok(verifier)
  return verifier
}

describe('a signed note', () => {
  test('is written byte for byte as others write it', () => {
    const signer = signerFrom(name, seed)
    assert.equal(signer.verifier.text, verifierText)
    assert.equal(signNote(text, signer), note)
  })

  test('of others is read', () => {
    assert.equal(openNote(note, [theirs()]), text)
  })

  test('may carry signatures of witnesses, which are passed over', () => {
    const witness = signerFrom('witness.example', Buffer.alloc(32, 5))
    const [line] = signNote(text, witness).split('\n').slice(-2)
    assert.equal(openNote(`${note}${line}\n`, [theirs()]), text)
    assert.equal(openNote(note, [witness.verifier]), null)
  })

  const changes: Record<string, (n: string) => string> = {
    'its text is changed': (n) => n.replace('answer', 'Answer'),
    'its signature is changed': (n) => n.replace('ZJkuB', 'ZJkuC'),
    'its signature is cut short': (n) => n.replace('6RyyBwJnAM=', '6Ryy'),
    'its signature is another kind of thing': (n) => n.replace('x08go/', 'x08go!'),
    'its signer has another name': (n) => n.replace('— PeterNeumann', '— PeterNewmann'),
    'its dash is a hyphen': (n) => n.replace('— ', '- '),
    'it has no signature': (n) => n.slice(0, n.indexOf('—')),
    'it is empty': () => '',
  }
  for (const [name, change] of Object.entries(changes))
    test(`does not count when ${name}`, () =>
      assert.equal(openNote(change(note), [theirs()]), null))

  test('does not count when one of two signatures by the same key is wrong', () => {
    const wrong = signNote(`${text}.\n`, signerFrom(name, seed)).split('\n').at(-2)
    assert.equal(openNote(`${note}${wrong}\n`, [theirs()]), null)
  })
})

test('a public key is refused when it is not one', () => {
  const others = [
    '',
    'PeterNeumann',
    verifierText.replace('c74f20a3', 'c74f20a4'),
    verifierText.replace('PeterNeumann', 'PeterNewmann'),
    verifierText.replace('+ARpc', '+BRpc'),
    verifierText.slice(0, -4),
  ]
  for (const text of others) assert.equal(readVerifier(text), null)
})

describe('a checkpoint', () => {
  const checkpoint = { origin: `crier/${councilId}`, size: 12, root: leafHash('a') }

  test('is written as three lines and read back', () => {
    const text = writeCheckpoint(checkpoint)
    assert.match(text, /^crier\/[0-9a-f-]{36}\n12\n[A-Za-z0-9+/]{43}=\n$/)
    assert.deepEqual(readCheckpoint(text), checkpoint)
    assert.deepEqual(
      readCheckpoint(
        'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n',
      )?.size,
      20852163,
    )
  })

  for (const size of ['-1', '01', '1e3', '', '0x1', '9999999999999999'])
    test(`is refused with the size "${size}"`, () =>
      assert.equal(
        readCheckpoint(writeCheckpoint(checkpoint).replace('\n12\n', `\n${size}\n`)),
        null,
      ))

  test('is refused without a whole root', () => {
    assert.equal(readCheckpoint(`x\n1\n${Buffer.alloc(31).toString('base64')}\n`), null)
  })

  test('counts only for the council that it was signed for, by its key', () => {
    const keys = ledgerKeys([new Uint8Array(32).fill(1)])
    const mine = keys(councilId)
    const signed = signNote(writeCheckpoint(checkpoint), mine.signer)
    assert.deepEqual(openCheckpoint(mine.verifiers, councilId, signed), checkpoint)
    const other = '01936f2c-0000-7000-8000-000000000002'
    assert.equal(openCheckpoint(keys(other).verifiers, other, signed), null)
    const lent = signNote(writeCheckpoint({ ...checkpoint, root: emptyRoot }), keys(other).signer)
    assert.equal(openCheckpoint(mine.verifiers, councilId, lent), null)
    assert.equal(openCheckpoint(keys(other).verifiers, other, lent), null)
  })
})

describe('keys', () => {
  const first = new Uint8Array(32).fill(1)
  const second = new Uint8Array(32).fill(2)

  test('are the same after a restart and others for each council and sealing key', () => {
    const verifiers = [
      ledgerKeys([first])(councilId),
      ledgerKeys([second])(councilId),
      ledgerKeys([first])('01936f2c-0000-7000-8000-000000000002'),
    ].map(({ signer }) => signer.verifier.text)
    assert.equal(new Set(verifiers).size, 3)
    assert.equal(ledgerKeys([first])(councilId).signer.verifier.text, verifiers[0])
  })

  test('of before still read what they sealed and signed, and no longer write', () => {
    const before = ledgerKeys([first])(councilId)
    const now = ledgerKeys([second, first])(councilId)
    assert.ok(now.isSealed('entry', before.seal('entry')))
    assert.ok(!now.isSealed('other', before.seal('entry')))
    assert.ok(!before.isSealed('entry', now.seal('entry')))
    assert.equal(openNote(signNote(text, before.signer), now.verifiers), text)
    assert.equal(openNote(signNote(text, now.signer), before.verifiers), null)
  })
})
