import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { AlarmView } from '../../publishing/contract.ts'
import { Button } from '../parts/Button.tsx'
import { Danger } from '../parts/Danger.tsx'
import { Panel } from '../parts/Panel.tsx'
import type { StateName } from '../parts/State.tsx'
import { State } from '../parts/State.tsx'
import { When } from '../parts/When.tsx'
import { postQuestion, usePostDo } from './asking.ts'
import { DeliveryActs } from './DeliveryActs.tsx'
import { type Act, PostActs } from './PostActs.tsx'

const kinds: Record<AlarmView['kind'], { is: StateName; word: string; tone: string }> = {
  overdue: { is: 'refused', word: 'Overdue', tone: 'refused' },
  stuck: { is: 'refused', word: 'Stuck', tone: 'refused' },
  refused: { is: 'refused', word: 'Refused', tone: 'refused' },
  unconfirmed: { is: 'unconfirmed', word: 'Unconfirmed', tone: 'unconfirmed' },
  held: { is: 'held', word: 'Held', tone: 'held' },
}

/** What went wrong, each with its fix beside it. */
export default function Alarms({ alarms }: { alarms: readonly AlarmView[] }) {
  return (
    <Panel title="Went wrong" count={alarms.length}>
      <ul className="stack">
        {alarms.map((alarm) => (
          <Alarm key={alarm.id} alarm={alarm} />
        ))}
      </ul>
    </Panel>
  )
}

function Alarm({ alarm }: { alarm: AlarmView }) {
  const { is, word, tone } = kinds[alarm.kind]
  const post = useQuery(postQuestion(alarm.postId)).data
  const delivery = post?.deliveries.find(({ id }) => id === alarm.deliveryId)
  const [closing, setClosing] = useState(false)
  const [doing, setDoing] = useState<Act | undefined>()
  const close = usePostDo('POST /alarms/:alarmId/close', 'The alarm is closed.')
  return (
    <li className={`alarm-line ${tone}`}>
      <p className="row">
        <State is={is} word={word} />
        <span className="small soft">
          {alarm.channel.name} · <When at={alarm.raisedAt} brief />
        </span>
      </p>
      <p>{alarm.says}</p>
      <p className="small">
        <Link
          to="/posts/$postId"
          params={{ postId: alarm.postId }}
          hash={`delivery-${alarm.deliveryId}`}
        >
          {alarm.excerpt || 'The post'}
        </Link>
      </p>
      <div className="row">
        {post && <PostActs post={post} doing={doing} onDo={setDoing} only={['release']} />}
        {delivery && <DeliveryActs delivery={delivery} />}
        {alarm.may.includes('close') && (
          <Button kind="quiet" onClick={() => setClosing(true)}>
            Close the alarm
          </Button>
        )}
      </div>
      {closing && (
        <Danger
          title="Close the alarm"
          effect="It disappears from everyone’s Today. The post itself stays as it is."
          undo="A closed alarm does not come back. A new fault raises a new one."
          act="Close the alarm"
          acting="Closing"
          reason="What was done about it?"
          onAct={(reason) => close.mutateAsync({ alarmId: alarm.id, reason })}
          onClose={() => setClosing(false)}
        />
      )}
    </li>
  )
}
