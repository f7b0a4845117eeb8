import { signedIn } from '../../people/index.ts'
import { command, done } from '../../platform/action.ts'
import { newId } from '../../platform/id.ts'
import { asPerson } from '../../platform/permission.ts'
import { publishingContract } from '../contract.ts'
import { insertPost, updatePost } from '../store/posts.ts'
import type { PostRow } from '../store/tables.ts'
import { viewPost } from '../view/post-view.ts'
import { askToWrite, mirrorOf, writeVersion } from '../write-version.ts'

/** Begins a post. Its first version is saved at once, so that nothing typed is only in a browser. */
export const createPost = command({
  shape: publishingContract['POST /posts'],
  may: signedIn,
  async do(at, { content }) {
    const { db, now } = at
    const { personId } = asPerson(at.caller)
    const post: PostRow = {
      id: newId(),
      state: 'draft',
      state_at: now,
      state_by: personId,
      live: false,
      version_id: newId(),
      version_number: 1,
      ...mirrorOf(content),
      author_ids: [personId],
      schedule: null,
      local_time: null,
      zone: null,
      due_at: null,
      sent_at: null,
      approved_by: null,
      released_by: null,
      released_at: null,
      created_by: personId,
      created_at: now,
      changed_at: now,
    }
    await askToWrite(at, post, content)
    await insertPost(db, post)
    const written = { postId: post.id, number: 1, basedOn: null, content }
    const version = await writeVersion(at, written)
    const row = await updatePost(db, post.id, { version_id: version.id })
    return done(await viewPost(at, row), {
      action: 'post.created',
      object: { kind: 'post', id: post.id },
      details: { versionId: version.id, hash: version.hash, channelIds: row.channel_ids },
    })
  },
})
