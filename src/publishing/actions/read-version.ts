import { query } from '../../platform/action.ts'
import { refuse } from '../../platform/refusal.ts'
import { publishingContract } from '../contract.ts'
import { seesPost } from '../permissions.ts'
import { readVersion as readRow } from '../store/versions.ts'
import { viewVersion } from '../view/version-view.ts'

export const readVersion = query({
  shape: publishingContract['GET /posts/:postId/versions/:versionId'],
  may: seesPost,
  async do(at, { postId, versionId }) {
    const version = await readRow(at.db, versionId)
    if (version?.post_id !== postId) throw refuse.notFound('This post has no such version.')
    return viewVersion(at, version)
  },
})
