import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { turns } from './turns.ts'

test('lets two run at a time, in their order, and a failure hands its turn on', async () => {
  const inTurn = turns(2)
  const began: number[] = []
  let running = 0
  let most = 0
  const ends = await Promise.allSettled(
    [0, 1, 2, 3, 4, 5].map((number) =>
      inTurn(async () => {
        began.push(number)
        running += 1
        most = Math.max(most, running)
        await pause(5)
        running -= 1
        if (number % 2 === 0) throw new Error('a bad picture')
        return number
      }),
    ),
  )
  assert.deepEqual(began, [0, 1, 2, 3, 4, 5])
  assert.equal(most, 2)
  assert.equal(ends.filter(({ status }) => status === 'rejected').length, 3)
  assert.equal(await inTurn(async () => 'free again'), 'free again')
})
