import type { Generated, Selectable } from 'kysely'
import type { Verdict } from '../../policy/index.ts'
import type { Attestation, Content, DeliveryState, PostState } from '../contract.ts'
import type { HeldWhy } from '../delivery.ts'

type Instant = Temporal.Instant

export interface PostRow {
  id: string
  state: PostState
  state_at: Instant
  state_by: string | null
  live: boolean
  version_id: string
  version_number: number
  excerpt: string
  channel_ids: string[]
  author_ids: string[]
  thumbnail: { fileId: string; alt: string } | null
  schedule: 'as-soon-as-approved' | 'at' | null
  local_time: string | null
  zone: string | null
  due_at: Instant | null
  sent_at: Instant | null
  approved_by: string | null
  released_by: string | null
  released_at: Instant | null
  created_by: string
  created_at: Instant
  changed_at: Instant
}

export interface VersionRow {
  id: string
  post_id: string
  number: number
  author_id: string
  based_on: string | null
  content: Content
  hash: string
  saved_at: Instant
}

export interface FileRow {
  id: string
  sha256: string
  thumbnail_sha256: string
  name: string
  type: string
  width: number
  height: number
  size: number
  changes: ('metadata-removed' | 'turned' | 'made-smaller' | 'converted')[]
  last_alt: string | null
  uploaded_by: string
  uploaded_at: Instant
}

export interface AttestationRow {
  id: string
  post_id: string
  version_id: string
  by_id: string
  at: Instant
  stated: Attestation
}

export interface VerdictRow {
  id: string
  post_id: string
  version_id: string
  action: string
  outcome: Verdict['outcome']
  verdict: Verdict
  at: Instant
}

export interface DecisionRow {
  id: string
  post_id: string
  version_id: string
  kind: 'approved' | 'returned'
  by_id: string
  level: 'contributor' | 'publisher' | 'approver' | 'administrator'
  at: Instant
  reason: string | null
}

export interface ClearanceRow {
  id: string
  post_id: string
  version_id: string
  by_id: string
  by_roles: string[]
  at: Instant
  reason: string
}

export type HappeningKind =
  | 'submitted'
  | 'scheduled'
  | 'withdrawn'
  | 'settled'
  | 'held'
  | 'released'
  | 'removed'
  | 'discarded'

export interface HappeningRow {
  id: string
  post_id: string
  version_number: number | null
  delivery_id: string | null
  kind: HappeningKind
  says: string
  clauses: string[]
  by_id: string | null
  at: Instant
}

/** A fault as the network gave it; 'worker-lost' when nobody was left to hear an answer. */
export interface FailureFacts {
  readonly kind:
    | 'signed-out'
    | 'missing-right'
    | 'slow-down'
    | 'refused'
    | 'unreachable'
    | 'no-answer'
    | 'worker-lost'
  readonly step: string
  readonly code: string
  readonly words: string
  readonly trace: string | null
}

interface DeliveryColumns {
  id: string
  post_id: string
  version_id: string
  channel_id: string
  position: number
  kind: 'post' | 'edit' | 'delete'
  state: DeliveryState
  due_at: Instant
  next_at: Instant | null
  claim_id: string | null
  lease_until: Instant | null
  attempt_id: string | null
  attempts: Generated<number>
  tries: Generated<number>
  repeats: Generated<number>
  answer_by: Instant | null
  target_id: string | null
  remote_id: string | null
  address: string | null
  sent_at: Instant | null
  failure: FailureFacts | null
  held_why: HeldWhy | null
  held_says: string | null
  held_clauses: Generated<string[]>
  made_at: Instant
}

export type DeliveryRow = Selectable<DeliveryColumns>

interface AttemptColumns {
  id: string
  delivery_id: string
  number: number
  request_hash: string
  media_ids: Generated<string[]>
  started_at: Instant
  ended_at: Instant | null
  outcome: 'under-way' | 'sent' | 'not-sent' | 'refused' | 'unconfirmed'
  failure: FailureFacts | null
}

export type AttemptRow = Selectable<AttemptColumns>

export interface AlarmRow {
  id: string
  post_id: string
  delivery_id: string
  kind: 'overdue' | 'stuck' | 'unconfirmed' | 'refused' | 'held'
  raised_at: Instant
  cleared_at: Instant | null
  cleared_by: string | null
  cleared_why: string | null
}

export interface PublishingTables {
  'publishing.post': PostRow
  'publishing.version': VersionRow
  'publishing.version_file': { version_id: string; file_id: string }
  'publishing.file': FileRow
  'publishing.attestation': AttestationRow
  'publishing.verdict': VerdictRow
  'publishing.decision': DecisionRow
  'publishing.clearance': ClearanceRow
  'publishing.happening': HappeningRow
  'publishing.delivery': DeliveryColumns
  'publishing.attempt': AttemptColumns
  'publishing.alarm': AlarmRow
  'publishing.worker': { id: string; started_at: Instant; seen_at: Instant }
}
