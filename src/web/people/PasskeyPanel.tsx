import { useState } from 'react'
import { client, useAsk, useDo } from '../ask.ts'
import type { Reply } from '../contracts.ts'
import { Button } from '../parts/Button.tsx'
import { Danger } from '../parts/Danger.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { TextField } from '../parts/Field.tsx'
import { Form } from '../parts/Form.tsx'
import { KeyIcon } from '../parts/icons.tsx'
import { Panel } from '../parts/Panel.tsx'
import { say } from '../parts/said.ts'
import { Answer, Empty } from '../parts/Waiting.tsx'
import { When } from '../parts/When.tsx'
import { addPasskey } from './add-passkey.ts'

type Passkey = Reply<'GET /auth/passkey/list-user-passkeys'>[number]

const list = 'GET /auth/passkey/list-user-passkeys'
const refresh = () =>
  Promise.all([
    client.invalidateQueries({ queryKey: [list] }),
    client.invalidateQueries({ queryKey: ['GET /me'] }),
  ])

/** Passkeys: sign in with a fingerprint, a face or a key instead of typing. */
export function PasskeyPanel() {
  const passkeys = useAsk(list, {}, { about: ['person'] })
  const [adding, setAdding] = useState(false)
  return (
    <Panel
      title="Passkeys"
      lead="Sign in with your fingerprint, face, PIN or a security key. Nobody can trick you into typing it elsewhere."
      actions={<Button onClick={() => setAdding(true)}>Add a passkey</Button>}
    >
      <Answer to={passkeys}>
        {(answer) =>
          answer.length === 0 ? (
            <Empty icon={KeyIcon} title="No passkeys yet">
              Add one on each device that you use for work.
            </Empty>
          ) : (
            <ul className="lines">
              {answer.map((passkey) => (
                <PasskeyLine key={passkey.id} passkey={passkey} />
              ))}
            </ul>
          )
        }
      </Answer>
      {adding && <AddPasskey onClose={() => setAdding(false)} />}
    </Panel>
  )
}

export function AddPasskey({ onClose }: { onClose(): void }) {
  return (
    <Dialog title="Add a passkey" onClose={onClose}>
      <Form
        send="Go on"
        sending="Waiting for your device"
        prefix="passkey-"
        onCancel={onClose}
        onSend={async (answers) => {
          if (!(await addPasskey(answers.text('name').trim() || 'My passkey'))) return
          await refresh()
          say('The passkey is kept. You can sign in with it from now on.')
          onClose()
        }}
      >
        <TextField name="name" label="A name to know it by" placeholder="Work laptop" />
      </Form>
    </Dialog>
  )
}

function PasskeyLine({ passkey }: { passkey: Passkey }) {
  const [removing, setRemoving] = useState(false)
  const name = passkey.name ?? 'Passkey without a name'
  const remove = useDo('POST /auth/passkey/delete-passkey', {
    changes: ['person'],
    said: 'The passkey is removed.',
  })
  return (
    <li className="row between">
      <div>
        <p>
          <strong>{name}</strong>
        </p>
        <p className="small soft">
          {passkey.createdAt && (
            <>
              Added <When at={passkey.createdAt} exact />
            </>
          )}
          {passkey.backedUp ? ', kept by your password manager' : ', only on this device'}
        </p>
      </div>
      <Button kind="quiet" onClick={() => setRemoving(true)}>
        Remove
      </Button>
      {removing && (
        <Danger
          title={`Remove ${name}`}
          effect="You can no longer sign in with it."
          undo="You can add it again at any time."
          act="Remove"
          acting="Removing"
          onClose={() => setRemoving(false)}
          onAct={async () => {
            await remove.mutateAsync({ id: passkey.id })
            await refresh()
          }}
        />
      )}
    </li>
  )
}
