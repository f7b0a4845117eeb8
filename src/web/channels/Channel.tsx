import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk } from '../ask.ts'
import { LedgerLink } from '../ledger/LedgerLink.tsx'
import { AnswerPage } from '../parts/AnswerPage.tsx'
import { Button } from '../parts/Button.tsx'
import { Page } from '../parts/Page.tsx'
import { Facts, Notice, Panel } from '../parts/Panel.tsx'
import { State } from '../parts/State.tsx'
import { useAddress } from '../useAddress.ts'
import { ConnectionPanel } from './ConnectionPanel.tsx'
import { EditChannel } from './EditChannel.tsx'
import { LimitsPanel } from './LimitsPanel.tsx'
import { StatusActs } from './StatusActs.tsx'
import type { ChannelView } from './words.ts'

export default function Channel() {
  const channelId = useParams({ strict: false, select: (params) => params.channelId ?? '' })
  const channel = useAsk(
    'GET /channels/:channelId',
    { channelId },
    { about: ['channel', 'person'] },
  )
  return (
    <AnswerPage to={channel} title="Channel" above={<Link to="/channels">Channels</Link>}>
      {(answer) => <ChannelPage channel={answer} />}
    </AnswerPage>
  )
}

function ChannelPage({ channel }: { channel: ChannelView }) {
  const [editing, setEditing] = useState(false)
  return (
    <Page
      title={channel.name}
      above={<Link to="/channels">Channels</Link>}
      lead={
        <span className="row">
          {channel.network.practice ? (
            <State is="practice" word={channel.network.name} />
          ) : (
            channel.network.name
          )}
          <State is={channel.status.id} word={channel.status.word} />
        </span>
      }
      actions={
        <>
          {channel.may.includes('update') && (
            <Button onClick={() => setEditing(true)}>Change entry</Button>
          )}
          <StatusActs channel={channel} />
        </>
      }
      narrow
    >
      <CameBack />
      {channel.status.id !== 'active' && (
        <Notice tone="held">
          {channel.status.says} {channel.statusReason}
        </Notice>
      )}
      <ConnectionPanel channel={channel} />
      <Panel
        title="On the register"
        actions={<LedgerLink about={channel.id}>In the ledger</LedgerLink>}
      >
        <Facts
          facts={[
            ['Purpose', channel.purpose],
            ['Owner', channel.owner.name],
            ['Deputy', channel.deputy?.name ?? 'None'],
            ['E-mail address of the account', channel.recoveryEmail ?? 'None'],
            ['Your level', channel.level ?? 'None'],
          ]}
        />
      </Panel>
      {channel.limits && <LimitsPanel limits={channel.limits} />}
      {editing && <EditChannel channel={channel} onClose={() => setEditing(false)} />}
    </Page>
  )
}

/** What the network sent back with the browser after asking for the connection. */
function CameBack() {
  const [{ connected, why }] = useAddress()
  if (connected === 'yes')
    return (
      <Notice tone="sent">
        The channel is connected. Crier has looked at the account: see below.
      </Notice>
    )
  if (connected === 'no')
    return <Notice tone="refused">{why ?? 'The network did not connect the channel.'}</Notice>
  return null
}
