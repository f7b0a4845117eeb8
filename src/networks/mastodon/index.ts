import type { Network } from '../network.ts'
import type { NetworksSetup } from '../networks.ts'

export function mastodon(_setup: NetworksSetup): Network {
  throw new Error('being built')
}
