/** The network's own id from what a person pastes: a public address or the id itself. Pure. */
export function remoteFrom(pasted: string): { address: string | null; remoteId: string | null } {
  if (!URL.canParse(pasted))
    return { address: null, remoteId: /^[\w.:-]{1,100}$/.test(pasted) ? pasted : null }
  const url = new URL(pasted)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return { address: null, remoteId: null }
  const last = url.pathname.split('/').filter(Boolean).at(-1)
  return { address: url.href, remoteId: last !== undefined && /\d/.test(last) ? last : null }
}
