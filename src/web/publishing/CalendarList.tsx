import { use } from 'react'
import { CalendarIcon } from '../parts/icons.tsx'
import { clock } from '../parts/time.ts'
import { Empty } from '../parts/Waiting.tsx'
import { Zone } from '../parts/When.tsx'
import { shortDay, today } from './days.ts'
import { aboutPost, PostLink } from './PostLine.tsx'
import { StateOfPost } from './PostState.tsx'
import type { Planned } from './planned.ts'
import { WriteOnDay } from './WriteButton.tsx'

interface Props {
  /** What is said when there is nothing at all. */
  none: string
  days: readonly string[]
  planned: ReadonlyMap<string, Planned[]>
}

/** The days that have something, one under the other. */
export function CalendarList({ none, days, planned }: Props) {
  const zone = use(Zone)
  const now = today(zone)
  const full = days.filter((day) => planned.has(day) || day === now)
  if (!days.some((day) => planned.has(day)))
    return (
      <Empty icon={CalendarIcon} title={none}>
        Posts stand here on the day on which they leave or left.
      </Empty>
    )
  return (
    <ol className="calendar-list">
      {full.map((day) => (
        <li key={day}>
          <div className="row between">
            <h3>
              {shortDay(day)}
              {day === now && <span className="calendar-today">Today</span>}
            </h3>
            {day >= now && <WriteOnDay day={day} kind="quiet" />}
          </div>
          <PlannedPosts posts={planned.get(day) ?? []} />
        </li>
      ))}
    </ol>
  )
}

export function PlannedPosts({ posts }: { posts: readonly Planned[] }) {
  const zone = use(Zone)
  if (posts.length === 0) return <p className="soft">Nothing leaves on this day.</p>
  return (
    <ul className="post-lines">
      {posts.map((post) => (
        <li key={post.id} className="post-line">
          <span className="numbers">{clock(post.at, zone)}</span>
          <div className="post-line-words">
            <PostLink post={post} />
            <p className="small soft">{aboutPost(post)}</p>
            <StateOfPost of={post.state} />
          </div>
        </li>
      ))}
    </ul>
  )
}
