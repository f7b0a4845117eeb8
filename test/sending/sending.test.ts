import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { killsFor, openStage } from './stage.ts'

const stage = await openStage()
after(() => stage.close())

const perBatch = 30

test('sixty runs with killed workers and a failing network: none twice, none lost, none silent', async () => {
  let killed = 0
  for (const batch of [0, 1]) {
    const seeds = Array.from({ length: perBatch }, (_, index) => 1 + batch * perBatch + index)
    const tally = await stage.run(seeds, killsFor(batch * 4, 4))
    assert.deepEqual(tally.broken, [])
    killed += tally.kills
  }
  assert.ok(killed > 2, `only ${killed} workers were killed`)
})
