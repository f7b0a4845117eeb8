import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NetworkFailure } from '../networks/index.ts'
import { newId } from '../platform/id.ts'
import { openCredential, openSealed, sealCredential } from './credential.ts'
import { nextKeys, otherKeys, testKeys } from './fixtures.ts'

const credential = { server: 'https://social.example', token: 'the-secret-token', expiresAt: null }
const unreadable = (error: unknown) =>
  error instanceof NetworkFailure &&
  error.kind === 'signed-out' &&
  error.code === 'credential-unreadable'

test('what is sealed opens again, and shows nothing of what is inside', () => {
  const credentialId = newId()
  const sealed = sealCredential(testKeys, credential, credentialId)
  assert.deepEqual(openCredential(testKeys, { sealed, credentialId }), credential)
  const bytes = Buffer.from(sealed.split(':')[1] ?? '', 'base64').toString('latin1')
  for (const part of ['the-secret-token', 'token', 'social.example'])
    assert.ok(!sealed.includes(part) && !bytes.includes(part), part)
  assert.notEqual(sealCredential(testKeys, credential, credentialId), sealed)
})

test('it opens in its own row only, and not when a letter of it was changed', () => {
  const credentialId = newId()
  const sealed = sealCredential(testKeys, credential, credentialId)
  assert.throws(() => openCredential(testKeys, { sealed, credentialId: newId() }), unreadable)
  for (const at of [4, 20, 40, sealed.length - 6]) {
    const other = sealed[at] === 'A' ? 'B' : 'A'
    const changed = sealed.slice(0, at) + other + sealed.slice(at + 1)
    assert.throws(() => openCredential(testKeys, { sealed: changed, credentialId }), unreadable)
  }
})

test('after a change of the key the old one still opens, and the new one seals', () => {
  const credentialId = newId()
  const sealed = sealCredential(testKeys, credential, credentialId)
  assert.deepEqual(openCredential(nextKeys, { sealed, credentialId }), credential)
  const again = sealCredential(nextKeys, credential, credentialId)
  assert.deepEqual(openCredential([nextKeys[0]], { sealed: again, credentialId }), credential)
  assert.throws(() => openCredential(testKeys, { sealed: again, credentialId }), unreadable)
})

test('without the key it is as good as none, and the words for it tell nothing else', () => {
  const credentialId = newId()
  const sealed = sealCredential(testKeys, credential, credentialId)
  assert.throws(
    () => openCredential(otherKeys, { sealed, credentialId }),
    (error) => unreadable(error) && !String(error).includes(sealed),
  )
  assert.throws(() => openSealed(otherKeys, sealed, credentialId), /could not be opened/)
})
