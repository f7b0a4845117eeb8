import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk, useDo } from '../ask.ts'
import { LedgerLink } from '../ledger/LedgerLink.tsx'
import { AnswerPage } from '../parts/AnswerPage.tsx'
import { Button } from '../parts/Button.tsx'
import { Danger } from '../parts/Danger.tsx'
import { Page } from '../parts/Page.tsx'
import { Facts, Panel } from '../parts/Panel.tsx'
import { State } from '../parts/State.tsx'
import { say } from '../parts/said.ts'
import { When } from '../parts/When.tsx'
import { AccessEnd } from './AccessEnd.tsx'
import { LevelsPanel } from './LevelsPanel.tsx'
import { type PersonView, useRoles } from './names.ts'
import { personState } from './People.tsx'
import { RolesDialog } from './RolesDialog.tsx'
import { SuspensionsPanel } from './SuspensionsPanel.tsx'

export default function Person() {
  const personId = useParams({ strict: false, select: (params) => params.personId ?? '' })
  const person = useAsk(
    'GET /people/:personId',
    { personId },
    { about: ['person', 'suspension', 'session'] },
  )
  return (
    <AnswerPage to={person} title="Person" above={<Link to="/people">People</Link>}>
      {(answer) => <PersonPage person={answer} />}
    </AnswerPage>
  )
}

function PersonPage({ person }: { person: PersonView }) {
  const [doing, setDoing] = useState<'roles' | 'sessions' | 'access' | 'factor'>()
  const close = () => setDoing(undefined)
  return (
    <Page
      title={person.name}
      above={<Link to="/people">People</Link>}
      lead={<State is={personState(person)} />}
      actions={
        <>
          {person.may.includes('end-sessions') && (
            <Button onClick={() => setDoing('sessions')}>End sessions</Button>
          )}
          <LedgerLink about={person.id}>In the ledger</LedgerLink>
        </>
      }
      narrow
    >
      <Facts
        facts={[
          ['E-mail', person.email],
          ['Here since', <When key="at" at={person.createdAt} exact />],
          ['Last seen', person.lastSeen ? <When key="at" at={person.lastSeen} /> : 'Never'],
          [
            'Second factor',
            <FactorLine key="factor" person={person} onRemove={() => setDoing('factor')} />,
          ],
          [
            'Access ends',
            <AccessLine key="access" person={person} onChange={() => setDoing('access')} />,
          ],
          ['Experience', <Experience key="experience" person={person} />],
        ]}
      />
      <RolesPanel person={person} onChange={() => setDoing('roles')} />
      <LevelsPanel person={person} />
      <SuspensionsPanel person={person} />
      {doing === 'roles' && <RolesDialog person={person} onClose={close} />}
      {doing === 'access' && <AccessEnd person={person} onClose={close} />}
      {doing === 'factor' && <RemoveFactor person={person} onClose={close} />}
      {doing === 'sessions' && <EndSessions person={person} onClose={close} />}
    </Page>
  )
}

function AccessLine({ person, onChange }: { person: PersonView; onChange(): void }) {
  return (
    <span className="row">
      {person.accessUntil ? <When at={person.accessUntil} /> : 'No end'}
      {person.may.includes('set-access-end') && (
        <Button kind="quiet" onClick={onChange}>
          Change
        </Button>
      )}
    </span>
  )
}

function FactorLine({ person, onRemove }: { person: PersonView; onRemove(): void }) {
  return (
    <span className="row">
      {person.secondFactor ? 'Set up' : 'Not set up'}
      {person.secondFactor && person.may.includes('remove-second-factor') && (
        <Button kind="quiet" onClick={onRemove}>
          Remove
        </Button>
      )}
    </span>
  )
}

/** For somebody who lost the phone or the key: they can set up another one afterwards. */
function RemoveFactor({ person, onClose }: { person: PersonView; onClose(): void }) {
  const remove = useDo('POST /people/:personId/second-factor/remove', {
    changes: ['session', 'person'],
  })
  return (
    <Danger
      title={`Remove the second factor of ${person.name}`}
      effect={`${person.name} is signed out everywhere and signs in with the password alone until a new second factor is set up. Make sure that it is ${person.name} who asks.`}
      undo="This cannot be undone, but a new second factor can be set up at once."
      act="Remove"
      acting="Removing"
      onClose={onClose}
      onAct={async () => {
        await remove.mutateAsync({ personId: person.id })
        say(`${person.name} has no second factor any more.`)
      }}
    />
  )
}

function Experience({ person }: { person: PersonView }) {
  const set = useDo('PUT /people/:personId/experienced', { changes: ['person'], said: 'Changed.' })
  return (
    <span className="row">
      {person.experienced ? 'Experienced' : 'Counts as a new user, whose posts may need approval'}
      {person.may.includes('set-experienced') && (
        <Button
          kind="quiet"
          busy={set.isPending && 'Changing'}
          onClick={() => set.mutate({ personId: person.id, experienced: !person.experienced })}
        >
          {person.experienced ? 'Count as new again' : 'Count as experienced'}
        </Button>
      )}
    </span>
  )
}

function RolesPanel({ person, onChange }: { person: PersonView; onChange(): void }) {
  const { roles } = useRoles()
  const held = roles.filter((role) => person.roles.includes(role.id))
  return (
    <Panel
      title="Roles"
      count={person.roles.length}
      actions={
        person.may.includes('change-roles') && <Button onClick={onChange}>Change roles</Button>
      }
    >
      {held.length === 0 && <p className="soft">No role: nothing can be done.</p>}
      <ul className="lines">
        {held.map((role) => (
          <li key={role.id}>
            <p>
              <strong>{role.name}</strong>
            </p>
            <p className="small soft">{role.says}</p>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function EndSessions({ person, onClose }: { person: PersonView; onClose(): void }) {
  const end = useDo('POST /people/:personId/sessions/end', { changes: ['session', 'person'] })
  return (
    <Danger
      title={`End every session of ${person.name}`}
      effect={`${person.name} is signed out everywhere at once. What was typed and not saved is lost.`}
      undo="They can sign in again unless you suspend them."
      act="End sessions"
      acting="Ending"
      reason="Why"
      onClose={onClose}
      onAct={async (reason) => {
        await end.mutateAsync({ personId: person.id, reason })
        say(`Every session of ${person.name} has ended.`)
      }}
    />
  )
}
