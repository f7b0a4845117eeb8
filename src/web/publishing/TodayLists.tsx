import { lazy, type ReactNode, Suspense } from 'react'
import type { PostCard } from '../../publishing/contract.ts'
import { LinkButton } from '../parts/Button.tsx'
import { Panel } from '../parts/Panel.tsx'
import type { Today } from './answers.ts'
import { PostLine } from './PostLine.tsx'

const ToSettle = lazy(() => import('./ToSettle.tsx'))

type Waits = Today['waits']

export function WaitsForMe({ waits }: { waits: Waits }) {
  const all = Object.values(waits).reduce((sum, list) => sum + list.length, 0)
  return (
    <Panel title="Waits for you" count={all}>
      {all === 0 && <p className="soft">Nothing. What others ask of you will appear here.</p>}
      <Kind title="To approve" posts={waits.approvals}>
        {(post) => (
          <LinkButton kind="quiet" to="/approvals" search={{ post: post.id }}>
            Read it
          </LinkButton>
        )}
      </Kind>
      <Suspense>{waits.toSettle.length > 0 && <ToSettle deliveries={waits.toSettle} />}</Suspense>
      <Kind title="Needs a new time" posts={waits.needTime}>
        {(post) => (
          <LinkButton
            kind="quiet"
            to="/posts/$postId"
            params={{ postId: post.id }}
            search={{ do: 'schedule' }}
          >
            Choose a time
          </LinkButton>
        )}
      </Kind>
      <Kind title="Returned to you" posts={waits.returned} edit />
      <Kind title="Your drafts" posts={waits.drafts} edit />
    </Panel>
  )
}

function Kind({
  title,
  posts,
  edit = false,
  children,
}: {
  title: string
  posts: readonly PostCard[]
  edit?: boolean
  children?: (post: PostCard) => ReactNode
}) {
  if (posts.length === 0) return null
  return (
    <section>
      <h3 className="today-kind small">{title}</h3>
      <ul className="post-lines">
        {posts.map((post) => (
          <PostLine key={post.id} post={post} edit={edit}>
            {children?.(post)}
          </PostLine>
        ))}
      </ul>
    </section>
  )
}

export function GoesOut({ posts }: { posts: readonly PostCard[] }) {
  return (
    <Panel
      title="Goes out next"
      actions={
        <LinkButton kind="quiet" to="/calendar">
          Calendar
        </LinkButton>
      }
    >
      {posts.length === 0 && <p className="soft">Nothing is scheduled.</p>}
      <ul className="post-lines">
        {posts.map((post) => (
          <PostLine key={post.id} post={post} time />
        ))}
      </ul>
    </Panel>
  )
}

export function SentLately({ posts }: { posts: readonly PostCard[] }) {
  if (posts.length === 0) return null
  return (
    <Panel
      title="Sent lately"
      actions={
        <LinkButton kind="quiet" to="/posts" search={{ state: 'sent' }}>
          All sent posts
        </LinkButton>
      }
    >
      <ul className="post-lines">
        {posts.map((post) => (
          <PostLine key={post.id} post={post} time />
        ))}
      </ul>
    </Panel>
  )
}
