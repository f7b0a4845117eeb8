import { isIPv6 } from 'node:net'

/**
 * Whom limits count as one visitor. Any household or office has a whole /64 of IPv6 to itself, so
 * counting single addresses there would count nothing.
 */
export function addressBlock(ip: string): string {
  const four = /(?:^|:)((?:\d{1,3}\.){3}\d{1,3})$/.exec(ip)?.[1]
  if (four !== undefined) return four
  if (!isIPv6(ip)) return ip
  const [before = '', after] = ip.split('%', 1)[0]?.split('::') ?? []
  const head = groupsOf(before)
  const tail = groupsOf(after ?? '')
  const between = after === undefined ? 0 : 8 - head.length - tail.length
  const groups = [...head, ...Array<number>(between).fill(0), ...tail]
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`
}

const groupsOf = (part: string) =>
  part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16))
