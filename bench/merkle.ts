import { hash } from 'node:crypto'
import { composeEntry } from '../src/ledger/entry.ts'
import { anApprover, anEntry, testNow } from '../src/ledger/fixtures.ts'
import { emptyTree, grow, leafHash } from '../src/ledger/merkle.ts'
import { system } from '../src/platform/caller.ts'
import { newId } from '../src/platform/id.ts'
import type { Figure } from './report.ts'

export const ids = ['merkle-leaves']

// As many at a time as the sequencer and the verification read.
const batch = 2000
const batches = 100
const rounds = 7
const aim = 1_000_000

/**
 * Growing a tree over entries, against SHA-256 over the same bytes and nothing else. Both are timed
 * by the thread's own processor time, which other work on the machine does not add to.
 */
export async function figures(): Promise<Figure[]> {
  const bodies = someEntries()
  const node = Buffer.alloc(65, 1)
  const bare = () => {
    for (let i = 0; i < batches; i++)
      for (const body of bodies) {
        hash('sha256', body, 'binary')
        hash('sha256', node, 'binary')
      }
  }
  const tree = () => {
    const growing = emptyTree()
    for (let i = 0; i < batches; i++) for (const body of bodies) grow(growing, leafHash(body))
  }
  // The best round is the one that was disturbed least.
  let [fastestBare, fastestTree] = [0, 0]
  for (let round = 0; round < rounds; round++) {
    fastestBare = Math.max(fastestBare, perSecond(bare))
    fastestTree = Math.max(fastestTree, perSecond(tree))
  }
  const share = Math.round((fastestTree / fastestBare) * 100)
  const baseline = `bare SHA-256 of the same bytes: ${Math.round(fastestBare)} per second, so the tree runs at ${share}% of it`
  return [
    {
      id: 'merkle-leaves',
      value: fastestTree,
      unit: 'leaves per second',
      aim,
      ok: fastestTree >= aim,
      baseline,
    },
  ]
}

function perSecond(work: () => void): number {
  const start = process.threadCpuUsage()
  work()
  const { user, system } = process.threadCpuUsage(start)
  return (batch * batches) / ((user + system) / 1_000_000)
}

/** As they come when posts go out: for each that a person approves, three by the sender. */
function someEntries(): string[] {
  const councilId = newId()
  const at = { councilId, now: testNow, requestId: newId() }
  const approved = anEntry({ details: { versionId: newId() }, clauses: ['dacorum:3.2.1.head'] })
  const sent = anEntry({ action: 'delivery.sent', details: { remoteId: newId() } })
  const [approver, sender] = [anApprover(councilId), system(councilId, 'publishing.send')]
  return Array.from({ length: batch }, (_, i) =>
    i % 4 === 0
      ? composeEntry({ ...at, caller: approver }, approved, newId())
      : composeEntry({ ...at, caller: sender }, sent, newId()),
  )
}
