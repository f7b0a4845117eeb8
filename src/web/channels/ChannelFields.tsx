import { useState } from 'react'
import { TextArea, TextField } from '../parts/Field.tsx'
import { useFieldState } from '../parts/Form.tsx'
import { later } from '../parts/later.tsx'
import type { ChannelView } from './words.ts'

const PersonPicker = later(
  () => import('../people/PersonPicker.tsx'),
  () => <p className="soft">Loading the people</p>,
)

/** What the register keeps of every channel. */
export function ChannelFields({ channel }: { channel?: ChannelView }) {
  return (
    <>
      <TextField
        name="name"
        label="Name"
        hint="As colleagues call it, such as Leisure centres."
        defaultValue={channel?.name}
      />
      <TextArea
        name="purpose"
        label="Purpose"
        hint="What it is for and whom it reaches."
        defaultValue={channel?.purpose}
        rows={3}
      />
      <PersonField
        name="ownerId"
        label="Owner"
        hint="Answers for the channel and is told when its sign-in is about to end."
        first={channel?.owner.id}
      />
      <PersonField
        name="deputyId"
        label="Deputy (optional)"
        hint="Is told as well, and stands in."
        first={channel?.deputy?.id}
      />
      <TextField
        name="recoveryEmail"
        label="E-mail address of the account"
        hint="The shared mailbox that the network knows, never a person's own."
        type="email"
        defaultValue={channel?.recoveryEmail ?? ''}
        optional
      />
    </>
  )
}

function PersonField({
  name,
  label,
  hint,
  first,
}: {
  name: string
  label: string
  hint: string
  first: string | undefined
}) {
  const [id, setId] = useState<string | null>(first ?? null)
  const { error } = useFieldState(name)
  return (
    <div>
      <input type="hidden" name={name} value={id ?? ''} />
      <PersonPicker label={label} hint={hint} value={id} onChange={setId} error={error} />
    </div>
  )
}
