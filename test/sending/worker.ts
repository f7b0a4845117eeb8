import process from 'node:process'
import { testKeys } from '../../src/channels/fixtures.ts'
import { createNetworks } from '../../src/networks/index.ts'
import { machineClock } from '../../src/platform/clock.ts'
import { openOwnerPool, openPool } from '../../src/platform/database.ts'
import { createDoor } from '../../src/platform/door.ts'
import { folderFiles } from '../../src/platform/files.ts'
import { startJobs } from '../../src/platform/jobs.ts'
import { createLog } from '../../src/platform/log.ts'
import { createMetrics } from '../../src/platform/metrics.ts'
import { createSender, sendingMetrics, subscribePublishing } from '../../src/publishing/index.ts'
import { sweepAll } from '../../src/publishing/sending/sender.ts'
import { append } from '../support/ledger.ts'
import type { Orders } from './stage.ts'

/** A worker of its own process, with real jobs, that kills itself at one step when it is told to. */
const orders: Orders = JSON.parse(process.argv[2] ?? '{}')

const pool = openPool(orders.url)
const owner = openOwnerPool(orders.ownerUrl, 4)
const metrics = createMetrics()
const log = createLog('silent')
const door = createDoor({ pool, append, clock: machineClock })
subscribePublishing()

let left = orders.kill?.after ?? 0
const parts = {
  ...{ door, pool, log, clock: machineClock, keys: testKeys, pace: orders.pace },
  networks: createNetworks({
    practiceAddress: null,
    allow: orders.addresses,
    deadlines: orders.deadlines,
  }),
  files: folderFiles('/nonexistent'),
  metrics: sendingMetrics(metrics.registry),
  councils: async () => [orders.councilId],
  passed(step: string) {
    if (step !== orders.kill?.step) return
    left -= 1
    // No clean-up, no last word: as if the power went.
    if (left < 0) process.kill(process.pid, 'SIGKILL')
  },
}

const sender = createSender(parts)
await sender.start()
const jobs = await startJobs({ pool: owner, log, metrics, handlers: sender.handlers, rounds: [] })
// The minute's round, at the pace of the test.
const round = setInterval(() => sweepAll(parts).catch(() => {}), orders.roundEvery)
process.send?.('started')

process.on('message', async () => {
  clearInterval(round)
  await sender.stop()
  await jobs.stop()
  process.exit(0)
})
process.on('disconnect', () => process.exit(0))
