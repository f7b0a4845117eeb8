import type { DeliveryMay, DeliveryView } from '../../publishing/contract.ts'
import { ChooseOne } from '../parts/Choices.tsx'
import { Danger } from '../parts/Danger.tsx'
import { TextField } from '../parts/Field.tsx'
import { usePostDo } from './asking.ts'

interface Props {
  delivery: DeliveryView
  onClose(): void
}

export default function DeliveryDialog({ doing, ...props }: Props & { doing: DeliveryMay }) {
  if (doing === 'settle-sent') return <DidArrive {...props} />
  if (doing === 'settle-not-sent') return <DidNotArrive {...props} />
  if (doing === 'send-again') return <SendAgain {...props} />
  return <Stop {...props} />
}

function DidArrive({ delivery, onClose }: Props) {
  const settle = usePostDo('POST /deliveries/:deliveryId/settle-sent', 'It is settled as sent.')
  return (
    <Danger
      title={`It did arrive on ${delivery.channel.name}`}
      effect="Crier counts it as sent and does not send it again. Look at the channel before you say so."
      undo="This cannot be taken back. If you are wrong, the post was never published there."
      act="It did arrive"
      acting="Settling"
      reason="How do you know?"
      onAct={(reason, answers) => {
        const address = answers.text('address').trim()
        return settle.mutateAsync({
          deliveryId: delivery.id,
          reason,
          ...(address ? { address } : {}),
        })
      }}
      onClose={onClose}
    >
      <TextField
        name="address"
        label="Its public address there"
        hint="With it the post can be corrected or deleted from here later."
        optional
      />
    </Danger>
  )
}

function DidNotArrive({ delivery, onClose }: Props) {
  const settle = usePostDo(
    'POST /deliveries/:deliveryId/settle-not-sent',
    'It is settled as not sent.',
  )
  return (
    <Danger
      title={`It did not arrive on ${delivery.channel.name}`}
      effect="Look at the channel before you say so. If it is there after all and you send it again, the public sees it twice."
      undo="What is sent again can be deleted on the network afterwards."
      act="It did not arrive"
      acting="Settling"
      reason="How do you know?"
      onAct={(reason, answers) =>
        settle.mutateAsync({
          deliveryId: delivery.id,
          reason,
          sendAgain: answers.text('again') === 'yes',
        })
      }
      onClose={onClose}
    >
      <ChooseOne
        name="again"
        label="What should happen to it?"
        chosen={['yes']}
        options={[
          { value: 'yes', label: 'Send it again now' },
          { value: 'no', label: 'Leave it unsent' },
        ]}
      />
    </Danger>
  )
}

function SendAgain({ delivery, onClose }: Props) {
  const send = usePostDo('POST /deliveries/:deliveryId/send-again', 'It is on its way again.')
  return (
    <Danger
      title={`Send again on ${delivery.channel.name}`}
      effect={delivery.failure?.says ?? 'The same version is sent once more.'}
      undo="Once sent it can be deleted on the network."
      act="Send again"
      acting="Asking"
      reason="What has changed since it was refused?"
      onAct={(reason) => send.mutateAsync({ deliveryId: delivery.id, reason })}
      onClose={onClose}
    />
  )
}

function Stop({ delivery, onClose }: Props) {
  const stop = usePostDo('POST /deliveries/:deliveryId/stop', 'What had not left is stopped.')
  return (
    <Danger
      title={`Stop on ${delivery.channel.name}`}
      effect="What has not left yet on this channel stays here, the rest of its thread included. Other channels go on."
      undo="What is stopped does not leave later. Write a new post instead."
      act="Stop it"
      acting="Stopping"
      reason="Why is it stopped?"
      onAct={(reason) => stop.mutateAsync({ deliveryId: delivery.id, reason })}
      onClose={onClose}
    />
  )
}
