import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../call.ts'
import { TextField } from '../parts/Field.tsx'
import { Form } from '../parts/Form.tsx'
import { Answer } from '../parts/Waiting.tsx'
import { When } from '../parts/When.tsx'
import { Doorstep } from './Doorstep.tsx'
import { useSecret } from './secret.ts'
import { WholeLink } from './WholeLink.tsx'

/** Someone invited by mail chooses a name and a password. */
export default function Invitation() {
  const token = useSecret()
  const [email, setEmail] = useState('')
  const invitation = useQuery({
    queryKey: ['POST /invitations/open', token],
    queryFn: () => call('POST /invitations/open', { token }),
    enabled: token !== '',
    retry: false,
  })
  if (email)
    return (
      <Doorstep key="done" title="Welcome to Crier" lead={`Your account is ready: ${email}.`}>
        <Link to="/sign-in" className="button primary">
          Sign in
        </Link>
      </Doorstep>
    )
  if (!token)
    return (
      <WholeLink>
        The invitation still holds until you accept it or its time is over. If the link is lost, ask
        whoever invited you to send it again.
      </WholeLink>
    )
  return (
    <Doorstep title="Accept your invitation">
      <Answer to={invitation}>
        {(invited) => (
          <>
            <p>
              <strong>{invited.council}</strong> invites {invited.email} to work in Crier. The
              invitation ends <When at={invited.expiresAt} />.
            </p>
            <AcceptForm token={token} name={invited.name} onDone={setEmail} />
          </>
        )}
      </Answer>
    </Doorstep>
  )
}

function AcceptForm({
  token,
  name,
  onDone,
}: {
  token: string
  name: string
  onDone(email: string): void
}) {
  return (
    <Form
      send="Accept"
      sending="Accepting"
      onSend={async (answers) => {
        const made = await call('POST /invitations/accept', {
          token,
          name: answers.text('name'),
          password: answers.text('password'),
        })
        onDone(made.email)
      }}
    >
      <TextField
        name="name"
        label="Your name"
        hint="As colleagues know you. It stands beside what you do."
        autoComplete="name"
        defaultValue={name}
      />
      <TextField
        name="password"
        label="Choose a password"
        hint="At least 12 characters. Three or four random words are easy to keep in mind."
        type="password"
        autoComplete="new-password"
      />
    </Form>
  )
}
