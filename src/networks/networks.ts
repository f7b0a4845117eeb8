import { refuse } from '../platform/refusal.ts'
import type { Network } from './network.ts'

/** How long a call may take before it is given up, in milliseconds. */
export interface Deadlines {
  readonly read: number
  readonly write: number
  readonly upload: number
}

export interface NetworksSetup {
  /** Where this installation serves its practice network; null where it serves none. */
  readonly practiceAddress: string | null
  /** Origins to call although they are private or not https: tests, and nothing else. */
  readonly allow?: readonly string[]
  readonly deadlines?: Partial<Deadlines>
}

/** The networks that this installation knows. */
export class Networks {
  readonly all: readonly Network[]

  constructor(all: readonly Network[]) {
    this.all = all
  }

  find(id: string): Network | null {
    return this.all.find((network) => network.id === id) ?? null
  }

  get(id: string): Network {
    const network = this.find(id)
    if (network === null) throw refuse.notFound('Crier does not know this network.')
    return network
  }
}
