import { z } from 'zod'
import { query } from '../../platform/action.ts'
import { onlySystem } from '../../platform/permission.ts'
import { readChannel, readCredential, readCredentials } from '../store.ts'

const sealed = z.object({
  channelId: z.uuid(),
  credentialId: z.uuid(),
  network: z.string(),
  sealed: z.string(),
})

/** The credential of a channel, still sealed; null when it is not connected. */
export const readSealed = query({
  shape: {
    name: 'channels.read-sealed',
    summary: 'Read the sealed credential of a channel.',
    input: z.strictObject({ channelId: z.uuid() }),
    reply: sealed.nullable(),
  },
  may: onlySystem,
  async do({ db }, { channelId }) {
    const row = await readChannel(db, channelId)
    const [credential] = await readCredentials(db, [channelId])
    if (row === undefined || credential === undefined) return null
    return { ...credential, network: row.network }
  },
})

/** A credential that is to be handed back; null when that is done. */
export const readRetired = query({
  shape: {
    name: 'channels.read-retired',
    summary: 'Read a sealed credential that is to be handed back.',
    input: z.strictObject({ credentialId: z.uuid() }),
    reply: sealed.nullable(),
  },
  may: onlySystem,
  async do({ db }, { credentialId }) {
    const credential = await readCredential(db, credentialId)
    if (credential === undefined || credential.state === 'current') return null
    const row = await readChannel(db, credential.channelId)
    const { channelId, sealed } = credential
    return { channelId, credentialId, sealed, network: row?.network ?? '' }
  },
})
