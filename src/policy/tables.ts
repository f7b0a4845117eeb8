import type { ColumnType } from 'kysely'
import type { Json } from '../platform/action.ts'

/** Empty while the row holds; nothing else of a row is ever updated. */
type Ended<T> = ColumnType<T | null, undefined, T>

/** The rows of this slice. Rows with `ended_at` are history. */
export interface PolicyTables {
  'policy.pack_binding': {
    id: string
    council_id: string
    pack: string
    version: number
    bound_at: Temporal.Instant
    bound_by: string
    ended_at: Ended<Temporal.Instant>
    ended_by: Ended<string>
  }
  'policy.setting': {
    id: string
    council_id: string
    key: string
    /** Written as JSON text, read as the value. */
    value: ColumnType<Json, string, never>
    reason: string
    chosen_at: Temporal.Instant
    chosen_by: string
    ended_at: Ended<Temporal.Instant>
    ended_by: Ended<string>
  }
  'policy.contact_detail': { council_id: string; kind: ContactKind; value: string }
}

export type ContactKind = 'mail-domain' | 'service-mailbox' | 'email' | 'phone' | 'address'
