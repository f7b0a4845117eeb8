import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../call.ts'
import { TextField } from '../parts/Field.tsx'
import { Form } from '../parts/Form.tsx'
import { Doorstep } from './Doorstep.tsx'
import { useSecret } from './secret.ts'
import { WholeLink } from './WholeLink.tsx'

/** From the mail: the secret stands after the #, which browsers never send to a server. */
export default function NewPassword() {
  const token = useSecret()
  const [done, setDone] = useState(false)
  if (done)
    return (
      <Doorstep key="done" title="Your new password is set" lead="Every session has ended.">
        <Link to="/sign-in" className="button primary">
          Sign in
        </Link>
      </Doorstep>
    )
  if (!token)
    return (
      <WholeLink>
        It works for an hour after it was sent, and once. If the link is lost,{' '}
        <Link to="/forgotten">ask for another one</Link>.
      </WholeLink>
    )
  return (
    <Doorstep title="Set a new password">
      <Form
        send="Set password"
        sending="Setting it"
        onSend={async (answers) => {
          await call('POST /auth/reset-password', {
            token,
            newPassword: answers.text('newPassword'),
          })
          setDone(true)
        }}
      >
        <TextField
          name="newPassword"
          label="New password"
          hint="At least 12 characters. Three or four random words are easy to keep in mind."
          type="password"
          autoComplete="new-password"
        />
      </Form>
    </Doorstep>
  )
}
