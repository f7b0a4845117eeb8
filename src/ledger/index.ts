import { appendSealedBy } from './append.ts'
import { ledgerKeys } from './keys.ts'

export { appendSealedBy } from './append.ts'
export type { Finding } from './findings.ts'
export { type LedgerKeys, ledgerKeys } from './keys.ts'
export { ledgerRoutes } from './routes.ts'
export { type SequencerParts, startSequencer } from './sequencer.ts'
export { type LedgerReport, type VerifyParts, verify } from './verify.ts'
export { readKept, reportOf } from './verify-report.ts'

/** For tests of what stands below: sealed with a key that everybody knows, so never signed for. */
export const append = appendSealedBy(ledgerKeys([new Uint8Array(32)]))
export { allCouncils } from './store.ts'
