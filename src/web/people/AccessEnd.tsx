import { useDo } from '../ask.ts'
import { useMe } from '../me.ts'
import { Danger } from '../parts/Danger.tsx'
import { TextField } from '../parts/Field.tsx'
import { instantOf, localOf } from '../parts/local-time.ts'
import type { PersonView } from './names.ts'

/** When someone's access ends: the last day of a contract, or at once for a leaver. */
export function AccessEnd({ person, onClose }: { person: PersonView; onClose(): void }) {
  const { council } = useMe()
  const set = useDo('PUT /people/:personId/access-end', {
    changes: ['person'],
    said: 'The end of access is changed.',
  })
  const until = person.accessUntil ? localOf(person.accessUntil, council.zone) : ''
  return (
    <Danger
      title={`When the access of ${person.name} ends`}
      effect="At that moment every session ends and nothing can be done any more. A past time ends it at once."
      undo="Empty the field to let access go on without an end."
      act="Save"
      acting="Saving"
      reason="Why"
      onClose={onClose}
      onAct={async (reason, answers) => {
        const local = answers.text('accessUntil')
        await set.mutateAsync({
          personId: person.id,
          accessUntil: local ? instantOf(local, council.zone) : null,
          reason,
        })
      }}
    >
      <TextField
        name="accessUntil"
        label="Access ends"
        type="datetime-local"
        defaultValue={until}
        optional
      />
    </Danger>
  )
}
