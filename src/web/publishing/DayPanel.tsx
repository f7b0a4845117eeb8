import { use } from 'react'
import { Zone } from '../parts/When.tsx'
import { PlannedPosts } from './CalendarList.tsx'
import { longDay, today } from './days.ts'
import type { Planned } from './planned.ts'
import { WriteOnDay } from './WriteButton.tsx'

/** The posts of the chosen day, to read and to open. */
export function DayPanel({ day, posts }: { day: string; posts: readonly Planned[] }) {
  const past = day < today(use(Zone))
  return (
    <section
      id="day-panel"
      tabIndex={-1}
      aria-labelledby="day-panel-title"
      className="stack day-panel"
    >
      <h2 id="day-panel-title" className="day-panel-title">
        {longDay(day)}
      </h2>
      <PlannedPosts posts={posts} />
      {past ? (
        <p className="small soft">This day has passed.</p>
      ) : (
        <div className="row">
          <WriteOnDay day={day} kind="plain" />
        </div>
      )}
    </section>
  )
}
