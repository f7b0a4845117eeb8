import { Link } from '@tanstack/react-router'
import { useAsk, useDo } from '../ask.ts'
import type { Reply, Sent } from '../contracts.ts'
import { useMe } from '../me.ts'
import { Choice, TextField } from '../parts/Field.tsx'
import { Form } from '../parts/Form.tsx'
import { Page } from '../parts/Page.tsx'
import { Panel } from '../parts/Panel.tsx'
import { Answer } from '../parts/Waiting.tsx'
import { LockdownPanel } from './LockdownPanel.tsx'
import { SingleSignOn } from './SingleSignOn.tsx'

type Settings = Reply<'GET /council'>
type Whom = Sent<'PUT /council'>['secondFactorFor']

/** The settings of the council: its name, who needs a second factor, its own directory, lockdown. */
export default function Council() {
  const me = useMe()
  const settings = useAsk('GET /council', {}, { about: ['council'] })
  return (
    <Page title="Council and sign-in" above={<Link to="/people">People</Link>} narrow>
      <Answer to={settings}>{(answer) => <CouncilForm settings={answer} />}</Answer>
      {me.may.includes('change-single-sign-on') && <SingleSignOn />}
      <LockdownPanel />
    </Page>
  )
}

function CouncilForm({ settings }: { settings: Settings }) {
  const save = useDo('PUT /council', { changes: ['council'], said: 'The settings are saved.' })
  const may = settings.may.includes('change')
  return (
    <Panel title="Council">
      <Form
        send="Save"
        sending="Saving"
        prefix="council-"
        why={may ? undefined : 'Only an administrator can change these settings.'}
        onSend={(answers) =>
          save.mutateAsync({
            name: answers.text('name'),
            // The list offers nothing else.
            secondFactorFor: answers.text('secondFactorFor') as Whom,
            invitationDays: Number(answers.text('invitationDays')),
          })
        }
      >
        <TextField name="name" label="Name of the council" defaultValue={settings.council.name} />
        <Choice
          name="secondFactorFor"
          label="Who must have a second factor"
          defaultValue={settings.secondFactorFor}
        >
          <option value="nobody">Nobody</option>
          <option value="administrators">Administrators and the communications team</option>
          <option value="everyone">Everyone</option>
        </Choice>
        <TextField
          name="invitationDays"
          label="Days until an invitation ends"
          type="number"
          min={1}
          max={30}
          defaultValue={settings.invitationDays}
        />
      </Form>
    </Panel>
  )
}
