import { connect, createServer, type Socket } from 'node:net'
import { after } from 'node:test'

/** The line to a database, which a test can cut and mend: what a restart looks like from Crier. */
export interface Wire {
  /** What `startApp` takes as `through`. */
  readonly through: (databaseUrl: string) => Promise<string>
  /** Breaks every connection and takes no new ones. */
  cut(): Promise<void>
  mend(): Promise<void>
  /** How many connections there are now. */
  connections(): number
}

export function aWire(): Wire {
  const sockets = new Set<Socket>()
  let there = { host: '', port: 0 }
  let port = 0
  const server = createServer((near) => {
    const far = connect(there)
    near.pipe(far).pipe(near)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => {})
      one.on('close', () => other.destroy())
    }
    sockets.add(near)
    near.on('close', () => sockets.delete(near))
  })
  const listen = async () => {
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    const address = server.address()
    port = typeof address === 'object' && address !== null ? address.port : 0
  }
  const cut = async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    for (const socket of sockets) socket.destroy()
    await closed
  }
  return {
    async through(databaseUrl) {
      after(cut)
      const url = new URL(databaseUrl)
      there = { host: url.hostname, port: Number(url.port) }
      await listen()
      url.hostname = '127.0.0.1'
      url.port = String(port)
      return url.href
    },
    cut,
    mend: listen,
    connections: () => sockets.size,
  }
}
