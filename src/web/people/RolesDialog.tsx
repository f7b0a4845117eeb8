import { useDo } from '../ask.ts'
import { ChooseMany } from '../parts/Choices.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Form } from '../parts/Form.tsx'
import { type PersonView, type RoleId, useRoles } from './names.ts'

export function RolesDialog({ person, onClose }: { person: PersonView; onClose(): void }) {
  const { roles } = useRoles()
  const set = useDo('PUT /people/:personId/roles', {
    changes: ['person'],
    said: 'The roles are changed. They hold from now on.',
  })
  return (
    <Dialog title={`Roles of ${person.name}`} onClose={onClose}>
      <Form
        send="Save roles"
        sending="Saving"
        prefix="roles-"
        onCancel={onClose}
        onSend={async (answers) => {
          await set.mutateAsync({
            personId: person.id,
            // The boxes offer the ids of the roles and nothing else.
            roles: answers.all('roles') as RoleId[],
          })
          onClose()
        }}
      >
        <ChooseMany
          name="roles"
          label="Roles"
          chosen={person.roles}
          options={roles.map((role) => ({ value: role.id, label: role.name, says: role.says }))}
        />
      </Form>
    </Dialog>
  )
}
