import type { FastifyInstance } from 'fastify'
import { accountEntity, statusEntity } from '../entities.ts'
import { ApiError } from '../failing.ts'
import { found } from '../posting.ts'
import { type Practice, personOf, viewerOf } from '../practice.ts'
import { favouritersOf, rebloggersOf } from '../store/accounts.ts'
import { notify } from '../store/notifications.ts'
import {
  deleteReblog,
  insertReblog,
  type MarkKind,
  mark,
  statusById,
  unmark,
} from '../store/statuses.ts'
import { idIn } from './statuses.ts'

const marks: readonly [string, MarkKind, string][] = [
  ['favourite', 'favourite', 'write:favourites'],
  ['bookmark', 'bookmark', 'write:bookmarks'],
  ['pin', 'pin', 'write:accounts'],
]

/** Favourites, bookmarks, pins and reblogs. Doing one twice, or undoing nothing, is no error. */
export function reactionRoutes(app: FastifyInstance, practice: Practice): void {
  const { db, address, clock } = practice

  for (const [verb, kind, right] of marks) {
    app.post(`/api/v1/statuses/:id/${verb}`, async (request) => {
      const me = personOf(request, right)
      const status = found(await statusById(db.all, me, idIn(request)))
      if (kind === 'pin' && status.account.id !== me)
        throw new ApiError(422, "Validation failed: Someone else's post cannot be pinned")
      const at = clock.now()
      const isNew = await mark(db.all, me, status.id, kind, at)
      if (isNew && kind === 'favourite')
        await notify(db.all, { to: status.account.id, from: me, kind, statusId: status.id, at })
      return statusEntity(found(await statusById(db.all, me, status.id)), address)
    })
    app.post(`/api/v1/statuses/:id/un${verb}`, async (request) => {
      const me = personOf(request, right)
      const status = found(await statusById(db.all, me, idIn(request)))
      await unmark(db.all, me, status.id, kind)
      return statusEntity(found(await statusById(db.all, me, status.id)), address)
    })
  }

  app.post('/api/v1/statuses/:id/reblog', async (request) => {
    const me = personOf(request, 'write:statuses')
    const status = found(await statusById(db.all, me, idIn(request)))
    if (status.visibility !== 'public' && status.visibility !== 'unlisted')
      throw new ApiError(422, 'Validation failed: This post cannot be reblogged')
    const at = clock.now()
    const { id: statusId } = status
    const id = await insertReblog(db.all, me, statusId, at)
    if (id === null) return statusEntity(status, address)
    const notice = { to: status.account.id, from: me, kind: 'reblog', statusId, at } as const
    await notify(db.all, notice)
    const wrapper = found(await statusById(db.all, me, id))
    return statusEntity(wrapper, address, found(await statusById(db.all, me, statusId)))
  })

  app.post('/api/v1/statuses/:id/unreblog', async (request) => {
    const me = personOf(request, 'write:statuses')
    const status = found(await statusById(db.all, me, idIn(request)))
    await deleteReblog(db.all, me, status.id)
    return statusEntity(found(await statusById(db.all, me, status.id)), address)
  })

  for (const [path, select] of [
    ['favourited_by', favouritersOf],
    ['reblogged_by', rebloggersOf],
  ] as const)
    app.get(`/api/v1/statuses/:id/${path}`, async (request) => {
      const status = found(await statusById(db.all, viewerOf(request), idIn(request)))
      return (await select(db.all, status.id)).map((account) => accountEntity(account, address))
    })
}
