import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt)
const cost = { N: 16_384, r: 8, p: 1 }

/** A practice password guards nothing public, but people repeat passwords, so it is kept well. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(password.normalize('NFKC'), salt, 32, cost)
  return `${salt.toString('base64')}:${hash.toString('base64')}`
}

/** Takes as long when there is no such account, so that names cannot be told from the time. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const [salt, hash] = (stored ?? nobody).split(':').map((part) => Buffer.from(part, 'base64'))
  if (salt === undefined || hash === undefined) return false
  const given = await derive(password.normalize('NFKC'), salt, 32, cost)
  return timingSafeEqual(given, hash) && stored !== null
}

const nobody = `${Buffer.alloc(16).toString('base64')}:${Buffer.alloc(32).toString('base64')}`
