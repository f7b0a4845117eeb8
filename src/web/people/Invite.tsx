import { useState } from 'react'
import { useDo } from '../ask.ts'
import type { Reply } from '../contracts.ts'
import { useMe } from '../me.ts'
import { Button } from '../parts/Button.tsx'
import { ChooseMany } from '../parts/Choices.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { TextField } from '../parts/Field.tsx'
import { Form } from '../parts/Form.tsx'
import { instantOf } from '../parts/local-time.ts'
import { CopyButton } from '../parts/Small.tsx'
import { type RoleId, useRoles } from './names.ts'

type Sent = Reply<'POST /invitations'>

/** Invite one person; without mail, the link is handed over by hand. */
export function Invite({ onClose }: { onClose(): void }) {
  const { council } = useMe()
  const { roles } = useRoles()
  const [sent, setSent] = useState<Sent>()
  const invite = useDo('POST /invitations', { changes: ['invitation', 'person'] })
  if (sent) return <Handover sent={sent} onClose={onClose} />
  return (
    <Dialog title="Invite a person" onClose={onClose}>
      <Form
        send="Invite"
        sending="Inviting"
        prefix="invite-"
        onCancel={onClose}
        onSend={async (answers) => {
          const until = answers.text('accessUntil')
          setSent(
            await invite.mutateAsync({
              email: answers.text('email').trim(),
              name: answers.text('name').trim(),
              // The boxes offer the ids of the roles and nothing else.
              roles: answers.all('roles') as RoleId[],
              accessUntil: until ? instantOf(`${until}T23:59`, council.zone) : null,
            }),
          )
        }}
      >
        <TextField name="name" label="Name" autoComplete="off" />
        <TextField name="email" label="E-mail address" type="email" autoComplete="off" />
        <ChooseMany
          name="roles"
          label="Roles"
          hint="Levels on channels are given afterwards, on the page of the person."
          chosen={['author']}
          options={roles.map((role) => ({ value: role.id, label: role.name, says: role.says }))}
        />
        <TextField
          name="accessUntil"
          label="Access ends"
          hint="For contractors and agency staff: the last day."
          type="date"
          optional
        />
      </Form>
    </Dialog>
  )
}

export function Handover({ sent, onClose }: { sent: Sent; onClose(): void }) {
  return (
    <Dialog title="The invitation is made" onClose={onClose}>
      <div className="stack">
        {sent.link ? (
          <>
            <p>
              No e-mail is set up, so give this link to {sent.invitation.name} yourself. Whoever has
              it can use it once. It is shown only now.
            </p>
            <pre className="card">{sent.link}</pre>
            <CopyButton text={sent.link} label="Copy the link" />
          </>
        ) : (
          <p>
            An e-mail with a link is on its way to {sent.invitation.email}. You see here when it is
            accepted.
          </p>
        )}
        <div className="row">
          <Button kind="primary" onClick={onClose}>
            Done
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
