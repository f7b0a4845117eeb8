import { TagsInput } from '@mantine/core'
import { useState } from 'react'
import { useDo } from '../ask.ts'
import { Button } from '../parts/Button.tsx'
import { ChooseMany, ChooseOne } from '../parts/Choices.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { TextArea, TextField } from '../parts/Field.tsx'
import { type Answers, Form } from '../parts/Form.tsx'
import { MantineScope } from '../parts/MantineScope.tsx'
import { Notice } from '../parts/Panel.tsx'
import { routeLines, routesFrom, type Setting } from './values.ts'

interface Props {
  setting: Setting
  onClose(): void
}

/** Choose a setting with a reason, or give it back to the packs. */
export function SettingDialog({ setting, onClose }: Props) {
  const [names, setNames] = useState(listOf(setting.value))
  const [givingBack, setGivingBack] = useState(false)
  const save = useDo('PUT /policy/settings/:key', {
    changes: ['policy', 'setting'],
    said: 'The setting is changed. It holds from now on.',
  })
  return (
    <Dialog title={setting.question} onClose={onClose}>
      <div className="stack">
        {setting.floor && <Notice>{setting.floor}</Notice>}
        <Form
          key={String(givingBack)}
          send={givingBack ? 'Give it back to the packs' : 'Save'}
          sending="Saving"
          prefix="setting-"
          onCancel={onClose}
          onSend={async (answers) => {
            await save.mutateAsync({
              key: setting.key,
              value: givingBack ? null : chosenValue(setting, answers, names),
              reason: answers.text('reason'),
            })
            onClose()
          }}
        >
          {givingBack ? (
            <p>Your packs decide it again, as they did before the council chose.</p>
          ) : (
            <Value setting={setting} names={names} setNames={setNames} />
          )}
          <TextArea name="reason" label="Why" hint="It is kept in the ledger." rows={3} />
        </Form>
        {setting.choice && !givingBack && (
          <div className="row">
            <Button kind="quiet" onClick={() => setGivingBack(true)}>
              Let the packs decide again
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  )
}

const listOf = (value: Setting['value']): string[] =>
  Array.isArray(value) ? value.map(String) : []

function chosenValue(setting: Setting, answers: Answers, names: string[]): Setting['value'] {
  if (setting.kind === 'set') return answers.all('value')
  if (setting.kind === 'roles') return names
  if (setting.kind === 'months') return Number(answers.text('value'))
  if (setting.kind === 'routes') return routesFrom(answers.text('value'))
  return answers.text('value')
}

function Value({
  setting,
  names,
  setNames,
}: {
  setting: Setting
  names: string[]
  setNames(names: string[]): void
}) {
  const options = setting.options.map(({ value, says }) => ({ value, label: says }))
  const { value } = setting
  if (setting.kind === 'one')
    return <ChooseOne name="value" label="Answer" options={options} chosen={[String(value)]} />
  if (setting.kind === 'set')
    return <ChooseMany name="value" label="Answer" options={options} chosen={listOf(value)} />
  if (setting.kind === 'months')
    return (
      <TextField
        name="value"
        label="Months"
        type="number"
        min={1}
        max={240}
        defaultValue={typeof value === 'number' ? value : undefined}
      />
    )
  if (setting.kind === 'routes')
    return (
      <TextArea
        name="value"
        label="Where each kind of concern goes"
        hint="One line for each, such as safeguarding: safeguarding-lead, police"
        defaultValue={routeLines(value).join('\n')}
      />
    )
  return (
    <MantineScope>
      <TagsInput
        label="Roles, in order"
        description="Type a name and press Enter."
        data={[...new Set(setting.words.flatMap((word) => listOf(word.value)))]}
        value={names}
        onChange={setNames}
      />
    </MantineScope>
  )
}
