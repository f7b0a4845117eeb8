import { useState } from 'react'
import { useAsk, useDo } from '../ask.ts'
import type { Reply } from '../contracts.ts'
import { Button } from '../parts/Button.tsx'
import { Tickbox } from '../parts/Choices.tsx'
import { Choice, TextField } from '../parts/Field.tsx'
import { Form } from '../parts/Form.tsx'
import { AddIcon } from '../parts/icons.tsx'
import { Panel } from '../parts/Panel.tsx'
import { CopyButton } from '../parts/Small.tsx'
import { Answer } from '../parts/Waiting.tsx'
import { type RoleId, useRoles } from './names.ts'

type Settings = Reply<'GET /single-sign-on'>

/** The council's own directory (OpenID Connect): where it is, and which of its groups hold which roles. */
export function SingleSignOn() {
  const settings = useAsk('GET /single-sign-on', {}, { about: ['council', 'single-sign-on'] })
  return (
    <Panel
      title="Single sign-on"
      lead="People sign in with the council's own directory. Their groups there decide their roles here; nobody registers themselves."
    >
      <Answer to={settings}>{(answer) => <SettingsForm settings={answer} />}</Answer>
    </Panel>
  )
}

function SettingsForm({ settings }: { settings: Settings }) {
  const save = useDo('PUT /single-sign-on', {
    changes: ['council', 'single-sign-on'],
    said: 'Single sign-on is saved.',
  })
  return (
    <Form
      send="Save"
      sending="Saving"
      prefix="sso-"
      why={settings.may.includes('change') ? undefined : 'Only an administrator can change these.'}
      onSend={(answers) => {
        const secret = answers.text('clientSecret')
        return save.mutateAsync({
          enabled: answers.has('enabled'),
          issuer: answers.text('issuer').trim(),
          clientId: answers.text('clientId').trim(),
          ...(secret ? { clientSecret: secret } : {}),
          groupsClaim: answers.text('groupsClaim').trim(),
          countsAsSecondFactor: answers.has('countsAsSecondFactor'),
          groupRoles: groupsOf(answers.all('group'), answers.all('role')),
        })
      }}
    >
      <DirectoryFields settings={settings} />
      <GroupFields settings={settings} />
    </Form>
  )
}

function DirectoryFields({ settings }: { settings: Settings }) {
  return (
    <>
      <Tickbox name="enabled" label="Use single sign-on" on={settings.enabled} />
      <p>
        Give your directory this address to send people back to:{' '}
        <code className="wrap-anywhere">{settings.redirectAddress}</code>{' '}
        <CopyButton text={settings.redirectAddress} />
      </p>
      <TextField name="issuer" label="Issuer" type="url" defaultValue={settings.issuer} />
      <TextField name="clientId" label="Client id" defaultValue={settings.clientId} />
      <TextField
        name="clientSecret"
        label="Client secret"
        hint={settings.hasClientSecret ? 'One is kept. Leave this empty to keep it.' : undefined}
        type="password"
        autoComplete="off"
      />
      <TextField
        name="groupsClaim"
        label="Name of the claim that lists the groups"
        defaultValue={settings.groupsClaim}
      />
      <Tickbox
        name="countsAsSecondFactor"
        label="The directory asks for a second factor itself"
        says="Then Crier does not ask for another one."
        on={settings.countsAsSecondFactor}
      />
    </>
  )
}

function GroupFields({ settings }: { settings: Settings }) {
  const kept = linesOf(settings)
  const [lines, setLines] = useState(kept.length + 1)
  return (
    <>
      {Array.from({ length: lines }, (_, at) => (
        <GroupLine key={at} at={at} line={kept[at]} />
      ))}
      <div className="row">
        <Button kind="quiet" icon={AddIcon} onClick={() => setLines(lines + 1)}>
          Another group
        </Button>
      </div>
    </>
  )
}

interface Line {
  group: string
  role: RoleId
}

const linesOf = (settings: Settings): Line[] =>
  settings.groupRoles.flatMap(({ group, roles }) => roles.map((role) => ({ group, role })))

function GroupLine({ at, line }: { at: number; line: Line | undefined }) {
  const { roles } = useRoles()
  return (
    <div className="two">
      <TextField
        name="group"
        label="Group in the directory"
        defaultValue={line?.group}
        id={`sso-group-${at}`}
      />
      <Choice
        key={roles.length}
        name="role"
        label="Role here"
        id={`sso-role-${at}`}
        defaultValue={line?.role ?? 'author'}
      >
        {roles.map((role) => (
          <option key={role.id} value={role.id}>
            {role.name}
          </option>
        ))}
      </Choice>
    </div>
  )
}

/** One line for each group and role, gathered by group; empty lines are left out. */
function groupsOf(groups: readonly string[], roles: readonly string[]) {
  const found = new Map<string, RoleId[]>()
  groups.forEach((each, at) => {
    const group = each.trim()
    // The list offers the ids of the roles and nothing else.
    if (group) found.set(group, [...(found.get(group) ?? []), roles[at] as RoleId])
  })
  return [...found].map(([group, roles]) => ({ group, roles }))
}
