import { namesOf } from '../../people/index.ts'
import type { Reader } from '../../platform/database.ts'
import type { FileView } from '../contract.ts'
import type { FileRow } from '../store/tables.ts'

export async function viewFiles(db: Reader, rows: readonly FileRow[]): Promise<FileView[]> {
  const names = await namesOf(
    db,
    rows.map((row) => row.uploaded_by),
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    type: row.type,
    width: row.width,
    height: row.height,
    size: row.size,
    changes: row.changes,
    address: `/api/media/${row.id}`,
    thumbnailAddress: `/api/media/${row.id}?size=thumbnail`,
    uploadedAt: row.uploaded_at.toString(),
    uploadedBy: {
      id: row.uploaded_by,
      name: names.get(row.uploaded_by) ?? 'Someone who has left',
    },
    lastAlt: row.last_alt,
  }))
}
