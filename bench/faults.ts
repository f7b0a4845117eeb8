import { killsFor, openStage } from '../test/sending/stage.ts'
import type { Figure } from './report.ts'

export const ids = ['faults']

const batches = 17
const perBatch = 30

/**
 * Workers killed at every step and a network that fails in every way: over five hundred seeded
 * runs, none of which may send a post twice, lose one, or leave one without a word.
 */
export async function figures(): Promise<Figure[]> {
  const stage = await openStage()
  const broken: string[] = []
  const ended: Record<string, number> = {}
  let kills = 0
  try {
    for (let batch = 0; batch < batches; batch += 1) {
      const first = 1000 + batch * perBatch
      const seeds = Array.from({ length: perBatch }, (_, index) => first + index)
      const tally = await stage.run(seeds, killsFor(batch * 5, 5))
      broken.push(...tally.broken)
      kills += tally.kills.length
      for (const [state, count] of Object.entries(tally.ended))
        ended[state] = (ended[state] ?? 0) + count
    }
  } finally {
    await stage.close()
  }
  for (const sentence of broken) console.error(sentence)
  const words = Object.entries(ended).map(([state, count]) => `${count} ${state}`)
  const baseline = `${batches * perBatch} runs, ${kills} workers killed, ${words.join(', ')}`
  const ok = broken.length === 0 && kills >= batches
  return [{ id: 'faults', value: broken.length, unit: 'broken promises', aim: 0, ok, baseline }]
}
