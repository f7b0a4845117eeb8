import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, use, useRef } from 'react'
import { clock } from '../parts/time.ts'
import { Zone } from '../parts/When.tsx'
import { addDays, addMonths, longDay, today, weekdayFull, weekdayName, weekOf } from './days.ts'
import { StateOfPost } from './PostState.tsx'
import type { Planned } from './planned.ts'

interface Props {
  weeks: readonly (readonly string[])[]
  /** The day that is chosen. */
  day: string
  planned: ReadonlyMap<string, Planned[]>
  /** Show every post of a day, not the first few. */
  whole: boolean
  onDay(day: string): void
}

const few = 3

/** Days in a table: the arrow keys walk it, Enter goes to the posts of the day. */
export function CalendarGrid({ weeks, day, planned, whole, onDay }: Props) {
  const box = useRef<HTMLTableElement>(null)
  function walk(event: KeyboardEvent) {
    if (event.key === 'Enter') document.getElementById('day-panel')?.focus()
    else {
      const next = nextDay(event.key, day)
      if (!next) return
      onDay(next)
      focusWhenThere(box.current, next)
    }
    event.preventDefault()
  }
  return (
    <table className={whole ? 'calendar whole' : 'calendar'} ref={box}>
      <caption className="visually-hidden">
        Posts by day. Walk the days with the arrow keys, press Enter for the posts of a day.
      </caption>
      <thead>
        <tr>
          {weeks[0]?.map((each) => (
            <th key={each} scope="col" abbr={weekdayFull(each)}>
              {weekdayName(each)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((each) => (
              <Day
                key={each}
                day={each}
                chosen={each === day}
                outside={!whole && each.slice(0, 7) !== day.slice(0, 7)}
                posts={planned.get(each) ?? []}
                most={whole ? 50 : few}
                onDay={onDay}
                onKeyDown={walk}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Another month stands on the page only once the address has changed. */
function focusWhenThere(box: HTMLElement | null, day: string, patience = 20) {
  const button = box?.querySelector<HTMLElement>(`[data-day="${day}"][tabindex="0"]`)
  if (button) button.focus()
  else if (patience > 0) requestAnimationFrame(() => focusWhenThere(box, day, patience - 1))
}

function nextDay(key: string, day: string): string | undefined {
  if (key === 'ArrowLeft') return addDays(day, -1)
  if (key === 'ArrowRight') return addDays(day, 1)
  if (key === 'ArrowUp') return addDays(day, -7)
  if (key === 'ArrowDown') return addDays(day, 7)
  if (key === 'PageUp') return addMonths(day, -1)
  if (key === 'PageDown') return addMonths(day, 1)
  if (key === 'Home') return weekOf(day)[0]
  if (key === 'End') return weekOf(day)[6]
  return undefined
}

interface DayProps {
  day: string
  chosen: boolean
  outside: boolean
  posts: readonly Planned[]
  most: number
  onDay(day: string): void
  onKeyDown(event: KeyboardEvent): void
}

function Day({ day, chosen, outside, posts, most, onDay, onKeyDown }: DayProps) {
  const isToday = day === today(use(Zone))
  const looks = [outside && 'outside', chosen && 'chosen', isToday && 'this-day']
    .filter(Boolean)
    .join(' ')
  return (
    <td className={looks}>
      <button
        type="button"
        className="calendar-number numbers"
        data-day={day}
        tabIndex={chosen ? 0 : -1}
        aria-pressed={chosen}
        aria-current={isToday ? 'date' : undefined}
        onClick={() => onDay(day)}
        onKeyDown={onKeyDown}
      >
        <DayName day={day} count={posts.length} />
        {isToday && <span className="calendar-today">Today</span>}
      </button>
      <ul>
        {posts.slice(0, most).map((post) => (
          <li key={post.id}>
            <DayPost post={post} />
          </li>
        ))}
        {posts.length > most && (
          <li className="small soft numbers">and {posts.length - most} more</li>
        )}
      </ul>
    </td>
  )
}

/** The number in sight; the whole day and its posts for those who hear it. */
function DayName({ day, count }: { day: string; count: number }) {
  const number = String(Number(day.slice(8)))
  const [before, after] = longDay(day).split(` ${number} `)
  return (
    <span>
      <span className="visually-hidden">{before} </span>
      {number}
      <span className="visually-hidden">
        {' '}
        {after}, posts: {count}
      </span>
      {count > 0 && (
        <span className="calendar-count" aria-hidden="true">
          {count}
        </span>
      )}
    </span>
  )
}

/** Not a stop of the Tab key: with many posts a day, the panel of the day is the way to them. */
function DayPost({ post }: { post: Planned }) {
  return (
    <Link
      to="/posts/$postId"
      params={{ postId: post.id }}
      className="calendar-post"
      tabIndex={-1}
      title={post.state.says}
    >
      <span className="calendar-post-state">
        <StateOfPost of={post.state} />
      </span>
      <span className="numbers">{clock(post.at, use(Zone))}</span> {post.excerpt}
    </Link>
  )
}
