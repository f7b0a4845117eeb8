import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultsOf } from './fake-faults.ts'
import { startFakeMastodonThread } from './fake-thread.ts'

const thousand = Array.from({ length: 1000 })

test('the same seed gives the same faults, another seed gives others', () => {
  const run = (seed: number) => {
    const decide = faultsOf({ on: ['post'], seed, percent: { 'hang-after': 10, slow: 5 } })
    return thousand.map(() => decide('post'))
  }
  assert.deepEqual(run(7), run(7))
  assert.notDeepEqual(run(7), run(8))
})

test('faults come about as often as was asked', () => {
  const decide = faultsOf({ on: ['post'], seed: 3, percent: { 'hang-after': 10, slow: 5 } })
  const faults = thousand.map(() => decide('post'))
  const share = (fault: string) => faults.filter((found) => found === fault).length
  assert.ok(Math.abs(share('hang-after') - 100) < 35)
  assert.ok(Math.abs(share('slow') - 50) < 25)
})

test('a script is followed in order, only by the calls that it is for, and then ends', () => {
  const decide = faultsOf({ on: ['post'], script: ['slow', null, 'too-many'] })
  assert.deepEqual((['post', 'read', 'post', 'post', 'post'] as const).map(decide), [
    'slow',
    null,
    null,
    'too-many',
    null,
  ])
})

test('a fake in a thread of its own is steered and asked over HTTP', async () => {
  const fake = await startFakeMastodonThread()
  try {
    const credential = await fake.credential()
    const headers = {
      authorization: `Bearer ${credential.token}`,
      'content-type': 'application/json',
    }
    const post = () =>
      fetch(`${fake.address}/api/v1/statuses`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ status: 'Hello' }),
      })
    await fake.plan({ on: ['post'], script: ['error-after'] })
    assert.equal((await post()).status, 500)
    assert.equal((await post()).status, 200)
    assert.deepEqual(
      (await fake.posts()).map(({ text }) => text),
      ['Hello', 'Hello'],
    )
    assert.equal((await fake.counters()).stored, 2)
  } finally {
    await fake.close()
  }
})
