import { mastodon, speaksMastodon } from './mastodon/index.ts'
import type { Network } from './network.ts'
import { Networks, type NetworksSetup } from './networks.ts'

export { count, findLinks, left, measure } from './count.ts'
export {
  type FailureFacts,
  type FailureKind,
  failureSentences,
  NetworkFailure,
  type Step,
} from './failure.ts'
export type { CountUnit, Limits, MediaRule, TextRule, Visibility } from './limits.ts'
export type {
  Connect,
  Connected,
  Network,
  OutgoingFile,
  OutgoingItem,
  Publishing,
  Question,
  RemoteAccount,
  RemotePost,
  Sealable,
  Sent,
  Standing,
} from './network.ts'
export { type Deadlines, Networks, type NetworksSetup } from './networks.ts'
export {
  createPracticeServer,
  type PracticeSetup,
  type Residents,
  type ResidentsSetup,
  startResidents,
} from './practice/index.ts'
export { allowAs, type PracticePerson } from './practice/visitor.ts'

/** Adding a network is one folder and one line here. */
export function createNetworks(setup: NetworksSetup): Networks {
  const all: Network[] = [mastodon(setup)]
  if (setup.practiceAddress !== null) {
    const identity = { id: 'practice', name: 'Practice network', practice: true }
    all.push(speaksMastodon({ ...identity, server: setup.practiceAddress }, setup))
  }
  return new Networks(all)
}
