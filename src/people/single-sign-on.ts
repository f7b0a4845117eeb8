import type { Selectable } from 'kysely'
import { refuse } from '../platform/refusal.ts'
import { refuseMixedAudit } from './person.ts'
import type { RoleId } from './roles.ts'
import type { GroupRoles, SingleSignOnRow } from './tables.ts'
import { asRoles } from './view.ts'

export type DirectoryRow = Selectable<SingleSignOnRow>

export const directoryAddress = (publicAddress: string, slug: string) =>
  `${publicAddress}/api/auth/directory/${slug}`

export const redirectAddress = (publicAddress: string, slug: string) =>
  `${directoryAddress(publicAddress, slug)}/back`

export function singleSignOnView(
  row: DirectoryRow | undefined,
  publicAddress: string,
  slug: string,
) {
  return {
    enabled: row?.enabled ?? false,
    issuer: row?.issuer ?? '',
    clientId: row?.client_id ?? '',
    hasClientSecret: (row?.client_secret ?? null) !== null,
    groupsClaim: row?.groups_claim ?? 'groups',
    groupRoles: (row?.group_roles ?? []).map(({ group, roles }) => ({ group, roles: [...roles] })),
    countsAsSecondFactor: row?.counts_as_second_factor ?? false,
    redirectAddress: redirectAddress(publicAddress, slug),
    may: ['change' as const],
  }
}

export const isLoopback = (address: string): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(new URL(address).hostname)

/** Whoever listens in on plain HTTP could sign in as anybody. */
export function refuseIssuer(issuer: string): void {
  const { protocol, search, hash } = new URL(issuer)
  const safe = protocol === 'https:' || (protocol === 'http:' && isLoopback(issuer))
  if (safe && search === '' && hash === '') return
  throw refuse.invalid('The settings were not changed, because the issuer cannot be used.', {
    fields: {
      issuer: 'This must be an address that begins with https:// and has no ? or # in it.',
    },
  })
}

export function refuseMixedGroups(groupRoles: readonly GroupRoles[]): void {
  for (const { roles } of groupRoles) refuseMixedAudit(roles, false)
}

/** The roles that a person's groups stand for. Internal Audit, where it is one, is the only one. */
export function rolesFor(groups: readonly string[], map: readonly GroupRoles[]): RoleId[] {
  const given = map.filter(({ group }) => groups.includes(group)).flatMap(({ roles }) => roles)
  return given.includes('auditor') ? ['auditor'] : asRoles(given)
}
