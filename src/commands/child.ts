import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { home } from '../platform/home.ts'
import { childEnvironment } from '../platform/settings.ts'

/** Runs one of our programs to its end, speaking to the same terminal. Resolves to its exit code. */
export async function runChild(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<number> {
  const child = spawn(program, args, {
    cwd: home,
    env: childEnvironment(environment),
    stdio: 'inherit',
  })
  // We outlive the child, so that what was opened for it is closed after it.
  const pass = (signal: NodeJS.Signals) => void child.kill(signal)
  process.on('SIGINT', pass).on('SIGTERM', pass).on('SIGHUP', pass)
  try {
    const [code] = await once(child, 'exit')
    return typeof code === 'number' ? code : 130
  } finally {
    process.off('SIGINT', pass).off('SIGTERM', pass).off('SIGHUP', pass)
  }
}
