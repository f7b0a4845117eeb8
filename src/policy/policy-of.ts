import type { Reader } from '../platform/database.ts'
import { type CouncilPolicy, councilPolicy } from './council-policy.ts'
import { readStored } from './store.ts'

/** The policy of the council of this transaction, as it stands now. */
export async function policyOf(db: Reader): Promise<CouncilPolicy> {
  const { packs, choices, contacts } = await readStored(db)
  return councilPolicy(packs, choices, contacts)
}
