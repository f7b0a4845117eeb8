import { channelsSeenBy, signedIn } from '../../people/index.ts'
import { query } from '../../platform/action.ts'
import { asPerson } from '../../platform/permission.ts'
import { publishingContract } from '../contract.ts'
import { listFiles } from '../store/files.ts'
import { viewFiles } from '../view/file-view.ts'

const most = 60

export const listMedia = query({
  shape: publishingContract['GET /media'],
  may: signedIn,
  async do({ db, caller }, { after }) {
    const seen = await channelsSeenBy(db, caller)
    const viewer = { seen, personId: asPerson(caller).personId }
    const rows = await listFiles(db, viewer, after, most + 1)
    const shown = rows.slice(0, most)
    return {
      files: await viewFiles(db, shown),
      next: rows.length > most ? (shown.at(-1)?.id ?? null) : null,
    }
  },
})
