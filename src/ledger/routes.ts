import { type RouteTable, routes } from '../platform/routes.ts'
import { listEntries } from './actions/list-entries.ts'
import { showCheckpoint } from './actions/show-checkpoint.ts'
import { showEntry } from './actions/show-entry.ts'
import { ledgerContract } from './contract.ts'
import type { LedgerKeys } from './keys.ts'

export const ledgerRoutes = (keys: LedgerKeys): RouteTable =>
  routes(ledgerContract, {
    'GET /ledger/entries': listEntries,
    'GET /ledger/entries/:entryId': showEntry(keys),
    'GET /ledger/checkpoint': showCheckpoint(keys),
  })
