import assert from 'node:assert/strict'
import { test } from 'node:test'
import { system } from '../../platform/caller.ts'
import { newId } from '../../platform/id.ts'
import { Pumps } from './pumps.ts'

const one = system(newId(), 'publishing.pump')
const other = system(newId(), 'publishing.pump')

test('a second job for the same council wakes the pump that is at work and is done', async () => {
  let runs = 0
  let rounds = 0
  const gate = Promise.withResolvers<void>()
  const pumps = new Pumps(async (_caller, again) => {
    runs += 1
    await gate.promise
    do rounds += 1
    while (again())
  })
  const first = pumps.run(one)
  await pumps.run(one)
  await pumps.run(one)
  gate.resolve()
  await first
  assert.deepEqual([runs, rounds], [1, 2])
})

test('councils do not wait for each other', async () => {
  const gate = Promise.withResolvers<void>()
  const pumps = new Pumps((caller) => (caller === one ? gate.promise : Promise.resolve()))
  const first = pumps.run(one)
  await pumps.run(other)
  gate.resolve()
  await first
})

test('a pump that failed does not stand in the way of the next', async () => {
  let runs = 0
  const pumps = new Pumps(async () => {
    runs += 1
    if (runs === 1) throw new Error('the database is away')
  })
  await assert.rejects(pumps.run(one))
  await pumps.run(one)
  assert.equal(runs, 2)
})
