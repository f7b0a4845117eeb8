import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gatherer } from './gatherer.ts'

test('what is asked for at the same time is done in one go, each with its own answer', async () => {
  const batches: number[][] = []
  const doubles = gatherer<number, number>(50, async (batch) => {
    batches.push([...batch])
    return batch.map((number) => number * 2)
  })
  assert.deepEqual(await Promise.all([1, 2, 3].map(doubles.add)), [2, 4, 6])
  assert.deepEqual(batches, [[1, 2, 3]])
})

test('while one batch is under way the next one fills', async () => {
  const sizes: number[] = []
  const begun = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  const slow = gatherer<number, number>(50, async (batch) => {
    sizes.push(batch.length)
    begun.resolve()
    await gate.promise
    return batch
  })
  const first = slow.add(1)
  await begun.promise
  const rest = [2, 3, 4].map(slow.add)
  gate.resolve()
  await Promise.all([first, ...rest])
  assert.deepEqual(sizes, [1, 3])
})

test('no batch is larger than it may be', async () => {
  const sizes: number[] = []
  const small = gatherer<number, number>(4, async (batch) => {
    sizes.push(batch.length)
    return batch
  })
  await Promise.all(Array.from({ length: 10 }, (_, number) => small.add(number)))
  assert.deepEqual(sizes, [4, 4, 2])
})

test('a batch that fails fails for those in it, and the next one goes on', async () => {
  let calls = 0
  const shaky = gatherer<number, number>(1, async (batch) => {
    calls += 1
    if (calls === 1) throw new Error('the database is away')
    return batch
  })
  const [first, second] = await Promise.allSettled([shaky.add(1), shaky.add(2)])
  assert.equal(first.status, 'rejected')
  assert.deepEqual(second, { status: 'fulfilled', value: 2 })
  assert.equal(await shaky.add(3), 3)
})
