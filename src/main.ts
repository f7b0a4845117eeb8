import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { commands, runCommand } from './commands/index.ts'
import { home } from './platform/home.ts'

// Without it, a third of the second start goes into reading the same sources again.
enableCompileCache(join(home, 'node_modules/.cache/crier'))

process.exit(await runCommand(commands, process.argv.slice(2), () => import('./app.ts')))
