import { Link } from '@tanstack/react-router'
import { useAsk } from '../ask.ts'
import { useMe } from '../me.ts'

/** The name that belongs to an id, with a link for those who may look. */
export function PersonName({ id }: { id: string }) {
  const me = useMe()
  const may = me.may.includes('list-people')
  // Most names are on the first page of the list; only the others are asked for one by one.
  const list = useAsk('GET /people', {}, { about: ['person'], when: may })
  const listed = list.data?.people.find((person) => person.id === id)
  const alone = useAsk(
    'GET /people/:personId',
    { personId: id },
    { about: ['person'], when: may && list.isSuccess && !listed },
  )
  const name = id === me.person.id ? me.person.name : (listed ?? alone.data)?.name
  if (name === undefined) return <>{list.isPending && may ? '…' : 'Someone'}</>
  if (!may) return <>{name}</>
  return (
    <Link to="/people/$personId" params={{ personId: id }}>
      {name}
    </Link>
  )
}
