import { Link } from '@tanstack/react-router'
import { useAsk } from '../ask.ts'
import type { Reply } from '../contracts.ts'
import { LinkButton } from '../parts/Button.tsx'
import { type Column, DataTable, Filter } from '../parts/DataTable.tsx'
import { AddIcon, ChannelIcon } from '../parts/icons.tsx'
import { Page } from '../parts/Page.tsx'
import { State } from '../parts/State.tsx'
import { Answer, Empty } from '../parts/Waiting.tsx'
import { useAddress } from '../useAddress.ts'
import { type ChannelView, daysLeftSays } from './words.ts'

/** Every account that the council owns on a network, connected or not. */
export default function Channels() {
  const channels = useAsk('GET /channels', {}, { about: ['channel', 'person'] })
  const [{ status }] = useAddress()
  return (
    <Page
      title="Channels"
      lead="Every account that the council owns on a network, whether it is connected or not."
      actions={channels.data?.may.includes('create') && <AddChannel />}
    >
      <Answer to={channels}>{(answer) => <Register answer={answer} status={status} />}</Answer>
    </Page>
  )
}

const AddChannel = () => (
  <LinkButton kind="primary" icon={AddIcon} to="/channels/new">
    Add a channel
  </LinkButton>
)

function Register({
  answer,
  status,
}: {
  answer: Reply<'GET /channels'>
  status: string | undefined
}) {
  const rows = answer.channels.filter((each) =>
    status ? each.status.id === status : each.status.id !== 'closed',
  )
  return (
    <DataTable
      name="Channels"
      rows={rows}
      columns={columns}
      rowKey={(channel) => channel.id}
      filters={
        <Filter name="status" label="Status">
          <option value="">All but closed</option>
          <option value="active">In use</option>
          <option value="planned">Planned</option>
          <option value="paused">Paused</option>
          <option value="closed">Closed</option>
        </Filter>
      }
      empty={<NoChannel none={answer.channels.length === 0} may={answer.may} />}
    />
  )
}

function NoChannel({ none, may }: { none: boolean; may: Reply<'GET /channels'>['may'] }) {
  if (none && may.length === 0)
    return (
      <Empty icon={ChannelIcon} title="No channel for you yet">
        You see the channels on which you have a level. Whoever looks after people gives you one.
      </Empty>
    )
  return (
    <Empty
      icon={ChannelIcon}
      title={none ? 'No channel yet' : 'No channel fits'}
      step={may.includes('create') && <AddChannel />}
    >
      The register lists each account with its owner, its purpose and whether it is connected.
    </Empty>
  )
}

const columns: Column<ChannelView>[] = [
  {
    key: 'name',
    title: 'Channel',
    sort: (channel) => channel.name,
    text: (channel) => channel.name,
    cell: (channel) => (
      <>
        <Link to="/channels/$channelId" params={{ channelId: channel.id }}>
          {channel.name}
        </Link>
        {channel.account && <div className="small soft">{channel.account.handle}</div>}
      </>
    ),
  },
  {
    key: 'network',
    title: 'Network',
    sort: (channel) => channel.network.name,
    text: (channel) => channel.network.name,
    cell: (channel) =>
      channel.network.practice ? (
        <State is="practice" word={channel.network.name} />
      ) : (
        channel.network.name
      ),
  },
  {
    key: 'owner',
    title: 'Owner',
    sort: (channel) => channel.owner.name,
    text: (channel) => channel.owner.name,
    cell: (channel) => channel.owner.name,
  },
  {
    key: 'status',
    title: 'Status',
    sort: (channel) => channel.status.id,
    text: (channel) => channel.status.word,
    cell: (channel) => <State is={channel.status.id} word={channel.status.word} />,
  },
  {
    key: 'connection',
    title: 'Connection',
    sort: (channel) => channel.connection.id,
    text: (channel) => channel.connection.word,
    cell: (channel) => <State is={channel.connection.id} word={channel.connection.word} />,
  },
  {
    key: 'left',
    title: 'Sign-in lasts',
    sort: (channel) => channel.daysLeft ?? Number.MAX_SAFE_INTEGER,
    text: daysLeftSays,
    cell: daysLeftSays,
  },
]
