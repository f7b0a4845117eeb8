import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { PostView, StoryLine } from '../../publishing/contract.ts'
import { useMe } from '../me.ts'
import { LinkButton } from '../parts/Button.tsx'
import { ClauseChips } from '../parts/ClauseChip.tsx'
import { Page } from '../parts/Page.tsx'
import { Panel } from '../parts/Panel.tsx'
import { Story } from '../parts/Story.tsx'
import { Answer } from '../parts/Waiting.tsx'
import { When } from '../parts/When.tsx'
import { useAddress } from '../useAddress.ts'
import { postQuestion } from './asking.ts'
import { Deliveries } from './Deliveries.tsx'
import { Judgements } from './Judgements.tsx'
import { type Act, isAct, PostActs, WhyNot } from './PostActs.tsx'
import { StateOfPost } from './PostState.tsx'
import { Versions } from './Versions.tsx'
import { WhatGoesOut } from './WhatGoesOut.tsx'

/** A page for each post, which tells its whole story. */
export default function Post() {
  const { postId = '' } = useParams({ strict: false })
  const post = useQuery(postQuestion(postId))
  if (post.data) return <Whole key={postId} post={post.data} />
  return (
    <Page title="Post">
      <Answer to={post}>{() => null}</Answer>
    </Page>
  )
}

function Whole({ post }: { post: PostView }) {
  const [{ do: asked }] = useAddress()
  const [doing, setDoing] = useState<Act | undefined>(isAct(asked) ? asked : undefined)
  const onStep = useSteps(post, setDoing)
  useHash(post)
  return (
    <Page
      title={post.excerpt || 'A post without text'}
      above={<Link to="/posts">Posts</Link>}
      lead={<Standing post={post} />}
      aside={<Judgements post={post} onStep={onStep} />}
    >
      {post.may.length + post.mayNot.length > 0 && (
        <div className="stack">
          <div className="row">
            <PostActs post={post} doing={doing} onDo={setDoing} />
          </div>
          <WhyNot post={post} />
        </div>
      )}
      <Panel title={post.live ? 'What it says' : 'What goes out'}>
        <WhatGoesOut content={post.content} post={post} />
      </Panel>
      {post.deliveries.length > 0 && (
        <Panel title="On the networks">
          <Deliveries deliveries={post.deliveries} />
        </Panel>
      )}
      <Panel title="Versions" count={post.versions.length}>
        <Versions post={post} />
      </Panel>
      <Panel title="Story" actions={<InLedger post={post} />}>
        <StoryOf post={post} />
      </Panel>
    </Page>
  )
}

const willLeave = ['submitted', 'approved', 'scheduled']

function Standing({ post }: { post: PostView }) {
  const { dueAt, kind } = post.schedule
  return (
    <span className="stack tight">
      <span className="row">
        <StateOfPost of={post.state} full />
        {dueAt && willLeave.includes(post.state.id) && (
          <span className="small">
            Leaves <When at={dueAt} />
          </span>
        )}
        {!dueAt && kind === 'as-soon-as-approved' && post.state.id === 'submitted' && (
          <span className="small">Leaves as soon as it is approved</span>
        )}
      </span>
      <span>{post.state.says}</span>
    </span>
  )
}

const kinds: Record<StoryLine['kind'], string> = {
  saved: 'Saved',
  attested: 'Stated',
  submitted: 'Submitted',
  judged: 'Judged',
  approved: 'Approved',
  returned: 'Returned',
  cleared: 'Personal data let pass',
  scheduled: 'Scheduled',
  withdrawn: 'Withdrawn',
  sending: 'Sending',
  sent: 'Sent',
  refused: 'Refused',
  unconfirmed: 'Not confirmed',
  settled: 'Settled',
  held: 'Held',
  released: 'Let go',
  removed: 'Deleted',
  discarded: 'Discarded',
  alarm: 'Alarm',
}

function StoryOf({ post }: { post: PostView }) {
  return (
    <Story
      happenings={post.story.map((line, at) => ({
        key: `${line.at} ${at}`,
        at: line.at,
        what: (
          <>
            <strong>{kinds[line.kind]}</strong>{' '}
            <span className="soft">· {line.who?.name ?? 'Crier'}</span>
          </>
        ),
        more: (
          <div className="stack tight">
            {line.sentence !== `${kinds[line.kind]}.` && <p>{line.sentence}</p>}
            <ClauseChips clauses={line.clauses} />
          </div>
        ),
      }))}
    />
  )
}

/** What cannot be altered: for those who read the ledger. */
function InLedger({ post }: { post: PostView }) {
  const { may } = useMe()
  if (!may.includes('read-ledger')) return null
  return (
    <LinkButton kind="quiet" to="/ledger" search={{ about: post.id }}>
      Follow it in the ledger
    </LinkButton>
  )
}

/** Where the next steps of a verdict lead from here. */
function useSteps(post: PostView, act: (act: Act) => void) {
  const navigate = useNavigate()
  const edit = () => void navigate({ to: '/posts/$postId/edit', params: { postId: post.id } })
  const channels = () => void navigate({ to: '/channels' })
  const may = new Set<string>(post.may)
  return {
    ...(may.has('save') ? { 'edit-text': edit, attest: edit } : {}),
    ...(may.has('schedule') ? { 'choose-time': () => act('schedule') } : {}),
    ...(may.has('clear') ? { 'ask-for-clearance': () => act('clear') } : {}),
    'connect-channel': channels,
    'register-channel': channels,
  }
}

/** A link from an alarm leads to its delivery, which is only there once the post has come. */
function useHash(post: PostView) {
  const gone = useRef(false)
  useEffect(() => {
    const id = decodeURIComponent(location.hash.slice(1))
    if (gone.current || !post.deliveries.some((delivery) => id === `delivery-${delivery.id}`))
      return
    gone.current = true
    document.getElementById(id)?.focus()
  }, [post.deliveries])
}
