import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { use } from 'react'
import { question } from '../ask.ts'
import { Button, IconButton } from '../parts/Button.tsx'
import { Choice } from '../parts/Field.tsx'
import { LeftIcon, RightIcon } from '../parts/icons.tsx'
import { Page } from '../parts/Page.tsx'
import { Notice } from '../parts/Panel.tsx'
import { Answer } from '../parts/Waiting.tsx'
import { Zone } from '../parts/When.tsx'
import { useAddress } from '../useAddress.ts'
import { aboutPosts, useChannels } from './asking.ts'
import { CalendarGrid } from './CalendarGrid.tsx'
import { CalendarList } from './CalendarList.tsx'
import { DayPanel } from './DayPanel.tsx'
import { addDays, addMonths, isDay, monthName, monthOf, shortDay, today, weekOf } from './days.ts'
import { byDay, type Planned } from './planned.ts'
import { useNarrow } from './useNarrow.ts'
import { WriteButton } from './WriteButton.tsx'
import './Calendar.css'

const views = ['month', 'week', 'list'] as const
type View = (typeof views)[number]
const viewNames: Record<View, string> = { month: 'Month', week: 'Week', list: 'List' }

/** Posts by when they leave or left, on the council’s clocks. */
export default function Calendar() {
  const now = today(use(Zone))
  const narrow = useNarrow()
  const [address, setAddress] = useAddress()
  const view = views.find((each) => each === address.view) ?? (narrow ? 'list' : 'month')
  const day = isDay(address.day) ? address.day : now
  const weeks = view === 'week' ? [weekOf(day)] : monthOf(day)
  const posts = usePlanned(weeks.flat(), address.channel)
  const goTo = (next: string) => setAddress({ day: next })
  return (
    <Page title="Calendar" actions={<WriteButton on={day >= now ? day : undefined} />}>
      <div className="stack">
        <div className="row between">
          <Steps view={view} day={day} days={weeks.flat()} onDay={goTo} />
          <Filters view={view} onView={(next) => setAddress({ view: next })} />
        </div>
        {posts.data?.cut && (
          <Notice tone="needs">
            There is more than fits here. Choose one channel, or look at a week.
          </Notice>
        )}
        <Answer to={posts}>
          {({ planned }) =>
            view === 'list' || (view === 'week' && narrow) ? (
              <AsList view={view} day={day} days={weeks.flat()} planned={planned} />
            ) : (
              <div className="calendar-desk">
                <CalendarGrid
                  weeks={weeks}
                  day={day}
                  planned={planned}
                  onDay={goTo}
                  whole={view === 'week'}
                />
                <DayPanel day={day} posts={planned.get(day) ?? []} />
              </div>
            )
          }
        </Answer>
      </div>
    </Page>
  )
}

/** A day more is asked for on each side: where a day begins is the zone’s affair. */
function usePlanned(days: readonly string[], channelId: string | undefined) {
  const zone = use(Zone)
  const [first = '', last = ''] = [days[0], days.at(-1)]
  return useQuery({
    ...question(
      'GET /calendar',
      {
        from: `${addDays(first, -1)}T00:00:00Z`,
        to: `${addDays(last, 2)}T00:00:00Z`,
        channelId,
      },
      { about: aboutPosts },
    ),
    select: ({ posts, cut }) => ({ planned: byDay(posts, zone), cut }),
    // The days stay in sight, and the focus on them, while the next ones are on their way.
    placeholderData: keepPreviousData,
  })
}

function AsList({
  view,
  day,
  days,
  planned,
}: {
  view: View
  day: string
  days: readonly string[]
  planned: ReadonlyMap<string, Planned[]>
}) {
  const week = view === 'week'
  return (
    <CalendarList
      none={week ? 'Nothing leaves in this week' : 'Nothing leaves in this month'}
      days={week ? days : days.filter((each) => sameMonth(each, day))}
      planned={planned}
    />
  )
}

const sameMonth = (one: string, other: string) => one.slice(0, 7) === other.slice(0, 7)

/** Back, forward, and where one is. */
function Steps({
  view,
  day,
  days,
  onDay,
}: {
  view: View
  day: string
  days: readonly string[]
  onDay(day: string): void
}) {
  const now = today(use(Zone))
  const [first = day, last = day] = [days[0], days.at(-1)]
  const week = view === 'week'
  const step = (by: number) => onDay(week ? addDays(day, by * 7) : addMonths(day, by))
  return (
    <div className="row">
      <IconButton
        icon={LeftIcon}
        label={week ? 'The week before' : 'The month before'}
        onClick={() => step(-1)}
      />
      <h2 aria-live="polite" className="calendar-title">
        {week ? `${shortDay(first)} to ${shortDay(last)}` : monthName(day)}
      </h2>
      <IconButton
        icon={RightIcon}
        label={week ? 'The week after' : 'The month after'}
        onClick={() => step(1)}
      />
      <Button onClick={() => onDay(now)}>Today</Button>
    </div>
  )
}

function Filters({ view, onView }: { view: View; onView(view: View): void }) {
  const [address, setAddress] = useAddress()
  const channels = useChannels()
  return (
    <div className="row calendar-filters">
      <Choice
        name="channel"
        label="Channel"
        value={address.channel ?? ''}
        onChange={(event) => setAddress({ channel: event.target.value || undefined })}
      >
        <option value="">All channels</option>
        {channels.data?.channels.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      <fieldset className="segments">
        <legend className="visually-hidden">Show as</legend>
        {views.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="view"
              className="visually-hidden"
              checked={each === view}
              onChange={() => onView(each)}
            />
            {viewNames[each]}
          </label>
        ))}
      </fieldset>
    </div>
  )
}
