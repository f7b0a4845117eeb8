import { query } from '../../platform/action.ts'
import { publishingContract } from '../contract.ts'
import { seesPost } from '../permissions.ts'
import { viewPost } from '../view/post-view.ts'

export const readPost = query({
  shape: publishingContract['GET /posts/:postId'],
  may: seesPost,
  do: (at, { postId }) => viewPost(at, postId),
})
