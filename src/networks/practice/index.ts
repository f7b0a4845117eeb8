import type { Network } from '../network.ts'
import type { NetworksSetup } from '../networks.ts'

export function practice(_setup: NetworksSetup, _address: string): Network {
  throw new Error('being built')
}
