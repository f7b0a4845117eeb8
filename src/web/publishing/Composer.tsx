import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { PostView } from '../../publishing/contract.ts'
import { useMe } from '../me.ts'
import { Page } from '../parts/Page.tsx'
import { Notice } from '../parts/Panel.tsx'
import { Answer } from '../parts/Waiting.tsx'
import { useAddress } from '../useAddress.ts'
import type { Channel } from './answers.ts'
import { postQuestion, useChannels } from './asking.ts'
import { Bench } from './Bench.tsx'
import { isDay } from './days.ts'
import { draftOf, emptyDraft } from './draft.ts'
import { soon, timingOf } from './timing.ts'

/** Writes a new post, or goes on with one. */
export default function Composer() {
  const { seat, onBorn } = useSeat()
  const channels = useChannels()
  const { readOnly } = useMe()
  const post = useQuery({ ...postQuestion(seat.postId ?? ''), enabled: seat.postId !== undefined })
  const ready = channels.data && (seat.postId === undefined || seat.born || post.data)
  if (!ready)
    return (
      <Page title={seat.postId ? 'Edit' : 'Write a post'}>
        <Answer to={channels}>{() => <Answer to={post}>{() => null}</Answer>}</Answer>
      </Page>
    )
  if (readOnly) return <ReadOnly />
  const first = seat.born ? null : (post.data ?? null)
  if (first && !first.may.includes('save')) return <Closed post={first} />
  return <Start key={seat.key} first={first} channels={channels.data.channels} onBorn={onBorn} />
}

function Start({
  first,
  channels,
  onBorn,
}: {
  first: PostView | null
  channels: readonly Channel[]
  onBorn(postId: string): void
}) {
  const [{ on }] = useAddress()
  const mine = channels.filter(({ may, ready }) => ready && may.includes('draft'))
  // With one channel there is nothing to choose.
  const likely = mine.length === 1 ? mine.map(({ id }) => id) : []
  const asked = isDay(on) ? { ...soon, kind: 'at' as const, date: on } : soon
  return (
    <Bench
      first={first}
      channels={channels}
      onBorn={onBorn}
      start={() => (first ? draftOf(first.content) : emptyDraft(likely))}
      time={first ? timingOf(first.schedule) : asked}
    />
  )
}

function Closed({ post }: { post: PostView }) {
  const why = post.mayNot.find(({ what }) => what === 'save')?.why
  return (
    <Page title={post.excerpt || 'A post without text'}>
      <Notice tone="needs">
        <p>
          {why ?? post.state.says}{' '}
          <Link to="/posts/$postId" params={{ postId: post.id }}>
            Read the post
          </Link>
        </p>
      </Notice>
    </Page>
  )
}

function ReadOnly() {
  return (
    <Page title="Write a post">
      <Notice>
        You read everything and change nothing, so that you can judge what others did. Writing a
        post is for them.
      </Notice>
    </Page>
  )
}

interface Seat {
  readonly key: number
  /** The post that the address names. */
  readonly postId: string | undefined
  /** The post that began here: when the address comes to name it, the writer must not notice. */
  readonly born: string | undefined
}

/**
 * A new post gets its address with its first save. The composer stays as it is then: to mount it
 * anew would take the caret away from someone who is typing.
 */
function useSeat() {
  const { postId: inPath } = useParams({ strict: false })
  const [{ post: inSearch }] = useAddress()
  const postId = inPath ?? inSearch
  const navigate = useNavigate()
  const [seat, setSeat] = useState<Seat>({ key: 0, postId, born: undefined })
  if (postId !== seat.postId) {
    const same = postId !== undefined && postId === seat.born
    setSeat(same ? { ...seat, postId } : { key: seat.key + 1, postId, born: undefined })
  }
  const onBorn = (born: string) => {
    setSeat((now) => ({ ...now, born }))
    void navigate({ to: '/posts/new', search: { post: born }, replace: true, resetScroll: false })
  }
  return { seat, onBorn }
}
