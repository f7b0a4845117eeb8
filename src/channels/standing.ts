import { z } from 'zod'
import type { Limits, RemoteAccount, Standing } from '../networks/index.ts'

/** What a live look found, as it travels from the call to the command that records it. */
export interface Look {
  readonly standing: Standing
  readonly limits: Limits
}

// Made by our own connectors a moment ago, so that only the outline is checked again.
export const lookShape = z.object({
  standing: z.custom<Standing>((value) => outline.safeParse(value).success),
  limits: z.custom<Limits>((value) => typeof value === 'object' && value !== null),
})

const outline = z.object({
  account: z.object({
    id: z.string().min(1),
    handle: z.string(),
    name: z.string(),
    address: z.string(),
    avatar: z.string().nullable(),
  }),
  rights: z.array(z.string()),
  missing: z.array(z.string()),
  expiresAt: z.instanceof(Temporal.Instant).nullable(),
})

/** The columns that a successful look fills. */
export function columnsOf({ standing, limits }: Look, now: Temporal.Instant) {
  const { id, handle, name, address, avatar } = standing.account
  const account: RemoteAccount = { id, handle, name, address, avatar }
  return {
    account,
    rights: [...standing.rights],
    missing_rights: [...standing.missing],
    token_ends_at: standing.expiresAt,
    limits,
    limits_at: now,
    checked_at: now,
    checking: false,
    fault: null,
  }
}
