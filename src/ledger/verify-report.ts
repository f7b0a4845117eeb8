import { readFileSync } from 'node:fs'
import { Halt } from '../platform/halt.ts'
import { councilOf } from './checkpoint.ts'
import type { LedgerReport } from './verify.ts'

/** What `./crier verify` prints, and whether all of it holds. */
export function reportOf(reports: readonly LedgerReport[]): { holds: boolean; report: string } {
  const holds = reports.every(({ findings }) => findings.length === 0)
  const report = reports.map(councilReport).join('\n\n')
  return { holds, report: report || 'The ledger holds nothing yet.' }
}

function councilReport({ councilId, entries, verifier, latest, findings }: LedgerReport): string {
  const whole = 'Nothing was altered, dropped, reordered or inserted.'
  return [
    `Council ${councilId}`,
    `  Entries checked: ${entries.toLocaleString('en-GB')}`,
    `  Public key: ${verifier}`,
    ...(findings.length === 0 ? [`  ${whole}`] : findings.map(({ sentence }) => `  ! ${sentence}`)),
    ...(latest === undefined ? [] : ['  Latest checkpoint, to keep outside the database:', latest]),
  ]
    .join('\n')
    .trimEnd()
}

/** Reads checkpoints that were kept: what `--checkpoint <file>` names. */
export function readKept(files: readonly string[]): string[] {
  return files.map((file) => {
    const note = textOf(file)
    if (councilOf(note) !== null) return note
    throw new Halt(
      `${file} is not a checkpoint of a ledger: it must hold the note exactly as \`./crier verify\` or the Ledger page gave it.`,
    )
  })
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').replaceAll('\r\n', '\n')
  } catch (cause) {
    throw new Halt(`The checkpoint ${file} cannot be read: check the path.`, { cause })
  }
}
