import { once } from 'node:events'
import { createServer } from 'node:net'
import { Halt } from '../platform/halt.ts'
import type { Settings } from '../platform/settings.ts'

/** Finds out before the slow steps whether we can listen at all. */
export async function checkPort({ host, port }: Settings): Promise<void> {
  const server = createServer()
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    throw new Halt(whyNot(host, port, code), { cause })
  }
  server.close()
  await once(server, 'close')
}

function whyNot(host: string, port: number, code: unknown): string {
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken by another program: stop that program, or choose another port with CRIER_PORT.`
  }
  if (code === 'EACCES') {
    return `Your user may not listen on port ${port}: choose one above 1023 with CRIER_PORT.`
  }
  return `This machine has no address ${host} to listen on: choose another with CRIER_HOST.`
}
