import type { FastifyInstance } from 'fastify'
import { notificationEntity } from '../entities.ts'
import { inOrder, linkPages, pageOf, pageShape, pageSql } from '../paging.ts'
import { parametersOf, words } from '../parameters.ts'
import { found } from '../posting.ts'
import { type Practice, personOf } from '../practice.ts'
import {
  dismissNotifications,
  type NotificationRow,
  selectNotifications,
} from '../store/notifications.ts'
import { selectStatuses } from '../store/statuses.ts'
import { idIn } from './statuses.ts'

const shape = pageShape.extend({ types: words, exclude_types: words })

export function notificationRoutes(app: FastifyInstance, { db, address }: Practice): void {
  const entities = async (me: string, rows: readonly NotificationRow[]) => {
    const ids = rows.flatMap((row) => row.statusId ?? [])
    const statuses = await selectStatuses(db.all, me, 's.id = any($2::bigint[])', [ids])
    const byId = new Map(statuses.map((status) => [status.id, status]))
    return rows.map((row) => notificationEntity(row, byId.get(row.statusId ?? '') ?? null, address))
  }

  app.get('/api/v1/notifications', async (request, reply) => {
    const me = personOf(request, 'read:notifications')
    const asked = parametersOf(request, shape)
    const page = pageOf(asked, 80)
    const { sql, values } = pageSql(page, 'n.id', 4)
    const rest = `n.account_id = $1 and (cardinality($2::text[]) = 0 or n.kind = any($2))
      and n.kind <> all($3::text[]) and ${sql}`
    const rows = inOrder(
      page,
      await selectNotifications(db.all, rest, [me, asked.types, asked.exclude_types, ...values]),
    )
    linkPages(request, reply, address, rows)
    return entities(me, rows)
  })

  app.get('/api/v1/notifications/:id', async (request) => {
    const me = personOf(request, 'read:notifications')
    const rest = 'n.account_id = $1 and n.id = $2'
    const rows = await selectNotifications(db.all, rest, [me, idIn(request)])
    const [entity] = await entities(me, rows)
    return found(entity ?? null)
  })

  app.post('/api/v1/notifications/clear', async (request) => {
    await dismissNotifications(db.all, personOf(request, 'write:notifications'), null)
    return {}
  })

  app.post('/api/v1/notifications/:id/dismiss', async (request) => {
    const me = personOf(request, 'write:notifications')
    await dismissNotifications(db.all, me, idIn(request))
    return {}
  })
}
