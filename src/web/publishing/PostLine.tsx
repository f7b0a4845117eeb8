import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { PostCard } from '../../publishing/contract.ts'
import { When } from '../parts/When.tsx'
import { StateOfPost } from './PostState.tsx'
import { thumbnail } from './TextOfPost.tsx'
import '../parts/gaps.css'
import './PostLine.css'

interface Props {
  post: PostCard
  /** When it leaves or left, instead of since when it has its state. */
  time?: boolean
  /** What to do about it, or why not. */
  children?: ReactNode
  /** Go on writing instead of reading. */
  edit?: boolean
}

/** One post in a list: its first words, where it goes, who wrote it, how it stands. */
export function PostLine({ post, time = false, edit = false, children }: Props) {
  const at = post.sentAt ?? post.schedule.dueAt
  return (
    <li className={time ? 'post-line timed' : 'post-line'}>
      {post.thumbnail && (
        <img src={thumbnail(post.thumbnail.fileId)} alt="" className="post-line-picture" />
      )}
      <div className="post-line-words">
        <PostLink post={post} edit={edit} />
        <p className="small soft">{aboutPost(post)}</p>
      </div>
      <div className="post-line-state">
        {!time && <StateOfPost of={post.state} />}
        <span className="small">
          {time && at ? <When at={at} /> : <When at={post.state.since} brief />}
        </span>
      </div>
      {children && <div className="row post-line-acts">{children}</div>}
    </li>
  )
}

export function PostLink({ post, edit = false }: { post: PostCard; edit?: boolean }) {
  return (
    <Link
      className="post-line-name"
      to={edit ? '/posts/$postId/edit' : '/posts/$postId'}
      params={{ postId: post.id }}
    >
      {post.excerpt || 'No text yet'}
    </Link>
  )
}

/** Where it goes and who wrote it: two facts side by side, in no sentence. */
export function aboutPost(post: PostCard): string {
  const where = post.channels.map(({ name }) => name).join(', ') || 'No channel yet'
  return `${where} · ${post.authors.map(({ name }) => name).join(', ')}`
}
