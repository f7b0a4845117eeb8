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
import { type Fault, faultFrom, hasEmptyPart } from './connection.ts'
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
        for (const councilId of await work.councils())
          await work.door.run(beginChecks, system(councilId, 'channels.daily-check'), {})
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
  const network = networks.get(held.network)
  const findings = { channelId, credentialId: held.credentialId, tries, look: null, fault: null }
  let credential = openCredential(keys, held)
  let renewed: string | null = null
  try {
    const fresh = await renew(network, credential)
    if (fresh !== null) {
      credential = fresh
      renewed = sealCredential(keys, fresh, held.credentialId)
    }
    const look = await lookAt(network, credential)
    await door.run(recordCheck, caller, { ...findings, look, renewed })
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error
    const fault: Fault = faultFrom(error, clock.now())
    await door.run(recordCheck, caller, { ...findings, fault, renewed })
  }
}

/** An empty token never takes the place of a good one. */
async function renew(network: Network, credential: Sealable): Promise<Sealable | null> {
  if (network.connect.refresh === undefined) return null
  const { credential: fresh } = await network.connect.refresh(credential)
  return hasEmptyPart(fresh) ? null : fresh
}

/** The network may be away or may not know the token any more: it is deleted here all the same. */
async function handBack(
  work: ChannelsWork,
  caller: SystemCaller,
  { credentialId, forgetOnly }: { credentialId: string; forgetOnly: boolean },
): Promise<void> {
  const { door, networks, keys } = work
  const held = await door.run(readRetired, caller, { credentialId })
  if (held === null) return
  const revoke = forgetOnly ? undefined : networks.find(held.network)?.connect.revoke
  let handedBack = false
  if (revoke !== undefined) {
    try {
      await revoke(openCredential(keys, held))
      handedBack = true
    } catch (error) {
      if (!(error instanceof NetworkFailure)) throw error
    }
  }
  await door.run(forgetCredential, caller, { channelId: held.channelId, credentialId, handedBack })
}
