import { useAsk } from '../ask.ts'
import type { Reply } from '../contracts.ts'

export type PersonLine = Reply<'GET /people'>['people'][number]
export type PersonView = Reply<'GET /people/:personId'>
export type RoleId = PersonLine['roles'][number]
export type Level = PersonLine['levels'][number]['level']

export const levelNames: Record<Level, string> = {
  contributor: 'Contributor',
  publisher: 'Publisher',
  approver: 'Approver',
  administrator: 'Administrator',
}

/** The roles with their names and what each may do. */
export function useRoles() {
  const { data } = useAsk('GET /roles', {}, { about: [] })
  const roles = data?.roles ?? []
  return { roles, nameOf: (id: string) => roles.find((role) => role.id === id)?.name ?? id }
}

/** Channels by id, for pages that only hold the ids. */
export function useChannelNames() {
  const { data } = useAsk('GET /channels', {}, { about: ['channel', 'person'] })
  const channels = data?.channels ?? []
  return {
    channels,
    nameOf: (id: string) => channels.find((each) => each.id === id)?.name ?? 'a channel',
  }
}
