import type { Publishing, Sealable } from '../../networks/index.ts'
import { type Fault, failureFrom } from './call.ts'
import type { Order } from './order.ts'
import type { SendingParts } from './parts.ts'

export type Prepared =
  | { readonly mediaIds: readonly string[] }
  | { readonly fault: Fault }
  | { readonly missing: true }

/** Brings the pictures over. Harmless to repeat, so it stands before the intent. */
export async function prepare(
  { files }: SendingParts,
  councilId: string,
  { network, credential }: { network: Publishing; credential: Sealable },
  order: Order,
): Promise<Prepared> {
  const mediaIds: string[] = []
  for (const file of order.kind === 'delete' ? [] : order.files) {
    const bytes = await files.get(councilId, file.sha256)
    if (bytes === null) return { missing: true }
    const { type, name, alt } = file
    try {
      mediaIds.push((await network.upload(credential, { bytes, type, name, alt })).mediaId)
    } catch (error) {
      const fault = failureFrom(error)
      // Nothing was published, whatever became of the upload: it can simply be tried again.
      return { fault: fault.kind === 'no-answer' ? { ...fault, kind: 'unreachable' } : fault }
    }
  }
  return { mediaIds }
}
