import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { client } from '../ask.ts'
import { useMe } from '../me.ts'
import { Button } from '../parts/Button.tsx'
import { KeyIcon } from '../parts/icons.tsx'
import { Page } from '../parts/Page.tsx'
import { Panel } from '../parts/Panel.tsx'
import { AddPasskey } from './PasskeyPanel.tsx'
import { SetUpApp } from './SetUpApp.tsx'
import { signOut } from './sign-in.ts'

/** Nothing else is possible until the second factor is there, so this page stands alone. */
export default function SecondFactor() {
  const { secondFactor } = useMe()
  const router = useRouter()
  const [adding, setAdding] = useState(false)
  async function goOn() {
    await client.refetchQueries({ queryKey: ['GET /me'] })
    await router.navigate({ to: '/', replace: true })
  }
  if (secondFactor.owed === 'use')
    return (
      <Page
        title="Sign in with your second factor"
        lead="Your roles need it, and this session was opened without it."
        narrow
      >
        <div className="row">
          <Button kind="primary" onClick={() => void signOut()}>
            Sign out and sign in again
          </Button>
        </div>
      </Page>
    )
  return (
    <Page
      title="Set up a second factor"
      lead="Your roles can change a lot, so a password alone is not enough. It takes two minutes, once."
      narrow
    >
      <Panel
        title="With a passkey"
        lead="The quickest: your fingerprint, face, PIN or a security key."
      >
        <div className="row">
          <Button icon={KeyIcon} onClick={() => setAdding(true)}>
            Add a passkey
          </Button>
        </div>
      </Panel>
      <Panel title="With an authenticator app" lead="A code of 6 digits from an app on your phone.">
        <SetUpApp onDone={() => void goOn()} />
      </Panel>
      {adding && (
        <AddPasskey
          onClose={() => {
            setAdding(false)
            void goOn()
          }}
        />
      )}
    </Page>
  )
}
