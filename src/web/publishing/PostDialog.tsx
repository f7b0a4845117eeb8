import type { PostView } from '../../publishing/contract.ts'
import { ChooseMany } from '../parts/Choices.tsx'
import { Danger } from '../parts/Danger.tsx'
import { usePostDo } from './asking.ts'
import { Approve, Clear, Return } from './Decide.tsx'
import type { Act } from './PostActs.tsx'
import { Release, Schedule } from './Retime.tsx'

export interface ActProps {
  post: PostView
  onClose(): void
}

const dialogs: Record<Act, (props: ActProps) => React.JSX.Element> = {
  approve: Approve,
  return: Return,
  clear: Clear,
  schedule: Schedule,
  release: Release,
  withdraw: Withdraw,
  remove: Remove,
  discard: Discard,
}

export default function PostDialog({ act, ...props }: ActProps & { act: Act }) {
  const Question = dialogs[act]
  return <Question {...props} />
}

/** Reasons that the policy may leave out are sent only when something was written. */
const said = (reason: string) => (reason.trim() ? { reason } : {})

function Withdraw({ post, onClose }: ActProps) {
  const withdraw = usePostDo(
    'POST /posts/:postId/withdraw',
    'The post is withdrawn. Nothing of it leaves.',
  )
  return (
    <Danger
      title="Withdraw this post"
      effect="It does not leave on any channel. An approval that it had no longer counts."
      undo="Its text stays on record. Edit it and submit it again to send it after all."
      act="Withdraw"
      acting="Withdrawing"
      reason="Why is it withdrawn?"
      onAct={(reason) => withdraw.mutateAsync({ postId: post.id, ...said(reason) })}
      onClose={onClose}
    />
  )
}

function Discard({ post, onClose }: ActProps) {
  if (post.live) return <GiveUp post={post} onClose={onClose} />
  return <DiscardDraft post={post} onClose={onClose} />
}

function GiveUp({ post, onClose }: ActProps) {
  const discard = usePostDo('POST /posts/:postId/discard', 'The correction is given up.')
  return (
    <Danger
      title="Give up the correction"
      effect="The post stays on the network as it can be read there now."
      undo="The corrected versions stay on record. You can correct the post again."
      act="Give it up"
      acting="Giving it up"
      reason="Why is it given up?"
      onAct={(reason) => discard.mutateAsync({ postId: post.id, ...said(reason) })}
      onClose={onClose}
    />
  )
}

function DiscardDraft({ post, onClose }: ActProps) {
  const discard = usePostDo('POST /posts/:postId/discard', 'The draft is discarded.')
  return (
    <Danger
      title="Discard this draft"
      effect="It leaves the lists of drafts, for you and for everyone who works on it."
      undo="It cannot be written on any more. Its versions stay on record and can be copied."
      act="Discard"
      acting="Discarding"
      reason="Why is it discarded?"
      onAct={(reason) => discard.mutateAsync({ postId: post.id, ...said(reason) })}
      onClose={onClose}
    />
  )
}

function Remove({ post, onClose }: ActProps) {
  const remove = usePostDo('POST /posts/:postId/remove', 'It is being deleted on the network.')
  const { channels } = post
  return (
    <Danger
      title="Delete this post on the network"
      effect="The public can no longer see it there. Replies to it may disappear with it."
      undo="This cannot be taken back. What was said stays on record here, and others may have kept a copy."
      act="Delete it there"
      acting="Asking the network"
      reason="Why is it deleted?"
      onAct={(reason, answers) => {
        const channelIds = answers.all('channels')
        const some = channels.length > 1 && channelIds.length > 0
        return remove.mutateAsync({ postId: post.id, reason, ...(some ? { channelIds } : {}) })
      }}
      onClose={onClose}
    >
      {channels.length > 1 && (
        <ChooseMany
          name="channels"
          label="Where"
          hint="Without a choice it is deleted everywhere."
          options={channels.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </Danger>
  )
}
