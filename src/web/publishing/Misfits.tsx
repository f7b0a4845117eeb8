import { Button } from '../parts/Button.tsx'
import { useDesk } from './desk.ts'
import { misfits } from './fit.ts'

/** What the networks cannot take as it stands, each with the way to its field. */
export function Misfits() {
  const { check, draft, goTo } = useDesk()
  const found = misfits(check.answer?.problems ?? [], draft)
  if (found.length === 0) return null
  return (
    <ul className="stack tight misfits">
      {found.map(({ target, field, sentence }) => (
        <li key={`${field} ${sentence}`} className="verdict-reason refused">
          <p>{sentence}</p>
          <div className="row">
            <Button onClick={() => goTo(target, field)}>Put it right</Button>
          </div>
        </li>
      ))}
    </ul>
  )
}
