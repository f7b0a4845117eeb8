import { holdsRole } from '../platform/permission.ts'

export const readsLedger = holdsRole(
  'administrator',
  'communications',
  'auditor',
  'monitoring-officer',
  'data-protection-officer',
)
