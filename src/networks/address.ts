import { lookup as systemLookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Thrown while a name is being resolved, before anything is sent. */
export class PrivateAddress extends Error {
  readonly code = 'private-address'
}

/**
 * Whether an address is one of the public internet. A person types the server's name, so without
 * this check Crier could be made to call machines inside the council's own network.
 */
export function isPublic(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !notPublic.check(address, 'ipv4')
  // Only the global unicast block, less the ways to write an IPv4 address inside it.
  if (family === 6) return globalSix.check(address, 'ipv6') && !notPublic.check(address, 'ipv6')
  return false
}

const notPublic = new BlockList()
const globalSix = new BlockList()
globalSix.addSubnet('2000::', 3, 'ipv6')
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  notPublic.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  notPublic.addSubnet(net, bits, 'ipv6')

/**
 * A lookup for sockets that refuses a name with any private address. Done where the connection is
 * made, so the address that was judged is the address that is called.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  systemLookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, [])
    const inside = addresses.find((found) => !isPublic(found.address))
    if (inside || addresses.length === 0)
      return callback(new PrivateAddress('The name leads to an address that is not public.'), [])
    if (options.all) return callback(null, addresses)
    const [first] = addresses
    callback(null, first?.address ?? '', first?.family)
  })
}

export type ServerAddress = { ok: true; origin: string } | { ok: false; sentence: string }

/** Reads what people type: "social.example", "https://social.example/@council", "@us@social.example". */
export function readServer(typed: string, allowed: ReadonlySet<string>): ServerAddress {
  const text = typed.trim()
  const bare = text.replace(/^@?[^@/\s]+@(?=[^@/\s]+$)/, '')
  if (bare === '') return { ok: false, sentence: 'Enter the address of your server.' }
  if (bare.length > 255) return notAnAddress
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(bare) ? bare : `https://${bare}`)
  if (url === null) return notAnAddress
  if (allowed.has(url.origin)) return { ok: true, origin: url.origin }
  if (url.protocol !== 'https:')
    return { ok: false, sentence: 'Enter an address that starts with https://.' }
  if (url.username !== '' || url.password !== '' || url.port !== '') return notAnAddress
  const name = url.hostname
  if (isIP(name.replace(/^\[|\]$/g, '')) !== 0 || !/\.[a-z][a-z0-9-]*$/.test(name))
    return notAnAddress
  return { ok: true, origin: url.origin }
}

const notAnAddress: ServerAddress = {
  ok: false,
  sentence: 'Enter the name of a server on the public internet, such as social.example.',
}
