import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Me } from '../me.ts'
import { Bell, SearchIcon } from '../parts/icons.tsx'
import { KeyHint } from '../parts/KeyHint.tsx'
import { later } from '../parts/later.tsx'
import type { Overlay } from './Frame.tsx'
import { MenuFace, menuLabel } from './MenuFace.tsx'
import './Top.css'

const MeMenu = later(() => import('./MeMenu.tsx'), Closed)

/** The council, search and commands, and me. */
export function Top({ me, open }: { me: Me; open(overlay: Overlay): void }) {
  return (
    <header className="top">
      <Link to="/" className="top-mark" aria-label="Crier, Today">
        <Bell />
      </Link>
      <p className="top-council">{me.council.name}</p>
      <button type="button" className="top-search" onClick={() => open('commands')}>
        <SearchIcon />
        <span>Search and commands</span>
        <KeyHint keys="Ctrl K" />
      </button>
      <MyMenu me={me} open={open} />
    </header>
  )
}

interface MenuProps {
  me: Me
  open(overlay: Overlay): void
}

/** The face of the menu stands at once; the menu itself comes when it is first wanted. */
function MyMenu(props: MenuProps) {
  const [wanted, want] = useState(false)
  return wanted ? <MeMenu {...props} /> : <Closed {...props} onOpen={() => want(true)} />
}

function Closed({ me, onOpen }: MenuProps & { onOpen?: () => void }) {
  return (
    <button
      type="button"
      className="menu-face"
      aria-label={menuLabel(me)}
      aria-haspopup="menu"
      onClick={onOpen}
    >
      <MenuFace me={me} />
    </button>
  )
}
