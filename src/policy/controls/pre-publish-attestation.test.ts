import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Attestation } from '../facts.ts'
import { about, aPolicy, aPost } from '../fixtures.ts'
import { judge } from '../judge.ts'
import { prePublishAttestation } from './pre-publish-attestation.ts'

const whole = aPost().attestation

function stated(changed: Partial<Attestation>) {
  assert.ok(whole)
  return { ...whole, ...changed }
}

function said(packs: string[], attestation: Attestation | null, versionId = 'version-1') {
  const facts = about({ attestation, versionId })
  const { outcome, reasons } = judge('post.submit', facts, aPolicy(packs), [prePublishAttestation])
  return [
    outcome,
    ...reasons.map(({ message }) => message.slice('pre-publish-attestation.'.length)),
  ]
}

test('without the accuracy tick submitting is refused; ticked it passes; after an edit it is asked again', () => {
  const missing = stated({ accurate: false })
  assert.deepEqual(said(['dacorum'], missing), ['refused', 'accurate'])
  assert.deepEqual(said(['dacorum'], stated({})), ['allowed'])
  assert.deepEqual(said(['dacorum'], stated({}), 'version-2'), ['refused', 'edited-since'])
})

const asked: readonly [pack: string, ...parts: string[]][] = [
  ['east-herts', 'source', 'accurate'],
  ['hr-policy', 'purpose', 'benefit'],
  ['st-helens', 'professional'],
  ['dacorum', 'accurate', 'responsible'],
  ['councillors', 'accurate'],
]

for (const [pack, ...parts] of asked)
  test(`${pack} asks for ${parts.join(' and ')}, under its own clause`, () => {
    const facts = about({ attestation: null })
    const { reasons } = judge('post.submit', facts, aPolicy([pack]), [prePublishAttestation])
    assert.deepEqual(
      reasons.map(({ message }) => message.slice('pre-publish-attestation.'.length)),
      parts,
    )
    for (const { clauses } of reasons)
      assert.ok(clauses.every((clause) => clause.startsWith(`${pack}:`)))
  })

test('packs add up, and each part cites only the packs that ask for it', () => {
  const policy = aPolicy(['hr-policy', 'dacorum'])
  const facts = about({ attestation: null })
  const { reasons } = judge('post.submit', facts, policy, [prePublishAttestation])
  assert.deepEqual(
    reasons.map(({ clauses }) => clauses),
    [['hr-policy:6.safe-1'], ['hr-policy:6.safe-1'], ['dacorum:2.2.c'], ['dacorum:2.2.c']],
  )
})

test('a council that asks for nothing is asked for nothing', () => {
  const policy = aPolicy(['dacorum'], { 'attestation.parts': [] })
  const facts = about({ attestation: null })
  assert.equal(judge('post.submit', facts, policy, [prePublishAttestation]).outcome, 'allowed')
  assert.deepEqual(said([], null), ['allowed'])
})

test('a council may ask for more than its pack', () => {
  const policy = aPolicy(['dacorum'], { 'attestation.parts': ['purpose'] })
  const facts = about({ attestation: null })
  const [reason] = judge('post.submit', facts, policy, [prePublishAttestation]).reasons
  assert.equal(reason?.message, 'pre-publish-attestation.purpose')
  assert.deepEqual(reason?.clauses, ['crier:council-choice'])
})

test('blank words, full stops and invisible characters state nothing', () => {
  for (const source of ['', '   ', '...', '\u200b\u2060', '-'])
    assert.deepEqual(said(['east-herts'], stated({ source })), ['refused', 'source'])
  assert.deepEqual(said(['east-herts'], stated({ source: 'Gwefan y cyngor' })), ['allowed'])
})

test('nobody answers for what someone else wrote', () => {
  const borrowed = stated({ byPersonId: 'the-approver' })
  assert.deepEqual(said(['dacorum'], borrowed), ['refused', 'not-by-a-writer'])
})

test('a colleague who wrote a part of it may answer for it', () => {
  const editors = [{ id: 'a-colleague', newUser: false, suspendedFrom: [] }]
  const facts = about({ editors, attestation: stated({ byPersonId: 'a-colleague' }) })
  assert.equal(judge('post.submit', facts, aPolicy(), [prePublishAttestation]).outcome, 'allowed')
})

test('it is looked at again when the post is sent', () => {
  const facts = about({ attestation: null })
  assert.equal(judge('post.send', facts, aPolicy(), [prePublishAttestation]).outcome, 'refused')
})
