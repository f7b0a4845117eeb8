import { signedIn } from '../../people/index.ts'
import { command, done, unchanged } from '../../platform/action.ts'
import { idFrom, newId } from '../../platform/id.ts'
import { asPerson } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { publishingContract } from '../contract.ts'
import { insertPost, readPost, updatePost } from '../store/posts.ts'
import type { PostRow } from '../store/tables.ts'
import { viewPost } from '../view/post-view.ts'
import { askToWrite, mirrorOf, writeVersion } from '../write-version.ts'

const taken = 'This post was begun in another place a moment ago. Open it from the list of posts.'

/** Begins a post. Its first version is saved at once, so that nothing typed is only in a browser. */
export const createPost = command({
  shape: publishingContract['POST /posts'],
  may: signedIn,
  async do(at, { content, key }) {
    const { db, now } = at
    const { councilId, personId } = asPerson(at.caller)
    // An answer that was lost on the way must not leave a second draft behind.
    const id = key === undefined ? newId() : idFrom(`${councilId} ${personId}`, key)
    const post: PostRow = {
      id,
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
    if (!(await insertPost(db, post))) {
      const before = await readPost(db, id)
      if (before === undefined) throw refuse.conflict(taken)
      return unchanged(await viewPost(at, before))
    }
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
