import type { Me } from '../me.ts'
import {
  CalendarIcon,
  ChannelIcon,
  type Icon,
  LedgerIcon,
  PeopleIcon,
  PolicyIcon,
  PostIcon,
  TodayIcon,
} from '../parts/icons.tsx'

interface Place {
  to: '/' | '/calendar' | '/posts' | '/channels' | '/policy' | '/people' | '/ledger'
  name: string
  icon: Icon
  /** The key after g. */
  key: string
  /** Places of one group stand together. */
  group: 1 | 2 | 3
  /** Who sees it; everyone, where it is left out. */
  shown?(me: Me): boolean
}

/** What people come to do, in the order of the rail. */
const places: readonly Place[] = [
  { to: '/', name: 'Today', icon: TodayIcon, key: 't', group: 1 },
  { to: '/calendar', name: 'Calendar', icon: CalendarIcon, key: 'c', group: 1 },
  { to: '/posts', name: 'Posts', icon: PostIcon, key: 'p', group: 1 },
  { to: '/channels', name: 'Channels', icon: ChannelIcon, key: 'h', group: 2 },
  { to: '/policy', name: 'Policy', icon: PolicyIcon, key: 'o', group: 2 },
  {
    to: '/people',
    name: 'People',
    icon: PeopleIcon,
    key: 'e',
    group: 2,
    shown: (me) => me.may.includes('list-people'),
  },
  {
    to: '/ledger',
    name: 'Ledger',
    icon: LedgerIcon,
    key: 'l',
    group: 3,
    shown: (me) => me.may.includes('read-ledger'),
  },
]

export const placesFor = (me: Me) => places.filter((place) => place.shown?.(me) ?? true)
