import assert from 'node:assert/strict'
import { test } from 'node:test'
import { remoteFrom } from './remote-address.ts'

test('takes the id out of the address of a post', () => {
  assert.deepEqual(remoteFrom('https://social.example/@council/112233'), {
    address: 'https://social.example/@council/112233',
    remoteId: '112233',
  })
})

test('takes an id as it stands', () => {
  assert.deepEqual(remoteFrom('112233'), { address: null, remoteId: '112233' })
})

test('an address without an id is kept without one', () => {
  assert.equal(remoteFrom('https://social.example/about').remoteId, null)
})

test('refuses what is neither', () => {
  const nothing = { address: null, remoteId: null }
  assert.deepEqual(remoteFrom('javascript:alert(1)'), nothing)
  assert.deepEqual(remoteFrom('a b c'), nothing)
  assert.deepEqual(remoteFrom('<script>'), nothing)
})
