import type { Me } from '../me.ts'
import { PersonIcon } from '../parts/icons.tsx'

export const menuLabel = (me: Me) => `Your menu, ${me.person.name}`

export function MenuFace({ me }: { me: Me }) {
  return (
    <>
      <PersonIcon />
      <span className="name">{me.person.name}</span>
    </>
  )
}
