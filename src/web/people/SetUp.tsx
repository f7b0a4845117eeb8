import { Link, Navigate } from '@tanstack/react-router'
import { useState } from 'react'
import { client, useAsk } from '../ask.ts'
import { call } from '../call.ts'
import type { Sent } from '../contracts.ts'
import { Choice, TextField } from '../parts/Field.tsx'
import { Form } from '../parts/Form.tsx'
import { Doorstep } from './Doorstep.tsx'

type Nation = Sent<'POST /set-up'>['nation']

/** The first page of a new installation: the council and its first administrator. */
export default function SetUp() {
  const offers = useAsk('GET /sign-in', {}, { about: [] })
  const [email, setEmail] = useState('')
  if (email)
    return (
      <Doorstep key="done" title="Your council is set up" lead={`Sign in as ${email}.`}>
        <p>Crier will ask you to set up a second factor. Then invite your colleagues.</p>
        <Link to="/sign-in" className="button primary">
          Sign in
        </Link>
      </Doorstep>
    )
  if (offers.data && !offers.data.setUpNeeded) return <Navigate to="/sign-in" replace />
  return (
    <Doorstep
      title="Set up your council"
      lead="This is done once. The set-up code stands where Crier was started."
    >
      <Form
        send="Set up"
        sending="Setting up"
        onSend={async (answers) => {
          const made = await call('POST /set-up', {
            code: answers.text('code'),
            councilName: answers.text('councilName'),
            slug: answers.text('slug').trim(),
            // The list below offers nothing else.
            nation: answers.text('nation') as Nation,
            name: answers.text('name'),
            email: answers.text('email').trim(),
            password: answers.text('password'),
          })
          await client.invalidateQueries({ queryKey: ['GET /sign-in'] })
          setEmail(made.email)
        }}
      >
        <SetUpFields />
      </Form>
    </Doorstep>
  )
}

function SetUpFields() {
  return (
    <>
      <TextField name="code" label="Set-up code" autoComplete="off" spellCheck={false} />
      <TextField name="councilName" label="Name of the council" autoComplete="organization" />
      <TextField
        name="slug"
        label="Short name for addresses"
        hint="Small letters, digits and hyphens, such as brackenshire."
        autoCapitalize="none"
        spellCheck={false}
      />
      <Choice name="nation" label="Nation" hint="It decides which law applies." defaultValue="E">
        <option value="E">England</option>
        <option value="W">Wales</option>
        <option value="S">Scotland</option>
        <option value="NI">Northern Ireland</option>
      </Choice>
      <TextField name="name" label="Your name" autoComplete="name" />
      <TextField
        name="email"
        label="Your e-mail address"
        hint="You will be the first administrator."
        type="email"
        autoComplete="username"
      />
      <TextField
        name="password"
        label="Password"
        hint="At least 12 characters. Three or four random words are easy to keep in mind."
        type="password"
        autoComplete="new-password"
      />
    </>
  )
}
