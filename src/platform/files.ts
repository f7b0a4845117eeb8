import { hash } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from './id.ts'

/** Where uploaded bytes are kept, named by their SHA-256 and by council. */
export interface FileStore {
  put(councilId: string, bytes: Uint8Array): Promise<{ sha256: string; size: number }>
  /** Null when there is no such file. */
  get(councilId: string, sha256: string): Promise<Uint8Array | null>
  remove(councilId: string, sha256: string): Promise<void>
}

/** A folder on this machine. */
export function folderFiles(root: string): FileStore {
  const place = (councilId: string, sha256: string) => {
    if (!/^[0-9a-f-]{36}$/.test(councilId) || !/^[0-9a-f]{64}$/.test(sha256))
      throw new Error('A file is named by its council and its SHA-256.')
    const folder = join(root, councilId, sha256.slice(0, 2))
    return { folder, path: join(folder, sha256) }
  }
  return {
    async put(councilId, bytes) {
      const sha256 = hash('sha256', bytes, 'hex')
      const { folder, path } = place(councilId, sha256)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      // Written beside and moved into place, so that a half-written file never has the full name.
      const part = `${path}.${newId()}.part`
      await writeFile(part, bytes, { mode: 0o600, flush: true })
      await rename(part, path)
      return { sha256, size: bytes.byteLength }
    },
    async get(councilId, sha256) {
      try {
        return await readFile(place(councilId, sha256).path)
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
        throw error
      }
    },
    async remove(councilId, sha256) {
      await rm(place(councilId, sha256).path, { force: true })
    },
  }
}
