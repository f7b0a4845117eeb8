import type { At } from '../platform/action.ts'
import type { Writer } from '../platform/database.ts'
import { refuse } from '../platform/refusal.ts'
import type { PostMay } from './contract.ts'
import { found } from './permissions.ts'
import { isPossible, whyNot } from './post.ts'
import { lockPost } from './store/posts.ts'
import type { PostRow, VersionRow } from './store/tables.ts'
import { readVersion } from './store/versions.ts'
import { viewVersion } from './view/version-view.ts'

/**
 * Takes hold of a post for a decision about one exact version. Whoever comes second, after an edit
 * or another decision, is told so and changes nothing.
 */
export async function takeExact(
  at: At<Writer>,
  { postId, versionId }: { postId: string; versionId: string },
  verb: PostMay,
): Promise<{ post: PostRow; version: VersionRow }> {
  const post = found(await lockPost(at.db, postId))
  const version = found(await readVersion(at.db, post.version_id))
  if (versionId !== post.version_id)
    throw refuse.conflict(
      'This post was edited since you opened it, and what you decide holds for one exact version. Read the newer version first.',
      { more: { newer: await viewVersion(at, version) } },
    )
  if (!isPossible(post, verb)) throw refuse.conflict(whyNot(post, verb))
  return { post, version }
}
