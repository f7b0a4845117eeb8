import { accessSync, constants, existsSync, mkdirSync, statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { Halt } from './halt.ts'

const leastFree = 200 * 1024 * 1024

/** Makes the data folder if need be, and makes sure that we can keep things in it. */
export function prepareFolder(folder: string): void {
  try {
    // Root's database server runs under another account, which must be able to pass through.
    makeFolder(folder, process.getuid?.() === 0 ? 0o711 : 0o700)
    if (!statSync(folder).isDirectory())
      throw Object.assign(new Error('a file'), { code: 'ENOTDIR' })
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    throw new Halt(whyNot(folder, code), { cause })
  }
}

/** Not Node's own `recursive`, which never returns where nobody can make folders (/proc). */
function makeFolder(folder: string, mode: number): void {
  if (existsSync(folder)) return
  if (dirname(folder) !== folder) makeFolder(dirname(folder), mode)
  mkdirSync(folder, { mode })
}

function whyNot(folder: string, code: unknown): string {
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return `The disk that holds ${folder} is full: free some space, or choose another data folder with CRIER_DATA.`
  }
  if (code === 'EROFS') {
    return `The disk that holds ${folder} is read-only: choose another data folder with CRIER_DATA.`
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return `${folder} cannot be the data folder because a file is in the way: choose another with CRIER_DATA.`
  }
  return `You may not write in the data folder ${folder}: give your user the right to (chown or chmod), or choose another data folder with CRIER_DATA.`
}

/** Refuses to start on a disk that would be full within the day. */
export function checkSpace(folder: string, free: number = freeBytes(folder)): void {
  if (free >= leastFree) return
  const megabytes = Math.floor(free / 1024 / 1024)
  throw new Halt(
    `The disk that holds ${folder} has ${megabytes} MB left and Crier needs at least 200 MB: free some space, or choose another data folder with CRIER_DATA.`,
  )
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
