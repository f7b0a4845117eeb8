import { Link } from '@tanstack/react-router'
import { useAsk } from '../ask.ts'
import { useMe } from '../me.ts'

/** The name that belongs to an id, with a link for those who may look. */
export function PersonName({ id }: { id: string }) {
  const me = useMe()
  const may = me.may.includes('list-people')
  const person = useAsk('GET /people/:personId', { personId: id }, { about: ['person'], when: may })
  if (id === me.person.id) return <>{me.person.name}</>
  if (!person.data) return <>Someone</>
  return (
    <Link to="/people/$personId" params={{ personId: id }}>
      {person.data.name}
    </Link>
  )
}
