import { once } from 'node:events'
import { createServer } from 'node:net'
import { Halt } from '../platform/halt.ts'
import type { Settings } from '../platform/settings.ts'

/** Finds out before the slow steps whether we can listen at all. */
export async function checkPorts({ host, port, practice }: Settings): Promise<void> {
  await checkPort(host, port, 'CRIER_PORT')
  if (practice) await checkPort(host, practice.port, 'CRIER_PRACTICE_PORT')
}

async function checkPort(host: string, port: number, setting: string): Promise<void> {
  const server = createServer()
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    throw new Halt(whyNot({ host, port, setting }, code), { cause })
  }
  server.close()
  await once(server, 'close')
}

interface Listening {
  readonly host: string
  readonly port: number
  readonly setting: string
}

function whyNot({ host, port, setting }: Listening, code: unknown): string {
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken by another program: stop that program, or choose another port with ${setting}.`
  }
  if (code === 'EACCES') {
    return `Your user may not listen on port ${port}: choose one above 1023 with ${setting}.`
  }
  return `This machine has no address ${host} to listen on: choose another with CRIER_HOST.`
}
