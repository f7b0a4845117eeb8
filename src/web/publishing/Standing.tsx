import type { PostView } from '../../publishing/contract.ts'
import { Notice } from '../parts/Panel.tsx'
import { When } from '../parts/When.tsx'
import { isFree } from './saver.ts'

/** What a change would undo, or what was asked to be changed. */
export function Standing({ post }: { post: PostView }) {
  const [decision] = post.decisions.toSorted((a, b) => (a.at < b.at ? 1 : -1))
  // It stays in sight while the text is being changed, which makes a draft of it again.
  if (isFree(post.state.id) && decision?.kind === 'returned')
    return (
      <Notice tone="needs">
        <p>
          <strong>{decision.by.name} returned it</strong> (<When at={decision.at} brief />
          ): {decision.reason}
        </p>
      </Notice>
    )
  if (post.live)
    return (
      <Notice tone="needs">
        <p>
          It can be read on the network now. A change becomes a correction there once it has been
          submitted, and approved where that is asked.
          {!isFree(post.state.id) && ' Nothing is saved until you save it.'}
        </p>
      </Notice>
    )
  if (isFree(post.state.id)) return null
  return (
    <Notice tone="needs">
      <p>
        {post.state.says} A change is a new version, which has to be submitted and approved again.
        Nothing is saved until you save it.
      </p>
    </Notice>
  )
}
