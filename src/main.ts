import { commands, runCommand } from './commands/index.ts'

process.exit(await runCommand(commands, process.argv.slice(2), () => import('./app.ts')))
