import { join } from 'node:path'
import { home } from '../platform/home.ts'
import { runChild } from './child.ts'
import type { Command } from './command.ts'
import { withCluster } from './own-cluster.ts'
import { buildWeb } from './web-build.ts'

export const bench: Command = {
  name: 'bench',
  says: 'Measures what must be fast, and compares each figure with its aim.',
  more: `Figures are ratios where they can be, measured beside their baseline in the same run, because
machines differ. Exit code 1: an aim was missed.`,
  options: {
    json: { type: 'boolean', says: 'One JSON object for each figure, one on each line.' },
    only: { type: 'string', says: 'ID measures this figure alone.' },
  },
  async run(given) {
    const only = given.text('only')
    const args = [
      join(home, 'bench/run.ts'),
      ...(given.flag('json') ? ['--json'] : []),
      ...(only === undefined ? [] : ['--only', only]),
    ]
    await buildWeb()
    // A server as councils run it: what is measured must not be faster than the truth.
    return withCluster({ durable: true }, (folder) =>
      runChild(process.execPath, args, { CRIER_TEST_POSTGRES: folder }),
    )
  },
}
