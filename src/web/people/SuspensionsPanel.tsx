import { useState } from 'react'
import { useDo } from '../ask.ts'
import { useMe } from '../me.ts'
import { Button } from '../parts/Button.tsx'
import { ChooseMany, ChooseOne } from '../parts/Choices.tsx'
import { Danger } from '../parts/Danger.tsx'
import { TextField } from '../parts/Field.tsx'
import { instantOf } from '../parts/local-time.ts'
import { Panel } from '../parts/Panel.tsx'
import { State } from '../parts/State.tsx'
import { say } from '../parts/said.ts'
import { When } from '../parts/When.tsx'
import { type PersonView, useChannelNames } from './names.ts'

type Suspension = PersonView['suspensions'][number]

/** What this person is kept from, and the way to lift it. */
export function SuspensionsPanel({ person }: { person: PersonView }) {
  const [suspending, setSuspending] = useState(false)
  return (
    <Panel
      title="Suspensions"
      actions={
        person.may.includes('suspend') && (
          <Button kind="danger" onClick={() => setSuspending(true)}>
            Suspend
          </Button>
        )
      }
    >
      {person.suspensions.length === 0 && <p className="soft">None.</p>}
      <ul className="lines">
        {person.suspensions.map((suspension) => (
          <Line key={suspension.id} suspension={suspension} name={person.name} />
        ))}
      </ul>
      {suspending && <Suspend person={person} onClose={() => setSuspending(false)} />}
    </Panel>
  )
}

function Line({ suspension, name }: { suspension: Suspension; name: string }) {
  const { nameOf } = useChannelNames()
  const [lifting, setLifting] = useState(false)
  const lift = useDo('POST /suspensions/:suspensionId/lift', {
    changes: ['suspension', 'person'],
    said: 'The suspension is lifted.',
  })
  const what = suspension.channelId ? nameOf(suspension.channelId) : 'everything'
  return (
    <li className="row between">
      <div>
        <p>
          <State is="suspended" word={`Suspended from ${what}`} />
        </p>
        <p>{suspension.reason}</p>
        <p className="small soft">
          Since <When at={suspension.from} exact />
          {suspension.until && (
            <>
              , until <When at={suspension.until} />
            </>
          )}
        </p>
      </div>
      {suspension.mayLift && <Button onClick={() => setLifting(true)}>Lift</Button>}
      {lifting && (
        <Danger
          title={`Lift the suspension of ${name}`}
          effect={`${name} can work with ${what} again at once.`}
          undo="You can suspend them again."
          act="Lift"
          acting="Lifting"
          reason="Why"
          onClose={() => setLifting(false)}
          onAct={(reason) => lift.mutateAsync({ suspensionId: suspension.id, reason })}
        />
      )}
    </li>
  )
}

function Suspend({ person, onClose }: { person: PersonView; onClose(): void }) {
  const { council } = useMe()
  const { channels } = useChannelNames()
  const [scope, setScope] = useState('everything')
  const suspend = useDo('POST /people/:personId/suspensions', { changes: ['suspension', 'person'] })
  return (
    <Danger
      title={`Suspend ${person.name}`}
      effect={
        scope === 'everything'
          ? `${person.name} is signed out everywhere at once and cannot sign in. Posts of theirs that wait to leave are held.`
          : `${person.name} can do nothing on the channels that you choose, and posts of theirs that wait there are held. Everything else goes on.`
      }
      undo="You or another administrator can lift it at any time."
      act="Suspend"
      acting="Suspending"
      reason="Why"
      onClose={onClose}
      onAct={async (reason, answers) => {
        const until = answers.text('until')
        await suspend.mutateAsync({
          personId: person.id,
          channelIds: scope === 'everything' ? null : answers.all('channels'),
          reason,
          until: until ? instantOf(until, council.zone) : null,
        })
        say(`${person.name} is suspended.`)
      }}
    >
      <ChooseOne
        name="scope"
        label="From"
        chosen={[scope]}
        onChange={setScope}
        options={[
          { value: 'everything', label: 'Everything, signing in included' },
          { value: 'channels', label: 'Some channels' },
        ]}
      />
      {scope === 'channels' && (
        <ChooseMany
          name="channels"
          label="Channels"
          options={channels.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <TextField name="until" label="Until" type="datetime-local" optional />
    </Danger>
  )
}
