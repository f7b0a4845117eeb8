import { useAsk } from '../ask.ts'
import { call } from '../call.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { TextField } from '../parts/Field.tsx'
import { Form } from '../parts/Form.tsx'
import { Answer } from '../parts/Waiting.tsx'
import type { ChannelView } from './words.ts'

/** Asks what the network needs to know first, then sends the browser there. */
export function Connect({ channel, onClose }: { channel: ChannelView; onClose(): void }) {
  const networks = useAsk('GET /networks', {}, { about: [] })
  return (
    <Dialog title={`Connect ${channel.name}`} onClose={onClose}>
      <Answer to={networks}>
        {(answer) => {
          const questions =
            answer.networks.find(({ id }) => id === channel.network.id)?.questions ?? []
          return (
            <div className="stack">
              <p>
                You go to {channel.network.name}, sign in there as the council's account and allow
                Crier to publish. Then you come back here, and Crier looks at the account before it
                counts as connected.
              </p>
              <Form
                send={`Go to ${channel.network.name}`}
                sending="Going"
                prefix="connect-"
                onCancel={onClose}
                onSend={async (answers) => {
                  const { address } = await call('POST /channels/:channelId/connect', {
                    channelId: channel.id,
                    answers: Object.fromEntries(
                      questions.map(({ name }) => [name, answers.text(name).trim()]),
                    ),
                  })
                  location.assign(address)
                }}
              >
                {questions.map(({ name, label, hint }) => (
                  <TextField key={name} name={name} label={label} hint={hint} />
                ))}
              </Form>
            </div>
          )
        }}
      </Answer>
    </Dialog>
  )
}
