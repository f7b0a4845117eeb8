import { lazy, Suspense } from 'react'
import type { PostMay, PostView } from '../../publishing/contract.ts'
import { Button, LinkButton } from '../parts/Button.tsx'
import { EditIcon } from '../parts/icons.tsx'

import { isFree } from './saver.ts'

const PostDialog = lazy(() => import('./PostDialog.tsx'))

/** Acts that ask something first. Writing and submitting happen in the composer. */
export type Act = Exclude<PostMay, 'save' | 'submit'>

const acts: readonly { may: Act; label: string; kind: 'primary' | 'plain' | 'danger' }[] = [
  { may: 'approve', label: 'Approve', kind: 'primary' },
  { may: 'return', label: 'Return', kind: 'plain' },
  { may: 'clear', label: 'Let the personal data pass', kind: 'plain' },
  { may: 'schedule', label: 'Choose a time', kind: 'plain' },
  { may: 'release', label: 'Let it go', kind: 'primary' },
  { may: 'withdraw', label: 'Withdraw', kind: 'danger' },
  { may: 'remove', label: 'Delete on the network', kind: 'danger' },
  { may: 'discard', label: 'Discard', kind: 'danger' },
]

export const isAct = (word: string | undefined): word is Act => acts.some(({ may }) => may === word)

interface Props {
  post: PostView
  doing: Act | undefined
  onDo(act: Act | undefined): void
  /** Only some of them, where the page is about one matter. */
  only?: readonly Act[]
}

/** What I may do with a post, as the server says. */
export function PostActs({ post, doing, onDo, only }: Props) {
  return (
    <>
      {acts
        .filter(({ may }) => post.may.includes(may) && (only?.includes(may) ?? true))
        .map(({ may, label, kind }) => (
          <Button key={may} kind={kind} onClick={() => onDo(may)}>
            {may === 'discard' && post.live ? 'Give up the correction' : label}
          </Button>
        ))}
      {post.may.includes('save') && (
        <LinkButton icon={EditIcon} to="/posts/$postId/edit" params={{ postId: post.id }}>
          {post.live ? 'Correct it' : 'Edit'}
        </LinkButton>
      )}
      {doing && post.may.includes(doing) && (
        <Suspense>
          <PostDialog key={doing} act={doing} post={post} onClose={() => onDo(undefined)} />
        </Suspense>
      )}
    </>
  )
}

/** Why something that one could expect is not offered. */
export function WhyNot({ post }: { post: PostView }) {
  // What has not been submitted is not expected to be taken back.
  const told = post.mayNot.filter(({ what }) => what !== 'withdraw' || !isFree(post.state.id))
  if (told.length === 0) return null
  return (
    <ul className="small soft stack tight">
      {told.map(({ what, why }) => (
        <li key={what}>{why}</li>
      ))}
    </ul>
  )
}
