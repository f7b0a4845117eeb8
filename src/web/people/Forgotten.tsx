import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../call.ts'
import { TextField } from '../parts/Field.tsx'
import { Form } from '../parts/Form.tsx'
import { Doorstep } from './Doorstep.tsx'

export default function Forgotten() {
  const [sent, setSent] = useState('')
  if (sent)
    return (
      <Doorstep key="sent" title="Look at your e-mail">
        <p>
          If {sent} belongs to someone here, an e-mail with a link is on its way. The link works for
          a short time and once.
        </p>
        <p>
          <Link to="/sign-in">Back to sign in</Link>
        </p>
      </Doorstep>
    )
  return (
    <Doorstep title="Forgotten password" lead="An e-mail with a link lets you set a new one.">
      <Form
        send="Send the e-mail"
        sending="Sending"
        onSend={async (answers) => {
          const email = answers.text('email').trim()
          await call('POST /auth/request-password-reset', { email })
          setSent(email)
        }}
      >
        <TextField name="email" label="E-mail address" type="email" autoComplete="username" />
      </Form>
      <p>
        <Link to="/sign-in">Back to sign in</Link>
      </p>
    </Doorstep>
  )
}
