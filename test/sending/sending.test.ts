import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Step } from '../../src/publishing/sending/parts.ts'
import { killsFor, openStage, steps } from './stage.ts'

const stage = await openStage()
after(() => stage.close())

const perBatch = 30

test('sixty runs with workers killed at every step and a failing network: none twice, none lost, none silent', async () => {
  const killed = new Set<Step>()
  for (const batch of [0, 1]) {
    const seeds = Array.from({ length: perBatch }, (_, index) => 1 + batch * perBatch + index)
    const tally = await stage.run(seeds, killsFor(batch * 4, 4))
    assert.deepEqual(tally.broken, [])
    for (const step of tally.kills) killed.add(step)
  }
  assert.deepEqual([...killed].sort(), [...steps].sort())
})
