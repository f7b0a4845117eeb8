import { useState } from 'react'
import { client } from '../ask.ts'
import { call } from '../call.ts'
import type { Me } from '../me.ts'
import { Button } from '../parts/Button.tsx'
import { Danger } from '../parts/Danger.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { TextField } from '../parts/Field.tsx'
import { Form } from '../parts/Form.tsx'
import { Panel } from '../parts/Panel.tsx'
import { State } from '../parts/State.tsx'
import { say } from '../parts/said.ts'
import { RecoveryCodes, SetUpApp } from './SetUpApp.tsx'

const refresh = () => client.invalidateQueries({ queryKey: ['GET /me'] })

/** The authenticator app: whether there is one, and what can be done with it. */
export function AppPanel({ factor }: { factor: Me['secondFactor'] }) {
  const [doing, setDoing] = useState<'set-up' | 'codes' | 'remove'>()
  const close = () => setDoing(undefined)
  return (
    <Panel
      title="Authenticator app"
      lead="A code from an app on your phone, asked for after your password."
      actions={
        factor.totp ? (
          <>
            <Button onClick={() => setDoing('codes')}>New recovery codes</Button>
            <Button kind="quiet" onClick={() => setDoing('remove')}>
              Remove
            </Button>
          </>
        ) : (
          <Button onClick={() => setDoing('set-up')}>Set up</Button>
        )
      }
    >
      <p>
        <State is={factor.totp ? 'active' : 'none'} word={factor.totp ? 'Set up' : 'Not set up'} />
        {factor.required && ' Your roles need a second factor.'}
      </p>
      {doing === 'set-up' && (
        <Dialog title="Set up an authenticator app" onClose={close}>
          <SetUpApp
            onDone={() => {
              close()
              void refresh()
              say('Your authenticator app is set up.')
            }}
          />
        </Dialog>
      )}
      {doing === 'codes' && <NewCodes onClose={close} />}
      {doing === 'remove' && <RemoveApp onClose={close} />}
    </Panel>
  )
}

function NewCodes({ onClose }: { onClose(): void }) {
  const [codes, setCodes] = useState<string[]>()
  return (
    <Dialog title="New recovery codes" onClose={onClose}>
      {codes ? (
        <RecoveryCodes codes={codes} onDone={onClose} />
      ) : (
        <div className="stack">
          <p>The codes that you have now stop working.</p>
          <Form
            send="Make new codes"
            sending="Making them"
            prefix="codes-"
            onCancel={onClose}
            onSend={async (answers) => {
              const made = await call('POST /auth/two-factor/generate-backup-codes', {
                password: answers.text('password'),
              })
              setCodes(made.backupCodes)
            }}
          >
            <TextField
              name="password"
              label="Your password"
              type="password"
              autoComplete="current-password"
            />
          </Form>
        </div>
      )}
    </Dialog>
  )
}

function RemoveApp({ onClose }: { onClose(): void }) {
  return (
    <Danger
      title="Remove your authenticator app"
      effect="You will be asked for your password only, unless you have a passkey."
      undo="You can set it up again at any time."
      act="Remove"
      acting="Removing"
      onClose={onClose}
      onAct={async (_, answers) => {
        await call('POST /auth/two-factor/disable', { password: answers.text('password') })
        await refresh()
        say('Your authenticator app is removed.')
      }}
    >
      <TextField
        name="password"
        label="Your password"
        type="password"
        autoComplete="current-password"
      />
    </Danger>
  )
}
