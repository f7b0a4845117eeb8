import { z } from 'zod'
import { channelsSeenBy, signedIn } from '../../people/index.ts'
import { type At, query } from '../../platform/action.ts'
import type { Reader } from '../../platform/database.ts'
import { asPerson } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { publishingContract } from '../contract.ts'
import { seenAmong } from '../store/files.ts'
import type { FileRow } from '../store/tables.ts'
import { viewFiles } from '../view/file-view.ts'

/** The same answer for a picture that is not there and one that is not for this person. */
async function seenFile({ db, caller }: At<Reader>, fileId: string): Promise<FileRow> {
  const viewer = { seen: await channelsSeenBy(db, caller), personId: asPerson(caller).personId }
  const [row] = await seenAmong(db, viewer, [fileId])
  if (row === undefined) throw refuse.notFound('That picture does not exist.')
  return row
}

export const readFile = query({
  shape: publishingContract['GET /media/:fileId/about'],
  may: signedIn,
  async do(at, { fileId }) {
    const [view] = await viewFiles(at.db, [await seenFile(at, fileId)])
    if (view === undefined) throw new Error('One row gives one view.')
    return view
  },
})

/** Where the bytes of a picture are, for the plugin that sends them. */
export const locateFile = query({
  shape: {
    name: 'publishing.locate-file',
    summary: 'Say where the bytes of a picture are.',
    input: z.strictObject({ fileId: z.uuid() }),
    reply: z.object({
      sha256: z.string(),
      thumbnailSha256: z.string(),
      type: z.string(),
    }),
  },
  may: signedIn,
  async do(at, { fileId }) {
    const { sha256, thumbnail_sha256, type } = await seenFile(at, fileId)
    return { sha256, thumbnailSha256: thumbnail_sha256, type }
  },
})
