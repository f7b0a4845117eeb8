import { lazy, Suspense, use } from 'react'
import { Page } from '../parts/Page.tsx'
import { Notice } from '../parts/Panel.tsx'
import { Answer } from '../parts/Waiting.tsx'
import { When, Zone } from '../parts/When.tsx'
import type { Today as Answered } from './answers.ts'
import { useToday } from './asking.ts'
import { today as dayNow, longDay } from './days.ts'
import { GoesOut, SentLately, WaitsForMe } from './TodayLists.tsx'
import { WriteButton } from './WriteButton.tsx'
import './Today.css'

// Most days need neither, and everyone's first page carries what stands here.
const Alarms = lazy(() => import('./Alarms.tsx'))
const FirstSteps = lazy(() => import('./FirstSteps.tsx'))

/** What waits for me, what goes out next, what went wrong. */
export default function Today() {
  const today = useToday()
  const zone = use(Zone)
  return (
    <Page title="Today" lead={longDay(dayNow(zone))} actions={<WriteButton />}>
      <Answer to={today}>{(answer) => <Day today={answer} />}</Answer>
    </Page>
  )
}

function Day({ today }: { today: Answered }) {
  const waiting = Object.values(today.waits).some((list) => list.length > 0)
  const settling = new Set(today.waits.toSettle.map(({ id }) => id))
  const alarms = today.wrong.filter(({ deliveryId }) => !settling.has(deliveryId))
  const calm = !waiting && today.wrong.length === 0
  if (calm && today.next.length === 0 && today.recent.length === 0)
    return (
      <>
        <Suspense>
          <FirstSteps />
        </Suspense>
        <Sender sender={today.sender} />
      </>
    )
  return (
    <div className="today">
      <div className="stack loose">
        <Suspense>{alarms.length > 0 && <Alarms alarms={alarms} />}</Suspense>
        <WaitsForMe waits={today.waits} />
      </div>
      <div className="stack loose">
        <GoesOut posts={today.next} />
        <SentLately posts={today.recent} />
        <Sender sender={today.sender} />
      </div>
    </div>
  )
}

/** Whether anything would leave at all, in words. */
function Sender({ sender }: { sender: Answered['sender'] }) {
  const words = (
    <p>
      {sender.says}
      {sender.lastSeen && sender.state !== 'working' && (
        <>
          {' '}
          <span className="small">
            Last seen <When at={sender.lastSeen} />
          </span>
        </>
      )}
    </p>
  )
  return sender.state === 'working' ? (
    <div className="sender small soft">{words}</div>
  ) : (
    <Notice tone="refused">{words}</Notice>
  )
}
