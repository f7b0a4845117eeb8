import { useDo } from '../ask.ts'
import { TextArea } from '../parts/Field.tsx'
import { Form } from '../parts/Form.tsx'
import { Panel } from '../parts/Panel.tsx'
import type { Policy } from './values.ts'

type Contacts = Policy['contacts']

const lists: readonly (readonly [keyof Contacts, string, string])[] = [
  ['mailDomains', 'E-mail domains of the council', 'Such as brackenshire.example.'],
  ['serviceMailboxes', 'Shared mailboxes', 'The addresses that sign up for accounts on networks.'],
  ['emails', 'Published e-mail addresses', 'They may stand in posts.'],
  ['phones', 'Published phone numbers', 'They may stand in posts.'],
  ['addresses', 'Published postal addresses', 'They may stand in posts, postcode and all.'],
]

/** The council's own details, which the check for personal data lets pass. */
export function ContactDetails({ policy }: { policy: Policy }) {
  const save = useDo('PUT /policy/contact-details', {
    changes: ['policy'],
    said: 'The contact details are saved.',
  })
  const may = policy.may.includes('set-contact-details')
  return (
    <Panel
      title="Contact details"
      lead="The check for personal data stops phone numbers and addresses in posts. The council's own, which you list here, pass."
    >
      <Form
        send="Save"
        sending="Saving"
        prefix="contacts-"
        why={may ? undefined : 'Only the communications team and administrators change these.'}
        onSend={(answers) => {
          const lines = (name: keyof Contacts) =>
            answers
              .text(name)
              .split('\n')
              .map((line) => line.trim())
              .filter(Boolean)
          return save.mutateAsync({
            mailDomains: lines('mailDomains'),
            serviceMailboxes: lines('serviceMailboxes'),
            emails: lines('emails'),
            phones: lines('phones'),
            addresses: lines('addresses'),
          })
        }}
      >
        {lists.map(([name, label, hint]) => (
          <TextArea
            key={name}
            name={name}
            label={label}
            hint={`One on each line. ${hint}`}
            defaultValue={policy.contacts[name].join('\n')}
            rows={3}
            optional
          />
        ))}
      </Form>
    </Panel>
  )
}
