import { useState } from 'react'
import { encode } from 'uqr'
import { call } from '../call.ts'
import { Button } from '../parts/Button.tsx'
import { TextField } from '../parts/Field.tsx'
import { Form } from '../parts/Form.tsx'
import { CopyButton } from '../parts/Small.tsx'
import './SetUpApp.css'

interface Secret {
  totpURI: string
  backupCodes: string[]
}

/** Password, then the picture to scan, then a first code, then the codes to keep. */
export function SetUpApp({ onDone }: { onDone(): void }) {
  const [secret, setSecret] = useState<Secret>()
  const [confirmed, setConfirmed] = useState(false)
  if (secret && confirmed) return <RecoveryCodes codes={secret.backupCodes} onDone={onDone} />
  if (secret) return <FirstCode secret={secret} onDone={() => setConfirmed(true)} />
  return (
    <Form
      send="Go on"
      sending="Checking"
      prefix="app-"
      onSend={async (answers) =>
        setSecret(
          await call('POST /auth/two-factor/enable', { password: answers.text('password') }),
        )
      }
    >
      <TextField
        name="password"
        label="Your password"
        hint="So that nobody else sets this up on a screen that you left open."
        type="password"
        autoComplete="current-password"
      />
    </Form>
  )
}

function FirstCode({ secret, onDone }: { secret: Secret; onDone(): void }) {
  const key = new URL(secret.totpURI).searchParams.get('secret') ?? ''
  return (
    <div className="stack">
      <p>Scan this picture with your authenticator app, or type the key into it.</p>
      <Picture text={secret.totpURI} />
      <p className="row">
        <code className="wrap-anywhere">{key.replace(/(.{4})/g, '$1 ').trim()}</code>
        <CopyButton text={key} label="Copy the key" />
      </p>
      <Form
        send="Confirm"
        sending="Confirming"
        prefix="app-"
        onSend={async (answers) => {
          await call('POST /auth/two-factor/verify-totp', {
            code: answers.text('code').replace(/\s/g, ''),
          })
          onDone()
        }}
      >
        <TextField
          name="code"
          label="The 6 digits that the app shows now"
          inputMode="numeric"
          autoComplete="one-time-code"
        />
      </Form>
    </div>
  )
}

/** A QR code; black on white in both themes, because cameras want it so. */
function Picture({ text }: { text: string }) {
  const { data, size } = encode(text, { border: 2 })
  const dots = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label="The key as a picture"
    >
      <path d={dots.join('')} />
    </svg>
  )
}

export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone(): void }) {
  return (
    <div className="stack">
      <p>
        Keep these codes where you keep passwords. Each lets you in once when you do not have the
        app with you. They are shown only now.
      </p>
      <ul className="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="row">
        <Button kind="primary" onClick={onDone}>
          I have kept them
        </Button>
        <CopyButton text={codes.join('\n')} label="Copy all" />
      </div>
    </div>
  )
}
