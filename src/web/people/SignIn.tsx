import { Navigate, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { client, useAsk } from '../ask.ts'
import { call } from '../call.ts'
import type { Sent } from '../contracts.ts'
import { Button } from '../parts/Button.tsx'
import { TextField } from '../parts/Field.tsx'
import { Form } from '../parts/Form.tsx'
import { KeyIcon } from '../parts/icons.tsx'
import { Notice } from '../parts/Panel.tsx'
import { ProblemSummary } from '../parts/ProblemSummary.tsx'
import { asProblem, type Problem } from '../problem.ts'
import { useAddress } from '../useAddress.ts'
import { Doorstep } from './Doorstep.tsx'
import { signInWithPasskey } from './sign-in.ts'

/** Why the council's directory sent someone back; the server knows the words. */
type Refused = Exclude<Sent<'GET /sign-in'>['refused'], undefined>
type Step = 'password' | 'code' | 'recovery'

export default function SignIn() {
  const [step, setStep] = useState<Step>('password')
  const [{ refused }] = useAddress()
  const offers = useAsk('GET /sign-in', { refused: refused as Refused }, { about: [] })
  const enter = useEnter()
  if (offers.data?.setUpNeeded) return <Navigate to="/set-up" replace />
  if (step !== 'password') return <SecondStep step={step} setStep={setStep} onDone={enter} />
  return (
    <Doorstep title="Sign in">
      {offers.data?.notice && <Notice tone="refused">{offers.data.notice}</Notice>}
      {offers.data?.demo && (
        <Notice tone="drill">
          <p>
            <strong>{offers.data.demo.council}</strong>
          </p>
          <p>{offers.data.demo.note}</p>
        </Notice>
      )}
      <Form
        send="Sign in"
        sending="Signing in"
        onSend={async (answers) => {
          const { next } = await call('POST /auth/sign-in/email', {
            email: answers.text('email'),
            password: answers.text('password'),
          })
          if (next === 'second-factor') setStep('code')
          else await enter()
        }}
      >
        <TextField name="email" label="E-mail address" type="email" autoComplete="username" />
        <TextField
          name="password"
          label="Password"
          type="password"
          autoComplete="current-password"
        />
      </Form>
      {offers.data?.mail && (
        <p>
          <a href="/forgotten">Forgotten password</a>
        </p>
      )}
      <p className="doorstep-or">or</p>
      <PasskeyButton onDone={enter} />
      {offers.data?.singleSignOn.map(({ council, address }) => (
        <a key={address} className="button plain" href={address}>
          Sign in with your {council} account
        </a>
      ))}
    </Doorstep>
  )
}

/** Goes to where the person wanted to be; only ever to a page of Crier itself. */
function useEnter() {
  const router = useRouter()
  const [{ next }] = useAddress()
  return async () => {
    client.clear()
    const local = next !== undefined && /^\/(?![/\\])/.test(next)
    await router.navigate({ href: local ? next : '/', replace: true })
  }
}

function PasskeyButton({ onDone }: { onDone(): Promise<void> }) {
  const [problem, setProblem] = useState<Problem>()
  const [busy, setBusy] = useState(false)
  async function go() {
    setBusy(true)
    setProblem(undefined)
    try {
      if (await signInWithPasskey()) await onDone()
    } catch (caught) {
      setProblem(asProblem(caught))
    }
    setBusy(false)
  }
  return (
    <>
      {problem && <ProblemSummary problem={problem} />}
      <Button icon={KeyIcon} busy={busy && 'Waiting for your passkey'} onClick={() => void go()}>
        Sign in with a passkey
      </Button>
    </>
  )
}

interface SecondProps {
  step: Step
  setStep(step: Step): void
  onDone(): Promise<void>
}

function SecondStep({ step, setStep, onDone }: SecondProps) {
  const byCode = step === 'code'
  return (
    <Doorstep
      key={step}
      title={byCode ? 'Confirm it is you' : 'Use a recovery code'}
      lead={
        byCode
          ? 'Your authenticator app shows a code of 6 digits for Crier.'
          : 'Type one of the codes that you kept when you set up your authenticator app. Each works once.'
      }
    >
      <Form
        send="Confirm"
        sending="Confirming"
        onSend={async (answers) => {
          const code = answers.text('code').replace(/\s/g, '')
          await call(`POST /auth/two-factor/${byCode ? 'verify-totp' : 'verify-backup-code'}`, {
            code,
          })
          await onDone()
        }}
      >
        <TextField
          name="code"
          label={byCode ? 'Code' : 'Recovery code'}
          autoComplete="one-time-code"
          inputMode={byCode ? 'numeric' : 'text'}
          autoFocus
        />
      </Form>
      <div className="row between">
        <Button kind="quiet" onClick={() => setStep(byCode ? 'recovery' : 'code')}>
          {byCode ? 'I do not have the app with me' : 'Use the app instead'}
        </Button>
        <Button kind="quiet" onClick={() => setStep('password')}>
          Start again
        </Button>
      </div>
    </Doorstep>
  )
}
