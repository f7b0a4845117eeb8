import { holdsRole } from '../platform/permission.ts'

/** Also told to the screen, which shows the ledger to nobody else. */
export const ledgerReaders = [
  'administrator',
  'communications',
  'auditor',
  'monitoring-officer',
  'data-protection-officer',
] as const

export const readsLedger = holdsRole(...ledgerReaders)
