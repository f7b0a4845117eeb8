import { useState } from 'react'
import { Tickbox } from '../parts/Choices.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { KeyHint } from '../parts/KeyHint.tsx'
import { setSingleKeys, singleKeys } from './keys.ts'
import type { placesFor } from './places.ts'

/** Every key that does something, and the switch for those that are a single character. */
export default function Shortcuts({
  places,
  onClose,
}: {
  places: ReturnType<typeof placesFor>
  onClose(): void
}) {
  const [on, setOn] = useState(singleKeys)
  const keys: readonly (readonly [string, string])[] = [
    ['Ctrl K', 'Search and commands'],
    ['?', 'These shortcuts'],
    ['n', 'Write a post'],
    ...places.map(({ key, name }) => [`g ${key}`, `Go to ${name}`] as const),
  ]
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <div className="stack">
        <ul className="stack tight">
          {keys.map(([key, what]) => (
            <li key={key} className="row between">
              {what}
              <KeyHint keys={key} />
            </li>
          ))}
        </ul>
        <Tickbox
          name="keys"
          label="Use single keys on this device"
          says="Ctrl K works either way."
          on={on}
          onChange={(now) => {
            setSingleKeys(now)
            setOn(now)
          }}
        />
      </div>
    </Dialog>
  )
}
