import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react'
import { useAsk } from '../ask.ts'
import { useMe } from '../me.ts'
import { Dialog } from '../parts/Dialog.tsx'
import {
  AddIcon,
  CheckIcon,
  type Icon,
  KeyIcon,
  PostIcon,
  QuestionIcon,
  ThemeIcon,
} from '../parts/icons.tsx'
import { chooseTheme } from '../theme/theme.ts'
import type { Overlay } from './Frame.tsx'
import type { placesFor } from './places.ts'
import './Commands.css'

interface Command {
  id: string
  name: string
  icon: Icon
  run(): void
}

interface Props {
  places: ReturnType<typeof placesFor>
  onClose(): void
  open(overlay: Overlay): void
}

/** One box: type what you want to do or find, choose with the arrows. */
export default function Commands({ places, onClose, open }: Props) {
  const [words, setWords] = useState('')
  const [at, setAt] = useState(0)
  const id = useId()
  const found = useCommands(places, words.trim(), open)
  const count = Math.max(1, found.length)
  const chosen = Math.min(at, count - 1)
  const run = (command: Command | undefined) => {
    if (!command) return
    onClose()
    command.run()
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter') run(found[chosen])
    else if (event.key === 'ArrowDown') setAt((chosen + 1) % count)
    else if (event.key === 'ArrowUp') setAt((chosen - 1 + count) % count)
    else return
    event.preventDefault()
  }
  return (
    <Dialog title="Search and commands" place="bare" onClose={onClose}>
      <input
        className="commands-box"
        role="combobox"
        aria-label="Search and commands"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={found[chosen] ? `${id}-${chosen}` : undefined}
        placeholder="Find or do something"
        value={words}
        onChange={(event) => {
          setWords(event.target.value)
          setAt(0)
        }}
        onKeyDown={keys}
      />
      <div id={id} className="commands-list" aria-label="Found" role="listbox" tabIndex={-1}>
        {found.map(({ id: key, name, icon: Mark }, index) => (
          <button
            key={key}
            type="button"
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            onPointerMove={() => setAt(index)}
            onClick={() => run(found[index])}
          >
            <Mark />
            {name}
          </button>
        ))}
      </div>
      {found.length === 0 && <p className="commands-none soft">Nothing is called that.</p>}
    </Dialog>
  )
}

function useCommands(places: Props['places'], words: string, open: Props['open']): Command[] {
  const navigate = useNavigate()
  const me = useMe()
  const asked = useDeferredValue(words)
  const posts = useAsk(
    'GET /posts',
    { search: asked, most: 6 },
    { about: ['post'], when: asked.length > 2 },
  )
  const writes: Command = {
    id: 'new',
    name: 'Write a post',
    icon: AddIcon,
    run: () => void navigate({ to: '/posts/new' }),
  }
  const all: Command[] = [
    ...(me.readOnly ? [] : [writes]),
    {
      id: 'approvals',
      name: 'Approvals',
      icon: CheckIcon,
      run: () => void navigate({ to: '/approvals' }),
    },
    ...places.map(({ to, name, icon }) => ({
      id: to,
      name,
      icon,
      run: () => void navigate({ to }),
    })),
    {
      id: 'security',
      name: 'Security and sessions',
      icon: KeyIcon,
      run: () => void navigate({ to: '/security' }),
    },
    { id: 'light', name: 'Light theme', icon: ThemeIcon, run: () => chooseTheme('light') },
    { id: 'dark', name: 'Dark theme', icon: ThemeIcon, run: () => chooseTheme('dark') },
    {
      id: 'system',
      name: 'Theme of this device',
      icon: ThemeIcon,
      run: () => chooseTheme('system'),
    },
    { id: 'keys', name: 'Keyboard shortcuts', icon: QuestionIcon, run: () => open('shortcuts') },
  ]
  const wanted = words.toLowerCase().split(/\s+/)
  const commands = all.filter(({ name }) =>
    wanted.every((word) => name.toLowerCase().includes(word)),
  )
  const written = (words.length > 2 ? (posts.data?.posts ?? []) : []).map(({ id, excerpt }) => ({
    id,
    name: excerpt,
    icon: PostIcon,
    run: () => void navigate({ to: '/posts/$postId', params: { postId: id } }),
  }))
  return [...commands, ...written]
}
