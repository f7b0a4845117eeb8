import { Link, useRouter } from '@tanstack/react-router'
import { useAsk, useDo } from '../ask.ts'
import { ChooseOne } from '../parts/Choices.tsx'
import { Choice } from '../parts/Field.tsx'
import { Form } from '../parts/Form.tsx'
import { Page } from '../parts/Page.tsx'
import { Answer } from '../parts/Waiting.tsx'
import { ChannelFields } from './ChannelFields.tsx'

/** Enter a channel in the register. Connecting it comes after, on its page. */
export default function NewChannel() {
  const networks = useAsk('GET /networks', {}, { about: [] })
  const router = useRouter()
  const create = useDo('POST /channels', {
    changes: ['channel'],
    said: 'The channel is on the register.',
  })
  return (
    <Page
      title="Add a channel"
      above={<Link to="/channels">Channels</Link>}
      lead="First it goes on the register. Then you connect it to the account on the network."
      narrow
    >
      <Answer to={networks}>
        {(answer) => (
          <Form
            send="Add to the register"
            sending="Adding"
            onSend={async (answers) => {
              const channel = await create.mutateAsync({
                network: answers.text('network'),
                name: answers.text('name'),
                purpose: answers.text('purpose'),
                ownerId: answers.text('ownerId'),
                deputyId: answers.text('deputyId') || null,
                recoveryEmail: answers.text('recoveryEmail').trim() || null,
                status: answers.text('status') === 'planned' ? 'planned' : 'active',
              })
              await router.navigate({
                to: '/channels/$channelId',
                params: { channelId: channel.id },
              })
            }}
          >
            <Choice name="network" label="Network">
              {answer.networks.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Choice>
            <ChannelFields />
            <ChooseOne
              name="status"
              label="Status"
              chosen={['active']}
              options={[
                { value: 'active', label: 'In use' },
                { value: 'planned', label: 'Planned', says: 'Nothing can be sent on it yet.' },
              ]}
            />
          </Form>
        )}
      </Answer>
    </Page>
  )
}
