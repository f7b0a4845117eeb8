import { createHmac, timingSafeEqual } from 'node:crypto'

export interface SessionCookie {
  readonly name: string
  /** The token in a Cookie header, if its signature is ours. */
  read(header: string | undefined): string | null
  /**
   * The cookies of sign-in and no others, each once and as we read them. Two programs that read one
   * header in two ways would check one session and act on another.
   */
  plain(header: string | undefined, signedIn: boolean): string
  /** A Set-Cookie header for a token. */
  write(token: string, seconds: number): string
}

/** The cookie that better-auth sets (`token.signature`), so that both sides read the same one. */
export function sessionCookie(at: {
  name: string
  secret: string
  secure: boolean
}): SessionCookie {
  const family = at.name.replace(/[^.]*$/, '')
  const sign = (token: string) => createHmac('sha256', at.secret).update(token).digest('base64')
  return {
    name: at.name,
    read(header) {
      const value = cookieValue(header, at.name)
      const dot = value?.lastIndexOf('.') ?? -1
      if (value === undefined || dot < 1) return null
      const token = value.slice(0, dot)
      const wanted = Buffer.from(sign(token))
      const given = Buffer.from(value.slice(dot + 1))
      return wanted.length === given.length && timingSafeEqual(wanted, given) ? token : null
    },
    plain(header, signedIn) {
      const found = new Map<string, string>()
      for (const pair of (header ?? '').split(';')) {
        const [, name, value] = /^\s*([\w.-]+)=([^\s",;]*)\s*$/.exec(pair) ?? []
        if (name === undefined || value === undefined || !name.startsWith(family)) continue
        if (!found.has(name)) found.set(name, value)
      }
      if (!signedIn) found.delete(at.name)
      return [...found].map(([name, value]) => `${name}=${value}`).join('; ')
    },
    write(token, seconds) {
      const value = encodeURIComponent(`${token}.${sign(token)}`)
      const secure = at.secure ? '; Secure' : ''
      return `${at.name}=${value}; Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Lax${secure}`
    },
  }
}

export function cookieValue(header: string | undefined, name: string): string | undefined {
  const pair = header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
  if (pair === undefined) return undefined
  try {
    return decodeURIComponent(pair.slice(name.length + 1))
  } catch {
    return undefined
  }
}
