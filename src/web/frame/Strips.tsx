import type { ReactNode } from 'react'
import { useConnection } from '../live.ts'
import type { Me } from '../me.ts'
import { DrillIcon, type Icon, KeyIcon, StopIcon, UnlinkIcon } from '../parts/icons.tsx'
import { When } from '../parts/When.tsx'
import './Strips.css'

/** Shown only when the world is different: what it means for you, and until when. */
export function Strips({ me }: { me: Me }) {
  const connection = useConnection()
  return (
    <div className="strips" role="status">
      {connection === 'signed-out' && (
        <Strip tone="refused" icon={KeyIcon}>
          <strong>Your session has ended.</strong> What you typed stays on this page.{' '}
          <a href="/sign-in" target="_blank" rel="noreferrer">
            Sign in in a new tab
          </a>
          , then come back and go on.
        </Strip>
      )}
      {connection === 'lost' && (
        <Strip tone="needs" icon={UnlinkIcon}>
          <strong>No connection to Crier.</strong> What you see may be out of date. What you type
          stays on this page. Crier tries again by itself.
        </Strip>
      )}
      {me.lockdown && (
        <Strip tone="alarm" icon={StopIcon}>
          <strong>Lockdown.</strong> Only the crisis team can publish
          {me.lockdown.until ? (
            <>
              {' '}
              until <When at={me.lockdown.until} exact />.
            </>
          ) : (
            '.'
          )}{' '}
          {me.lockdown.reason}
        </Strip>
      )}
      {me.suspensions.map((suspension) => (
        <Strip key={suspension.id} tone="refused" icon={StopIcon}>
          <strong>
            You are suspended from {suspension.channelId ? 'a channel' : 'every channel'}
          </strong>
          {suspension.until && (
            <>
              {' '}
              until <When at={suspension.until} exact />
            </>
          )}
          . {suspension.reason}
        </Strip>
      ))}
      {me.council.demo && (
        <Strip tone="drill hatched" icon={DrillIcon}>
          <strong>Demo council:</strong> everything goes to the practice network, and nothing
          reaches the public.
        </Strip>
      )}
    </div>
  )
}

function Strip({ tone, icon: Mark, children }: { tone: string; icon: Icon; children: ReactNode }) {
  return (
    <div className={`strip ${tone}`}>
      <Mark />
      <p>{children}</p>
    </div>
  )
}
