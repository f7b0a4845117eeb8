import type { CouncilFacts } from './facts.ts'
import type { Decided } from './resolve.ts'

/** What a council is bound by at one moment: its packs, the settings they and it decided, its contacts. */
export interface CouncilPolicy {
  readonly bound: readonly { readonly pack: string; readonly version: number }[]
  readonly settings: ReadonlyMap<string, Decided>
  readonly council: CouncilFacts
}
