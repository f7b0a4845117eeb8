import type { At } from '../platform/action.ts'
import type { Writer } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import type { HappeningKind } from './store/tables.ts'
import { insertHappenings } from './store/versions.ts'

export interface Happening {
  readonly postId: string
  readonly versionNumber: number | null
  readonly deliveryId?: string
  readonly kind: HappeningKind
  /** A whole sentence. Where a person gave a reason, the reason. */
  readonly says: string
  readonly clauses?: readonly string[]
}

/** Adds a line to the story of a post. */
export async function happen(at: At<Writer>, ...happenings: Happening[]): Promise<void> {
  await insertHappenings(
    at.db,
    happenings.map((each) => ({
      id: newId(),
      post_id: each.postId,
      version_number: each.versionNumber,
      delivery_id: each.deliveryId ?? null,
      kind: each.kind,
      says: each.says,
      clauses: [...(each.clauses ?? [])],
      by_id: at.caller.kind === 'person' ? at.caller.personId : null,
      at: at.now,
    })),
  )
}
