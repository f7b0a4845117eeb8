import { parentPort, Worker, workerData } from 'node:worker_threads'
import type { Sealable } from '../network.ts'
import { type FakeOptions, startFakeMastodon } from './fake.ts'
import type { FaultPlan } from './fake-faults.ts'
import type { Counters, StoredPost } from './fake-state.ts'

/** The same fake in a thread of its own, so that its work does not slow what is measured. */
export interface FakeThread {
  readonly address: string
  posts(): Promise<StoredPost[]>
  counters(): Promise<Counters>
  credential(account?: string): Promise<Sealable>
  plan(faults: FaultPlan): Promise<void>
  close(): Promise<void>
}

export async function startFakeMastodonThread(options: FakeOptions = {}): Promise<FakeThread> {
  const worker = new Worker(new URL(import.meta.url), { workerData: { fakeMastodon: options } })
  const address = await new Promise<string>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
  const ask = async (path: string, body?: unknown) => {
    const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    return (await fetch(`${address}/fake/${path}`, sent)).json()
  }
  return {
    address,
    posts: () => ask('posts'),
    counters: () => ask('counters'),
    credential: (account = 'council') => ask('credential', { account }),
    plan: (faults) => ask('plan', faults),
    close: async () => {
      await worker.terminate()
    },
  }
}

const started: unknown = workerData
if (parentPort && started instanceof Object && 'fakeMastodon' in started) {
  const fake = await startFakeMastodon(started.fakeMastodon as FakeOptions)
  parentPort.postMessage(fake.address)
}
