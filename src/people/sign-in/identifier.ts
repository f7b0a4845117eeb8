import { createHash } from 'node:crypto'

/** As better-auth stores the names of its short-lived secrets, and we those in our links. */
export const hashIdentifier = (identifier: string): string =>
  createHash('sha256').update(identifier).digest('base64url')
