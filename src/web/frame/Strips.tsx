import type { ReactNode } from 'react'
import { useAsk } from '../ask.ts'
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
        <Suspended key={suspension.id} suspension={suspension} />
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

function Suspended({ suspension }: { suspension: Me['suspensions'][number] }) {
  const { channelId, until, reason } = suspension
  const list = useAsk('GET /channels', {}, { about: ['channel'], when: channelId !== null })
  const channel = list.data?.channels.find(({ id }) => id === channelId)?.name ?? 'a channel'
  return (
    <Strip tone="refused" icon={StopIcon}>
      <strong>You are suspended from {channelId ? channel : 'every channel'}</strong>
      {until && (
        <>
          {' '}
          until <When at={until} exact />
        </>
      )}
      . {reason}
    </Strip>
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
