import { refuse } from '../platform/refusal.ts'
import type { CouncilFacts } from './facts.ts'
import { findPersonalData } from './personal-data/find.ts'

/** A reason goes into the ledger, which cannot be erased, so it may not hold personal data. */
export function refusePersonalData(reason: string, council: CouncilFacts): void {
  if (findPersonalData(reason, council).length === 0) return
  const sentence =
    'The reason holds personal data, such as an e-mail address or a phone number. It is kept for good, so write it without.'
  throw refuse.invalid(sentence, { fields: { reason: sentence } })
}
