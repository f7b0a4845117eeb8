import { Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { client } from '../ask.ts'
import { listen } from '../live.ts'
import { useMe } from '../me.ts'
import { later } from '../parts/later.tsx'
import { useSaid } from '../parts/said.ts'
import { Zone } from '../parts/When.tsx'
import { useKeys } from './keys.ts'
import { placesFor } from './places.ts'
import { Foot, Rail } from './Rail.tsx'
import { Strips } from './Strips.tsx'
import { Top } from './Top.tsx'
import './Frame.css'

const Commands = later(() => import('./Commands.tsx'))
const Shortcuts = later(() => import('./Shortcuts.tsx'))

export type Overlay = 'commands' | 'shortcuts' | undefined

/** What stands around every page: places to go, the council, what is different today. */
export function Frame() {
  const me = useMe()
  const places = placesFor(me)
  const [overlay, open] = useState<Overlay>()
  const path = useRouterState({ select: (state) => state.location.pathname })
  useKeys(places, open)
  useEffect(() => listen(client), [])
  const close = () => open(undefined)
  return (
    <Zone value={me.council.zone}>
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <div className="frame">
        <Rail places={places} path={path} />
        <div className="frame-page">
          <Top me={me} open={open} />
          <Strips me={me} />
          <main id="main" tabIndex={-1}>
            <Outlet />
          </main>
        </div>
        <Foot places={places} path={path} />
      </div>
      <Said />
      {overlay === 'commands' && <Commands places={places} onClose={close} open={open} />}
      {overlay === 'shortcuts' && <Shortcuts places={places} onClose={close} />}
    </Zone>
  )
}

function Said() {
  const words = useSaid()
  return (
    <div className="said" role="status">
      {words && <p>{words}</p>}
    </div>
  )
}
