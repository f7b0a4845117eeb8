import { type Network, NetworkFailure, type Networks, type Sealable } from '../networks/index.ts'
import { type SystemCaller, system } from '../platform/caller.ts'
import type { Clock } from '../platform/clock.ts'
import type { Door } from '../platform/door.ts'
import { handles, type JobHandler, type Round } from '../platform/jobs.ts'
import type { SealingKeys } from '../platform/secrets.ts'
import { beginChecks } from './actions/begin-checks.ts'
import { forgetCredential } from './actions/forget-credential.ts'
import { readRetired, readSealed } from './actions/read-sealed.ts'
import { recordCheck } from './actions/record-check.ts'
import { faultFrom, isSameCredential, mostTries, renewedFrom } from './connection.ts'
import { openCredential, sealCredential } from './credential.ts'
import { checkJob, handBackJob } from './jobs.ts'
import type { Look } from './standing.ts'

export interface ChannelsWork {
  readonly door: Door
  readonly networks: Networks
  readonly keys: SealingKeys
  readonly clock: Clock
  /** Every council of the installation, for rounds by the clock. */
  councils(): Promise<readonly string[]>
}

export function channelHandlers(work: ChannelsWork): JobHandler[] {
  return [
    handles(checkJob, (caller, payload) => checkNow(work, caller, payload)),
    handles(handBackJob, (caller, payload) => handBack(work, caller, payload)),
  ]
}

/** Daily, early in the morning: before anyone relies on a sign-in that has lapsed over night. */
export function channelRounds(work: ChannelsWork): Round[] {
  return [
    {
      name: 'channels.daily-check',
      every: '15 4 * * *',
      async run() {
        const failed: unknown[] = []
        for (const councilId of await work.councils()) {
          const caller = system(councilId, 'channels.daily-check')
          // The trouble of one council keeps no other from its round.
          await work.door.run(beginChecks, caller, {}).catch((error) => failed.push(error))
        }
        if (failed.length > 0) throw new AggregateError(failed, 'A round failed.')
      },
    },
  ]
}

export async function lookAt(network: Network, credential: Sealable): Promise<Look> {
  const standing = await network.check(credential)
  return { standing, limits: await network.limits(credential) }
}

async function checkNow(
  work: ChannelsWork,
  caller: SystemCaller,
  { channelId, tries }: { channelId: string; tries: number },
): Promise<void> {
  const { door, networks, keys, clock } = work
  const held = await door.run(readSealed, caller, { channelId })
  if (held === null) return
  const findings = { channelId, credentialId: held.credentialId, look: null, fault: null }
  let renewed: string | null = null
  let look: Look
  try {
    const network = networks.find(held.network)
    if (network === null) throw noConnector()
    const old = openCredential(keys, held)
    const credential = await renew(network, old)
    if (!isSameCredential(credential, old))
      renewed = sealCredential(keys, credential, held.credentialId)
    look = await lookAt(network, credential)
  } catch (error) {
    // Whatever broke off the look, what was renewed is kept, and nobody is left waiting for it.
    const known = error instanceof NetworkFailure ? error : brokenOff()
    const fault = faultFrom(known, clock.now())
    const again = known === error ? tries : mostTries
    await door.run(recordCheck, caller, { ...findings, tries: again, fault, renewed })
    if (known === error) return
    throw error
  }
  await door.run(recordCheck, caller, { ...findings, tries, look, renewed })
}

/** An empty token never takes the place of a good one. */
async function renew({ connect }: Network, old: Sealable): Promise<Sealable> {
  const renewed = await connect.refresh?.(old)
  return renewed === undefined ? old : renewedFrom(old, renewed.credential)
}

const noConnector = () =>
  new NetworkFailure({
    kind: 'unreachable',
    step: 'check',
    code: 'no-connector',
    words: 'This installation has no connector for the network.',
  })

/** A defect of Crier's own: it is logged when the job fails, and shown as a look without result. */
const brokenOff = () => new NetworkFailure({ kind: 'no-answer', step: 'check', code: 'broken-off' })

/** The network may be away or may not know the token any more: it is deleted here all the same. */
async function handBack(
  work: ChannelsWork,
  caller: SystemCaller,
  { credentialId, forgetOnly }: { credentialId: string; forgetOnly: boolean },
): Promise<void> {
  const { door, networks, keys } = work
  const held = await door.run(readRetired, caller, { credentialId })
  if (held === null) return
  const network = forgetOnly ? null : networks.find(held.network)
  let handedBack = false
  if (network?.connect.revoke !== undefined) {
    try {
      await network.connect.revoke(openCredential(keys, held))
      handedBack = true
    } catch (error) {
      if (!(error instanceof NetworkFailure)) throw error
    }
  }
  await door.run(forgetCredential, caller, { channelId: held.channelId, credentialId, handedBack })
}
