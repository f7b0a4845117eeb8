import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { accountEntity, ownAccountEntity, relationEntity } from '../entities.ts'
import { ApiError, invalid } from '../failing.ts'
import { flag, ids, isId, parametersOf, text } from '../parameters.ts'
import { found } from '../posting.ts'
import { type Practice, personOf, viewerOf } from '../practice.ts'
import {
  accountById,
  accountByName,
  type RelationKind,
  relate,
  relatedTo,
  relationsOf,
  searchAccounts,
  unrelate,
  updateAccount,
} from '../store/accounts.ts'
import {
  byAccount,
  isNoReply,
  isOriginal,
  isPinned,
  isTaggedOrAny,
  together,
  withMedia,
} from '../store/filters.ts'
import { notify } from '../store/notifications.ts'
import { idIn } from './statuses.ts'
import { listing } from './timelines.ts'

export function accountRoutes(app: FastifyInstance, practice: Practice): void {
  const { db, address } = practice
  const host = new URL(address).host

  app.get('/api/v1/accounts/verify_credentials', async (request) => {
    const me = personOf(request, 'read:accounts')
    return ownAccountEntity(found(await accountById(db.all, me)), address)
  })

  app.patch('/api/v1/accounts/update_credentials', async (request) => {
    const me = personOf(request, 'write:accounts')
    const { display_name, note } = parametersOf(
      request,
      z.object({ display_name: text, note: text }),
    )
    if ((display_name ?? '').length > 30) throw invalid('Display name is too long')
    if ((note ?? '').length > 500) throw invalid('Bio is too long')
    await updateAccount(db.all, me, display_name ?? null, note ?? null)
    return ownAccountEntity(found(await accountById(db.all, me)), address)
  })

  app.get('/api/v1/accounts/lookup', async (request) => {
    const { acct } = parametersOf(request, z.object({ acct: z.string() }))
    return accountEntity(found(await accountByName(db.all, localName(acct, host))), address)
  })

  app.get('/api/v1/accounts/search', async (request) => {
    personOf(request, 'read:accounts')
    const { q, limit } = parametersOf(request, searchShape)
    const accounts = await searchAccounts(db.all, localName(q, host), limit)
    return accounts.map((account) => accountEntity(account, address))
  })

  app.get('/api/v1/accounts/relationships', async (request) => {
    const me = personOf(request, 'read:follows')
    const asked = parametersOf(request, z.object({ id: ids })).id.filter(isId)
    return (await relationsOf(db.all, me, asked)).map(relationEntity)
  })

  app.get('/api/v1/accounts/:id', async (request) =>
    accountEntity(found(await accountById(db.all, idIn(request))), address),
  )

  for (const direction of ['followers', 'following'] as const)
    app.get(`/api/v1/accounts/:id/${direction}`, async (request) => {
      const { id } = found(await accountById(db.all, idIn(request)))
      const accounts = await relatedTo(db.all, id, direction)
      return accounts.map((account) => accountEntity(account, address))
    })

  for (const [path, side] of [
    ['mutes', 'muted'],
    ['blocks', 'blocked'],
  ] as const)
    app.get(`/api/v1/${path}`, async (request) => {
      const accounts = await relatedTo(db.all, personOf(request, `read:${path}`), side)
      return accounts.map((account) => accountEntity(account, address))
    })

  ownStatuses(app, practice)
  relationRoutes(app, practice)
}

export const searchShape = z.object({
  q: z.string().max(200),
  limit: z.coerce.number().int().min(1).max(80).catch(40),
})

/** `council`, `@council` and `council@this.host` are the same account here. */
export function localName(acct: string, host: string): string {
  const [name = '', server] = acct.trim().replace(/^@/, '').split('@')
  return server === undefined || server === host ? name : acct
}

const statusesShape = z.object({
  exclude_replies: flag,
  exclude_reblogs: flag,
  only_media: flag,
  pinned: flag,
  tagged: text,
})

function ownStatuses(app: FastifyInstance, practice: Practice): void {
  const list = listing(practice)
  app.get('/api/v1/accounts/:id/statuses', async (request, reply) => {
    const { id } = found(await accountById(practice.db.all, idIn(request)))
    const asked = parametersOf(request, statusesShape)
    const where = together(
      byAccount(2),
      isTaggedOrAny(3),
      asked.exclude_replies ? isNoReply : 'true',
      asked.exclude_reblogs ? isOriginal : 'true',
      asked.only_media ? withMedia : 'true',
      asked.pinned ? isPinned : 'true',
    )
    const values = [id, asked.tagged?.toLowerCase() ?? null]
    return list(request, reply, viewerOf(request), where, values)
  })
}

const relations: readonly [string, RelationKind, string][] = [
  ['follow', 'follow', 'write:follows'],
  ['mute', 'mute', 'write:mutes'],
  ['block', 'block', 'write:blocks'],
]

function relationRoutes(app: FastifyInstance, { db, clock }: Practice): void {
  const answer = async (me: string, id: string) => {
    const [relation] = await relationsOf(db.all, me, [id])
    return relationEntity(found(relation ?? null))
  }
  const other = async (request: FastifyRequest, me: string) => {
    const { id } = found(await accountById(db.all, idIn(request)))
    if (id === me) throw new ApiError(403, 'This action is not allowed')
    return id
  }
  for (const [verb, kind, right] of relations) {
    app.post(`/api/v1/accounts/:id/${verb}`, async (request) => {
      const me = personOf(request, right)
      const id = await other(request, me)
      const at = clock.now()
      const isNew = await relate(db.all, me, id, kind, at)
      if (isNew && kind === 'follow')
        await notify(db.all, { to: id, from: me, kind: 'follow', statusId: null, at })
      return answer(me, id)
    })
    app.post(`/api/v1/accounts/:id/un${verb}`, async (request) => {
      const me = personOf(request, right)
      const id = await other(request, me)
      await unrelate(db.all, me, id, kind)
      return answer(me, id)
    })
  }
}
