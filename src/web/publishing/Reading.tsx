import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { PostView } from '../../publishing/contract.ts'
import { Button } from '../parts/Button.tsx'
import { LeftIcon } from '../parts/icons.tsx'
import { Facts, Notice, Panel } from '../parts/Panel.tsx'
import { Answer } from '../parts/Waiting.tsx'
import { When } from '../parts/When.tsx'
import { postQuestion } from './asking.ts'
import { DifferenceSince } from './Difference.tsx'
import { LatestVerdict, Statement } from './Judgements.tsx'
import { type Act, PostActs } from './PostActs.tsx'
import { namer, WhatGoesOut } from './WhatGoesOut.tsx'

interface Props {
  postId: string
  /** Why it is not for me to approve. */
  why: string | undefined
  doing: Act | undefined
  onDo(act: Act | undefined): void
  onBack: (() => void) | undefined
}

/** One post of the queue, to be read before it is decided on. */
export function Reading({ postId, why, doing, onDo, onBack }: Props) {
  const post = useQuery(postQuestion(postId))
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (onBack) heading.current?.focus()
  }, [onBack !== undefined])
  return (
    <section className="stack loose" aria-labelledby="reading-title">
      {onBack && (
        <div className="row">
          <Button kind="quiet" icon={LeftIcon} onClick={onBack}>
            Back to the queue
          </Button>
        </div>
      )}
      <h2 id="reading-title" ref={heading} tabIndex={-1} className="visually-hidden">
        The post to read
      </h2>
      <Answer to={post}>
        {(answer) => (
          <>
            {why && <Notice>{why}</Notice>}
            <div className="row">
              <PostActs post={answer} doing={doing} onDo={onDo} />
              <Link to="/posts/$postId" params={{ postId }}>
                Its whole story
              </Link>
            </div>
            <Read post={answer} />
          </>
        )}
      </Answer>
    </section>
  )
}

function Read({ post }: { post: PostView }) {
  const { dueAt } = post.schedule
  const since = post.compareWith === post.version.id ? null : post.compareWith
  return (
    <>
      <Facts
        facts={[
          ['Where', post.channels.map(({ name }) => name).join(', ')],
          ['When', dueAt ? <When key="when" at={dueAt} /> : 'As soon as it is approved'],
          ['Written by', post.authors.map(({ name }) => name).join(', ')],
          ['Version', String(post.version.number)],
        ]}
      />
      {since && (
        <Panel title="What changed since it was last approved">
          <DifferenceSince
            postId={post.id}
            beforeId={since}
            after={post.content}
            nameOf={namer(post)}
          />
        </Panel>
      )}
      <Panel title="What goes out">
        <WhatGoesOut content={post.content} post={post} />
      </Panel>
      <Panel title="Verdict">
        <LatestVerdict post={post} />
      </Panel>
      <Panel title="What the author stated">
        <Statement post={post} />
      </Panel>
    </>
  )
}
