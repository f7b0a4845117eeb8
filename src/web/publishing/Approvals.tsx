import { useEffect, useState } from 'react'
import type { PostCard } from '../../publishing/contract.ts'
import { useAsk } from '../ask.ts'
import { CheckIcon } from '../parts/icons.tsx'
import { Page } from '../parts/Page.tsx'
import { Panel } from '../parts/Panel.tsx'
import { KeyHint } from '../parts/Small.tsx'
import { useSingleKeys } from '../parts/useSingleKeys.ts'
import { Answer, Empty } from '../parts/Waiting.tsx'
import { When } from '../parts/When.tsx'
import { useAddress } from '../useAddress.ts'
import { aboutPosts } from './asking.ts'
import type { Act } from './PostActs.tsx'
import { aboutPost } from './PostLine.tsx'
import { Reading } from './Reading.tsx'
import { useNarrow } from './useNarrow.ts'
import './Approvals.css'

/** What waits for a second pair of eyes, oldest due first. */
export default function Approvals() {
  const queue = useAsk('GET /approvals', {}, { about: aboutPosts })
  return (
    <Page
      title="Approvals"
      lead="Read each as the public will. Your approval holds for exactly this version."
    >
      <Answer to={queue}>
        {({ mine, others }) =>
          mine.length + others.length === 0 ? (
            <Empty icon={CheckIcon} title="Nothing waits for approval">
              Posts that someone submitted will stand here until a second person has read them.
            </Empty>
          ) : (
            <Queue mine={mine} others={others} />
          )
        }
      </Answer>
    </Page>
  )
}

interface Lists {
  mine: readonly PostCard[]
  others: readonly (PostCard & { why: string })[]
}

function Queue({ mine, others }: Lists) {
  const [address, setAddress] = useAddress()
  const narrow = useNarrow()
  const [doing, setDoing] = useState<Act | undefined>()
  const all = [...mine, ...others]
  const asked = all.findIndex(({ id }) => id === address.post)
  const at = asked === -1 && !narrow ? 0 : asked
  const chosen = all[at]
  const choose = (post: PostCard | undefined) => {
    if (!post) return
    setDoing(undefined)
    setAddress({ post: post.id })
  }
  const act = (may: Act) => (chosen?.may.includes(may) ? () => setDoing(may) : undefined)
  useSingleKeys({
    j: () => choose(all[at + 1]),
    k: () => choose(all[Math.max(0, at - 1)]),
    a: act('approve'),
    r: act('return'),
  })
  return (
    <div className={chosen ? 'approvals reading' : 'approvals'}>
      <div className="stack approvals-list">
        <Panel title="For you" count={mine.length}>
          {mine.length === 0 && <p className="soft">None of these is for you to approve.</p>}
          <Lines posts={mine} chosen={chosen} onChoose={choose} />
        </Panel>
        {others.length > 0 && (
          <Panel title="For others" count={others.length}>
            <Lines posts={others} chosen={chosen} onChoose={choose} />
          </Panel>
        )}
        {!narrow && <Keys />}
      </div>
      {chosen && (
        <Reading
          key={chosen.id}
          postId={chosen.id}
          why={others.find(({ id }) => id === chosen.id)?.why}
          doing={doing}
          onDo={setDoing}
          onBack={narrow ? () => setAddress({ post: undefined }) : undefined}
        />
      )}
    </div>
  )
}

function Lines({
  posts,
  chosen,
  onChoose,
}: {
  posts: readonly PostCard[]
  chosen: PostCard | undefined
  onChoose(post: PostCard): void
}) {
  return (
    <ul>
      {posts.map((post) => (
        <li key={post.id}>
          <Line post={post} on={post.id === chosen?.id} onChoose={() => onChoose(post)} />
        </li>
      ))}
    </ul>
  )
}

function Line({ post, on, onChoose }: { post: PostCard; on: boolean; onChoose(): void }) {
  const { dueAt } = post.schedule
  // The keys move the choice without moving the focus; it has to stay in sight.
  useEffect(() => {
    if (on) document.getElementById(`queue-${post.id}`)?.scrollIntoView({ block: 'nearest' })
  }, [on, post.id])
  return (
    <button
      type="button"
      id={`queue-${post.id}`}
      className="approval-line"
      aria-current={on || undefined}
      onClick={onChoose}
    >
      <strong>{post.excerpt || 'No text yet'}</strong>
      <span className="small soft">{aboutPost(post)}</span>
      <span className="small">{dueAt ? <When at={dueAt} /> : 'As soon as it is approved'}</span>
    </button>
  )
}

function Keys() {
  return (
    <p className="small soft row">
      <KeyHint keys="j k" /> move <KeyHint keys="a" /> approve <KeyHint keys="r" /> return
    </p>
  )
}
