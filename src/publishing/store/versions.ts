import { type Reader, read, type Writer, write } from '../../platform/database.ts'
import { among } from './posts.ts'
import type {
  AttestationRow,
  ClearanceRow,
  DecisionRow,
  HappeningRow,
  PublishingTables,
  VerdictRow,
  VersionRow,
} from './tables.ts'

/** What was written and said about a post. Rows are added and never changed. */

export async function insertVersion(
  db: Writer,
  row: VersionRow,
  fileIds: readonly string[],
): Promise<void> {
  await write<PublishingTables>(db).insertInto('publishing.version').values(row).execute()
  if (fileIds.length === 0) return
  await write<PublishingTables>(db)
    .insertInto('publishing.version_file')
    .values(fileIds.map((file_id) => ({ version_id: row.id, file_id })))
    .execute()
}

export async function readVersion(db: Reader, versionId: string): Promise<VersionRow | undefined> {
  return (await readVersionsById(db, [versionId]))[0]
}

export async function readVersionsById(db: Reader, ids: readonly string[]): Promise<VersionRow[]> {
  return read<PublishingTables>(db)
    .selectFrom('publishing.version')
    .selectAll()
    .where('id', '=', among(ids))
    .execute()
}

export async function readVersions(db: Reader, postId: string): Promise<VersionRow[]> {
  return read<PublishingTables>(db)
    .selectFrom('publishing.version')
    .selectAll()
    .where('post_id', '=', postId)
    .orderBy('number')
    .execute()
}

export async function insertAttestation(db: Writer, row: AttestationRow): Promise<void> {
  await write<PublishingTables>(db).insertInto('publishing.attestation').values(row).execute()
}

export async function insertVerdicts(db: Writer, rows: readonly VerdictRow[]): Promise<void> {
  if (rows.length === 0) return
  await write<PublishingTables>(db).insertInto('publishing.verdict').values(rows).execute()
}

export async function insertDecision(db: Writer, row: DecisionRow): Promise<void> {
  await write<PublishingTables>(db).insertInto('publishing.decision').values(row).execute()
}

export async function insertClearance(db: Writer, row: ClearanceRow): Promise<void> {
  await write<PublishingTables>(db).insertInto('publishing.clearance').values(row).execute()
}

export async function insertHappenings(db: Writer, rows: readonly HappeningRow[]): Promise<void> {
  if (rows.length === 0) return
  await write<PublishingTables>(db).insertInto('publishing.happening').values(rows).execute()
}

/** On what the gate decides: who approved, who let personal data pass, who answers for it. */
export interface Grounds {
  readonly attestations: AttestationRow[]
  readonly decisions: DecisionRow[]
  readonly clearances: ClearanceRow[]
}

/** Everything of that kind about these posts, oldest first. */
export async function readGrounds(db: Reader, postIds: readonly string[]): Promise<Grounds> {
  const tables = read<PublishingTables>(db)
  const of = among(postIds)
  return {
    attestations: await tables
      .selectFrom('publishing.attestation')
      .selectAll()
      .where('post_id', '=', of)
      .orderBy('id')
      .execute(),
    decisions: await tables
      .selectFrom('publishing.decision')
      .selectAll()
      .where('post_id', '=', of)
      .orderBy('id')
      .execute(),
    clearances: await tables
      .selectFrom('publishing.clearance')
      .selectAll()
      .where('post_id', '=', of)
      .orderBy('id')
      .execute(),
  }
}

export async function readVerdicts(db: Reader, postId: string): Promise<VerdictRow[]> {
  return read<PublishingTables>(db)
    .selectFrom('publishing.verdict')
    .selectAll()
    .where('post_id', '=', postId)
    .orderBy('id')
    .execute()
}

export async function readHappenings(db: Reader, postId: string): Promise<HappeningRow[]> {
  return read<PublishingTables>(db)
    .selectFrom('publishing.happening')
    .selectAll()
    .where('post_id', '=', postId)
    .orderBy('id')
    .execute()
}
