import type { ColumnType } from 'kysely'
import type { Level } from './levels.ts'
import type { RoleId } from './roles.ts'

/** The rows of this slice, as the application's role may see them: no secret is among them. */
export interface PeopleTables {
  'people.council': CouncilRow
  'people.installation': { only_one: boolean; set_up_at: Temporal.Instant }
  'people.person': PersonRow
  'people.role_grant': RoleGrantRow
  'people.channel_level': ChannelLevelRow
  'people.suspension': SuspensionRow
  'people.lockdown': LockdownRow
  'people.invitation': InvitationRow
  'people.single_sign_on': SingleSignOnRow
  'people.session': SessionRow
  'people.account': AccountRow
  'people.two_factor': { id: string; council_id: string; person_id: string; verified: boolean }
  'people.passkey': { id: string; council_id: string; person_id: string }
}

type OrDefault<Value> = ColumnType<Value, Value | undefined, Value>

export interface CouncilRow {
  id: string
  slug: string
  name: string
  nation: 'E' | 'W' | 'S' | 'NI'
  zone: OrDefault<string>
  demo: boolean
  second_factor_for: 'nobody' | 'administrators' | 'everyone'
  invitation_days: OrDefault<number>
  created_at: Temporal.Instant
}

export interface PersonRow {
  id: string
  council_id: string
  name: string
  email: string
  email_verified: boolean
  status: OrDefault<'active' | 'left'>
  experienced: OrDefault<boolean>
  access_until: OrDefault<Temporal.Instant | null>
  two_factor_enabled: OrDefault<boolean>
  created_at: Temporal.Instant
  updated_at: OrDefault<Temporal.Instant>
}

export interface RoleGrantRow {
  council_id: string
  person_id: string
  role: RoleId
  source: 'crier' | 'directory'
  granted_at: Temporal.Instant
}

export interface ChannelLevelRow {
  council_id: string
  person_id: string
  channel_id: string
  level: Level
  granted_at: Temporal.Instant
}

export interface SuspensionRow {
  id: string
  council_id: string
  person_id: string
  channel_id: string | null
  reason: string
  from_at: Temporal.Instant
  until_at: Temporal.Instant | null
  by_id: string
  ended_at: OrDefault<Temporal.Instant | null>
  ended_by: OrDefault<string | null>
}

export interface LockdownRow {
  id: string
  council_id: string
  reason: string
  from_at: Temporal.Instant
  until_at: Temporal.Instant | null
  by_id: string
  ended_at: OrDefault<Temporal.Instant | null>
  ended_by: OrDefault<string | null>
}

export interface InvitedLevel {
  readonly channelId: string
  readonly level: Level
}

export interface InvitationRow {
  id: string
  council_id: string
  email: string
  name: string
  roles: RoleId[]
  levels: ColumnType<readonly InvitedLevel[], string, string>
  access_until: Temporal.Instant | null
  invited_by: string
  created_at: Temporal.Instant
  expires_at: Temporal.Instant
  token_hash: string
  accepted_at: OrDefault<Temporal.Instant | null>
  withdrawn_at: OrDefault<Temporal.Instant | null>
}

export interface GroupRoles {
  readonly group: string
  readonly roles: readonly RoleId[]
}

export interface SingleSignOnRow {
  council_id: string
  enabled: boolean
  issuer: string
  client_id: string
  client_secret: string | null
  groups_claim: string
  group_roles: ColumnType<readonly GroupRoles[], string, string>
  counts_as_second_factor: boolean
  changed_at: Temporal.Instant
}

export interface SessionRow {
  id: string
  council_id: string
  person_id: string
  expires_at: Temporal.Instant
  ip_address: string | null
  user_agent: string | null
  second_factor: boolean
  created_at: Temporal.Instant
  updated_at: Temporal.Instant
}

export interface AccountRow {
  id: string
  council_id: string
  person_id: string
  provider_id: 'credential' | 'directory'
  account_id: string
  password: OrDefault<string | null>
  created_at: Temporal.Instant
  updated_at: Temporal.Instant
}
