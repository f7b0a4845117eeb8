import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setClock } from '../../platform/clock.ts'
import { onePixel } from '../contract-tests.ts'
import { PracticeClient } from './client.test.support.ts'
import { usualRates } from './rate.ts'
import { startPractice } from './started.test.support.ts'

const clock = setClock('2026-11-20T09:00:00Z')
const rates = {
  ...usualRates,
  calls: { most: 12, seconds: 300 },
  media: { most: 1, seconds: 1800 },
  deletes: { most: 1, seconds: 1800 },
  posts: { most: 5, seconds: 10_800 },
}
const practice = await startPractice({ clock, rates })
after(() => practice.stop())
const council = await PracticeClient.signUp(practice.address, 'council')
const later = () => clock.advance({ minutes: 6 })

test('every answer says how much is left, and until when', async () => {
  const { headers } = await council.get('/api/v1/accounts/verify_credentials')
  assert.equal(headers.get('x-ratelimit-limit'), '12')
  assert.equal(headers.get('x-ratelimit-remaining'), '11')
  assert.equal(headers.get('x-ratelimit-reset'), '2026-11-20T09:05:00.000000Z')
})

test('one call too many is refused until the time that was said, for this one alone', async () => {
  let answer = await council.get('/api/v1/accounts/verify_credentials')
  for (let call = 0; call < 12; call += 1)
    answer = await council.get('/api/v1/accounts/verify_credentials')
  assert.equal(answer.status, 429)
  assert.deepEqual(answer.json, { error: 'Too many requests' })
  assert.equal(answer.headers.get('x-ratelimit-remaining'), '0')
  const other = await PracticeClient.signUp(practice.address, 'other')
  assert.equal((await other.get('/api/v1/accounts/verify_credentials')).status, 200)
  later()
  assert.equal((await council.get('/api/v1/accounts/verify_credentials')).status, 200)
})

test('files, deletions and posts have limits of their own, and the answer names theirs', async () => {
  later()
  assert.equal((await council.upload(onePixel)).status, 200)
  const second = await council.upload(onePixel)
  assert.equal(second.status, 429)
  assert.equal(second.headers.get('x-ratelimit-limit'), '1')
  assert.equal(
    second.headers.get('x-ratelimit-reset'),
    clock.now().add({ minutes: 30 }).toString({ fractionalSecondDigits: 6 }),
  )
  const ids = []
  for (let number = 0; number < 5; number += 1)
    ids.push((await council.post('/api/v1/statuses', { status: `${number}` })).json.id)
  assert.equal((await council.post('/api/v1/statuses', { status: 'six' })).status, 429)
  later()
  assert.equal((await council.delete(`/api/v1/statuses/${ids[0]}`)).status, 200)
  assert.equal((await council.delete(`/api/v1/statuses/${ids[1]}`)).status, 429)
})

test('an unchanged server has the limits of the original', () => {
  assert.deepEqual(usualRates.calls, { most: 300, seconds: 300 })
  assert.deepEqual(usualRates.deletes, { most: 30, seconds: 1800 })
})
