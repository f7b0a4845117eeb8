import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { deriveKey, reseal, type SealingKeys, seal, unseal } from './secrets.ts'

const keys: SealingKeys = [randomBytes(32)]

test('opens what it sealed, and shows nothing of it', () => {
  const sealed = seal(keys, 'a token of the network', 'row-1')
  assert.equal(unseal(keys, sealed, 'row-1'), 'a token of the network')
  assert.ok(!Buffer.from(sealed.split(':')[1] ?? '', 'base64').includes('token'))
})

test('seals the same text differently each time', () => {
  assert.notEqual(seal(keys, 'same', 'row-1'), seal(keys, 'same', 'row-1'))
})

test('does not open a value that was copied to another row', () => {
  assert.throws(() => unseal(keys, seal(keys, 'secret', 'row-1'), 'row-2'), /could not be opened/)
})

test('does not open a value that was changed', () => {
  const sealed = seal(keys, 'secret', 'row-1')
  const bytes = Buffer.from(sealed.slice(3), 'base64')
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
  assert.throws(() => unseal(keys, `v1:${bytes.toString('base64')}`, 'row-1'))
})

test('opens old values after the key is changed, and seals them again under the new one', () => {
  const old = seal(keys, 'secret', 'row-1')
  const changed: SealingKeys = [randomBytes(32), keys[0]]
  const fresh = reseal(changed, old, 'row-1')
  assert.equal(unseal([changed[0]], fresh, 'row-1'), 'secret')
  assert.throws(() => unseal([changed[0]], old, 'row-1'))
})

test('derives a different key for each purpose, always the same', () => {
  assert.deepEqual(deriveKey(keys, 'ledger'), deriveKey(keys, 'ledger'))
  assert.notDeepEqual(deriveKey(keys, 'ledger'), deriveKey(keys, 'sign-in'))
})
