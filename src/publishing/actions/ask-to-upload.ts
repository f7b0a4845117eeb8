import { z } from 'zod'
import { hasFullAccess, isAuditor, levelsOf } from '../../people/index.ts'
import { type Permission, query } from '../../platform/action.ts'
import { asPerson } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'

/** Whoever may write somewhere may upload. */
export const mayUpload: Permission<unknown> = {
  says: 'People with a level on any channel, and the managing team.',
  async check({ db, caller }) {
    const { personId } = asPerson(caller)
    if (isAuditor(caller))
      throw refuse.notAllowed('Internal Audit reads everything and changes nothing.')
    if (hasFullAccess(caller) || (await levelsOf(db, personId)).size > 0) return
    throw refuse.notAllowed('You have no level on any channel, so there is nothing to upload for.')
  },
}

/** Asked before the bytes are read, so that nobody fills the disk who may not. */
export const askToUpload = query({
  shape: {
    name: 'publishing.ask-to-upload',
    summary: 'Ask whether a picture may be uploaded.',
    input: z.strictObject({}),
    reply: z.object({}),
  },
  may: mayUpload,
  do: async () => ({}),
})
