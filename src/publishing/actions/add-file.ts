import { z } from 'zod'
import { command, done } from '../../platform/action.ts'
import { newId } from '../../platform/id.ts'
import { asPerson } from '../../platform/permission.ts'
import { insertFile } from '../store/files.ts'
import type { FileRow } from '../store/tables.ts'
import { viewFiles } from '../view/file-view.ts'
import { fileView } from '../views.ts'
import { mayUpload } from './ask-to-upload.ts'

/** Notes a picture whose bytes are in the store of files. */
export const addFile = command({
  shape: {
    name: 'publishing.add-file',
    summary: 'Note an uploaded picture.',
    input: z.strictObject({
      sha256: z.string().length(64),
      thumbnailSha256: z.string().length(64),
      name: z.string().max(200),
      type: z.string(),
      width: z.number().int(),
      height: z.number().int(),
      size: z.number().int(),
      changes: fileView.shape.changes,
    }),
    reply: fileView,
  },
  may: mayUpload,
  async do({ db, caller, now }, input) {
    const { thumbnailSha256, ...told } = input
    const row: FileRow = {
      id: newId(),
      ...told,
      thumbnail_sha256: thumbnailSha256,
      last_alt: null,
      uploaded_by: asPerson(caller).personId,
      uploaded_at: now,
    }
    await insertFile(db, row)
    const [view] = await viewFiles(db, [row])
    if (view === undefined) throw new Error('One row gives one view.')
    return done(view, {
      action: 'file.uploaded',
      object: { kind: 'file', id: row.id },
      details: { sha256: row.sha256, type: row.type, size: row.size, changes: row.changes },
    })
  },
})
