/** What other slices and the program may use of the ledger. */
export { appendSealedBy } from './append.ts'
export type { Finding } from './findings.ts'
export { type LedgerKeys, ledgerKeys } from './keys.ts'
export { ledgerRoutes } from './routes.ts'
export { type SequencerParts, startSequencer } from './sequencer.ts'
export { allCouncils } from './store.ts'
export { type LedgerReport, type VerifyParts, verify } from './verify.ts'
export { readKept, reportOf } from './verify-report.ts'
