import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk } from '../ask.ts'
import type { Sent } from '../contracts.ts'
import { useMe } from '../me.ts'
import { Button, LinkButton } from '../parts/Button.tsx'
import { type Column, DataTable, Filter } from '../parts/DataTable.tsx'
import { AddIcon, CheckIcon, PeopleIcon } from '../parts/icons.tsx'
import { Page } from '../parts/Page.tsx'
import { State } from '../parts/State.tsx'
import { Answer, Empty } from '../parts/Waiting.tsx'
import { When } from '../parts/When.tsx'
import { useAddress } from '../useAddress.ts'
import { Invitations } from './Invitations.tsx'
import { Invite } from './Invite.tsx'
import { type PersonLine, useRoles } from './names.ts'

/** Who works here, what each may do, and who has been invited. */
export default function People() {
  const me = useMe()
  const [inviting, setInviting] = useState(false)
  const mayInvite = me.may.includes('invite')
  return (
    <Page
      title="People"
      lead="Staff, councillors and contractors who work on your channels."
      actions={
        <>
          {me.may.includes('change-council') && (
            <LinkButton to="/council">Council and sign-in</LinkButton>
          )}
          {mayInvite && (
            <Button kind="primary" icon={AddIcon} onClick={() => setInviting(true)}>
              Invite
            </Button>
          )}
        </>
      }
    >
      <Register />
      {mayInvite && <Invitations />}
      {inviting && <Invite onClose={() => setInviting(false)} />}
    </Page>
  )
}

function Register() {
  const [address] = useAddress()
  const { nameOf } = useRoles()
  const people = useAsk(
    'GET /people',
    {
      search: address.q,
      after: address.after,
      // An unknown word in the address is refused by the server, with a sentence.
      role: address.role as Sent<'GET /people'>['role'],
      status: address.status as Sent<'GET /people'>['status'],
    },
    { about: ['person', 'suspension', 'invitation'], keep: true },
  )
  return (
    <Answer to={people}>
      {(answer) => (
        <DataTable
          name="People"
          rows={answer.people}
          columns={columns(nameOf)}
          rowKey={(person) => person.id}
          served={{ next: answer.next }}
          search="Search by name or e-mail address"
          filters={<Filters />}
          empty={
            <Empty icon={PeopleIcon} title="Nobody fits">
              Change what you search for, or invite someone.
            </Empty>
          }
        />
      )}
    </Answer>
  )
}

function Filters() {
  const { roles } = useRoles()
  return (
    <>
      <Filter name="role" label="Role">
        <option value="">Every role</option>
        {roles.map((role) => (
          <option key={role.id} value={role.id}>
            {role.name}
          </option>
        ))}
      </Filter>
      <Filter name="status" label="Status">
        <option value="">Everyone</option>
        <option value="active">Working here</option>
        <option value="left">Left</option>
      </Filter>
    </>
  )
}

export function personState(person: PersonLine) {
  if (person.status === 'left') return 'left'
  return person.suspended ? 'suspended' : 'active'
}

const columns = (roleName: (id: string) => string): Column<PersonLine>[] => [
  {
    key: 'name',
    title: 'Name',
    sort: (person) => person.name,
    text: (person) => person.name,
    cell: (person) => (
      <>
        <Link to="/people/$personId" params={{ personId: person.id }}>
          {person.name}
        </Link>
        <div className="small soft wrap-anywhere">{person.email}</div>
      </>
    ),
  },
  {
    key: 'roles',
    title: 'Roles',
    text: (person) => person.roles.map(roleName).join(', '),
    cell: (person) => person.roles.map(roleName).join(', ') || 'None',
  },
  {
    key: 'channels',
    title: 'Channels',
    end: true,
    sort: (person) => person.levels.length,
    text: (person) => String(person.levels.length),
    cell: (person) => person.levels.length,
  },
  {
    key: 'factor',
    title: 'Second factor',
    sort: (person) => Number(person.secondFactor),
    text: (person) => (person.secondFactor ? 'yes' : 'no'),
    cell: (person) =>
      person.secondFactor ? (
        <span className="row">
          <CheckIcon className="lesser" /> Yes
        </span>
      ) : (
        'No'
      ),
  },
  {
    key: 'state',
    title: 'State',
    sort: personState,
    text: personState,
    cell: (person) => <State is={personState(person)} />,
  },
  {
    key: 'seen',
    title: 'Last seen',
    sort: (person) => person.lastSeen ?? '',
    text: (person) => person.lastSeen ?? '',
    cell: (person) => (person.lastSeen ? <When at={person.lastSeen} brief /> : 'Never'),
  },
]
