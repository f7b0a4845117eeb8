import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { Me } from '../me.ts'
import { Bell, PersonIcon, SearchIcon } from '../parts/icons.tsx'
import { KeyHint } from '../parts/KeyHint.tsx'
import type { Overlay } from './Frame.tsx'
import './Top.css'

const MeMenu = lazy(() => import('./MeMenu.tsx'))

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

/** The face of the menu stands at once; the menu itself comes when it is first wanted. */
function MyMenu({ me, open }: { me: Me; open(overlay: Overlay): void }) {
  const [wanted, want] = useState(false)
  const label = `Your menu, ${me.person.name}`
  const face = (
    <>
      <PersonIcon />
      <span className="name">{me.person.name}</span>
    </>
  )
  const closed = (
    <button
      type="button"
      className="menu-face"
      aria-label={label}
      aria-haspopup="menu"
      onClick={() => want(true)}
    >
      {face}
    </button>
  )
  if (!wanted) return closed
  return (
    <Suspense fallback={closed}>
      <MeMenu me={me} label={label} face={face} open={open} />
    </Suspense>
  )
}
