import { refuse } from '../platform/refusal.ts'

/** Where a list goes on: the last row's place in the order, as one opaque string. Pure. */
export interface Place {
  readonly at: string
  readonly id: string
}

export const placeToText = ({ at, id }: Place): string =>
  Buffer.from(`${at} ${id}`).toString('base64url')

export function placeFrom(text: string): Place {
  const [at = '', id = ''] = Buffer.from(text, 'base64url').toString().split(' ')
  const isPlace = /^\d{4}-[\dT:.-]+Z$/.test(at) && /^[0-9a-f-]{36}$/.test(id)
  if (!isPlace) throw refuse.invalid('This page does not exist. Start again from the first one.')
  return { at, id }
}
