import { useDo } from '../ask.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { Form } from '../parts/Form.tsx'
import { ChannelFields } from './ChannelFields.tsx'
import type { ChannelView } from './words.ts'

export function EditChannel({ channel, onClose }: { channel: ChannelView; onClose(): void }) {
  const save = useDo('PUT /channels/:channelId', {
    changes: ['channel'],
    said: 'The entry is changed.',
  })
  return (
    <Dialog title={`The entry of ${channel.name}`} onClose={onClose}>
      <Form
        send="Save"
        sending="Saving"
        prefix="channel-"
        onCancel={onClose}
        onSend={async (answers) => {
          await save.mutateAsync({
            channelId: channel.id,
            name: answers.text('name'),
            purpose: answers.text('purpose'),
            ownerId: answers.text('ownerId'),
            deputyId: answers.text('deputyId') || null,
            recoveryEmail: answers.text('recoveryEmail').trim() || null,
          })
          onClose()
        }}
      >
        <ChannelFields channel={channel} />
      </Form>
    </Dialog>
  )
}
