import type { z } from 'zod'
import { namesOf } from '../../people/index.ts'
import type { Reader } from '../../platform/database.ts'
import type { VersionRow } from '../store/tables.ts'
import type { versionView } from '../views.ts'

export async function viewVersion(
  { db }: { db: Reader },
  version: VersionRow,
): Promise<z.output<typeof versionView>> {
  const names = await namesOf(db, [version.author_id])
  const author = {
    id: version.author_id,
    name: names.get(version.author_id) ?? 'Someone who has left',
  }
  return { ...lineOf(version, author), content: version.content }
}

export const lineOf = (version: VersionRow, author: { id: string; name: string }) => ({
  id: version.id,
  number: version.number,
  author,
  savedAt: version.saved_at.toString(),
  basedOn: version.based_on,
  hash: version.hash,
})
