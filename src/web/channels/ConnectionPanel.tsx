import { useState } from 'react'
import { useDo } from '../ask.ts'
import { Button } from '../parts/Button.tsx'
import { Danger } from '../parts/Danger.tsx'
import { OutIcon } from '../parts/icons.tsx'
import { Facts, Notice, Panel } from '../parts/Panel.tsx'
import { ProblemSummary } from '../parts/ProblemSummary.tsx'
import { State } from '../parts/State.tsx'
import { When } from '../parts/When.tsx'
import { asProblem } from '../problem.ts'
import { Connect } from './Connect.tsx'
import { type ChannelView, daysLeftSays } from './words.ts'

/** Whether Crier is signed in there, as whom, with which rights, and for how long. */
export function ConnectionPanel({ channel }: { channel: ChannelView }) {
  const [doing, setDoing] = useState<'connect' | 'disconnect'>()
  const close = () => setDoing(undefined)
  const check = useDo('POST /channels/:channelId/check', {
    changes: ['channel'],
    said: 'Crier has looked at the account on the network.',
  })
  const { may, connection } = channel
  const again = may.includes('reconnect')
  return (
    <Panel
      title="Connection"
      actions={
        <>
          {(may.includes('connect') || again) && (
            <Button
              kind={connection.id === 'connected' ? 'plain' : 'primary'}
              icon={OutIcon}
              onClick={() => setDoing('connect')}
            >
              {again ? 'Connect again' : 'Connect'}
            </Button>
          )}
          {may.includes('check') && (
            <Button
              busy={check.isPending && 'Looking'}
              onClick={() => check.mutate({ channelId: channel.id })}
            >
              Check now
            </Button>
          )}
          {may.includes('disconnect') && (
            <Button kind="quiet" onClick={() => setDoing('disconnect')}>
              Disconnect
            </Button>
          )}
        </>
      }
    >
      {check.error && <ProblemSummary problem={asProblem(check.error)} />}
      <p>
        <State is={connection.id} word={connection.word} /> {connection.says}
      </p>
      {channel.fault && (
        <Notice tone="refused">
          <p>{channel.fault.says}</p>
          <p className="small">
            The network said: {channel.fault.words} ({channel.fault.code}),{' '}
            <When at={channel.fault.at} exact />
          </p>
        </Notice>
      )}
      {channel.account && <Account channel={channel} account={channel.account} />}
      {doing === 'connect' && <Connect channel={channel} onClose={close} />}
      {doing === 'disconnect' && <Disconnect channel={channel} onClose={close} />}
    </Panel>
  )
}

function Account({
  channel,
  account,
}: {
  channel: ChannelView
  account: NonNullable<ChannelView['account']>
}) {
  return (
    <Facts
      facts={[
        [
          'Account',
          <a key="account" href={account.address} target="_blank" rel="noreferrer">
            {account.name} ({account.handle})
          </a>,
        ],
        ['Rights', channel.rights.join(', ') || 'None'],
        ['Rights missing', channel.missingRights.join(', ') || 'None'],
        [
          'Last looked at',
          channel.checkedAt ? <When key="checked" at={channel.checkedAt} /> : 'Never',
        ],
        ['Sign-in lasts', daysLeftSays(channel)],
      ]}
    />
  )
}

function Disconnect({ channel, onClose }: { channel: ChannelView; onClose(): void }) {
  const disconnect = useDo('POST /channels/:channelId/disconnect', {
    changes: ['channel'],
    said: 'The channel is disconnected.',
  })
  return (
    <Danger
      title={`Disconnect ${channel.name}`}
      effect="Crier hands its sign-in back to the network and forgets it. Posts that come due meanwhile are held."
      undo="You can connect it again at any time. What was published stays on the network."
      act="Disconnect"
      acting="Disconnecting"
      reason="Why"
      onClose={onClose}
      onAct={(reason) => disconnect.mutateAsync({ channelId: channel.id, reason })}
    />
  )
}
