import { useAsk, useDo } from '../ask.ts'
import { call } from '../call.ts'
import type { Reply } from '../contracts.ts'
import { useMe } from '../me.ts'
import { Button } from '../parts/Button.tsx'
import { TextField } from '../parts/Field.tsx'
import { Form } from '../parts/Form.tsx'
import { Page } from '../parts/Page.tsx'
import { Panel } from '../parts/Panel.tsx'
import { State } from '../parts/State.tsx'
import { say } from '../parts/said.ts'
import { Answer } from '../parts/Waiting.tsx'
import { When } from '../parts/When.tsx'
import { AppPanel } from './AppPanel.tsx'
import { deviceName } from './device.ts'
import { PasskeyPanel } from './PasskeyPanel.tsx'

/** What keeps my account mine: second factor, passkeys, password, and where I am signed in. */
export default function Security() {
  const me = useMe()
  return (
    <Page
      title="Security and sessions"
      lead="How you prove that it is you, and where you are signed in now."
      narrow
    >
      <AppPanel factor={me.secondFactor} />
      <PasskeyPanel />
      <PasswordPanel />
      <Sessions />
    </Page>
  )
}

function PasswordPanel() {
  return (
    <Panel title="Password" lead="After a change every other session ends.">
      <Form
        send="Change password"
        sending="Changing"
        prefix="password-"
        onSend={async (answers) => {
          await call('POST /auth/change-password', {
            currentPassword: answers.text('currentPassword'),
            newPassword: answers.text('newPassword'),
          })
          say('Your password is changed. Your other sessions have ended.')
        }}
      >
        <TextField
          name="currentPassword"
          label="Password now"
          type="password"
          autoComplete="current-password"
        />
        <TextField
          name="newPassword"
          label="New password"
          hint="At least 12 characters. Three or four random words are easy to keep in mind."
          type="password"
          autoComplete="new-password"
        />
      </Form>
    </Panel>
  )
}

type Session = Reply<'GET /me/sessions'>['sessions'][number]

function Sessions() {
  const sessions = useAsk('GET /me/sessions', {}, { about: ['session', 'person'] })
  const endOthers = useDo('POST /me/sessions/end-others', {
    changes: ['session'],
    said: 'Every other session has ended.',
  })
  const others = (sessions.data?.sessions.length ?? 0) > 1
  return (
    <Panel
      title="Where you are signed in"
      lead="End any that you do not recognise, then change your password."
      actions={
        others && (
          <Button onClick={() => endOthers.mutate({})} busy={endOthers.isPending && 'Ending'}>
            End all others
          </Button>
        )
      }
    >
      <Answer to={sessions}>
        {(answer) => (
          <ul className="lines">
            {answer.sessions.map((session) => (
              <SessionLine key={session.id} session={session} />
            ))}
          </ul>
        )}
      </Answer>
    </Panel>
  )
}

function SessionLine({ session }: { session: Session }) {
  const end = useDo('POST /me/sessions/:sessionId/end', {
    changes: ['session'],
    said: 'That session has ended.',
  })
  return (
    <li className="row between">
      <div>
        <p>
          <strong>{deviceName(session.device)}</strong>{' '}
          {session.current && <State is="active" word="This one" />}
        </p>
        <p className="small soft">
          From {session.address}, last used <When at={session.lastSeen} brief />, signed in{' '}
          <When at={session.startedAt} exact />
        </p>
      </div>
      {!session.current && (
        <Button
          kind="quiet"
          busy={end.isPending && 'Ending'}
          onClick={() => end.mutate({ sessionId: session.id })}
        >
          End
        </Button>
      )}
    </li>
  )
}
