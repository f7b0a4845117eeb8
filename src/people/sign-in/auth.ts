import { passkey } from '@better-auth/passkey'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { APIError, isAPIError } from 'better-auth/api'
import { twoFactor } from 'better-auth/plugins'
import type pg from 'pg'
import type { Clock } from '../../platform/clock.ts'
import { newId } from '../../platform/id.ts'
import type { Log } from '../../platform/log.ts'
import { deriveKey, type SealingKeys } from '../../platform/secrets.ts'
import { longest, shortest } from '../password.ts'
import { beginSession } from './begin-session.ts'

export const sessionSeconds = 7 * 24 * 60 * 60
/** Where the sign-in server finds the visitor's address; only we set this header. */
export const addressHeader = 'x-crier-address'

export interface AuthParts {
  readonly pool: pg.Pool
  readonly clock: Clock
  readonly log: Log
  readonly publicAddress: string
  readonly sealingKeys: SealingKeys
  /** Sends the link, or does nothing when there is nobody to send it to. */
  sendReset(personId: string, token: string): Promise<void>
}

/** better-auth, told which tables and columns are ours. Its other endpoints are not served. */
export function createAuth(parts: AuthParts) {
  const { pool, publicAddress } = parts
  return betterAuth({
    appName: 'Crier',
    baseURL: publicAddress,
    basePath: '/api/auth',
    secrets: secretsOf(parts.sealingKeys),
    trustedOrigins: originsOf(publicAddress),
    database: pool,
    ...tables,
    session: { ...tables.session, expiresIn: sessionSeconds, disableSessionRefresh: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortest,
      // Ours counts characters as people do; this one counts UTF-16 units.
      maxPasswordLength: longest * 2,
      resetPasswordTokenExpiresIn: 60 * 60,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => parts.sendReset(user.id, token),
    },
    databaseHooks: { session: { create: { before: beginSession(parts) } } },
    plugins: [
      twoFactor({ issuer: 'Crier', schema: twoFactorTables }),
      passkey({
        rpName: 'Crier',
        origin: originsOf(publicAddress),
        rpID: new URL(publicAddress).hostname,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: { afterVerification: ({ verification }) => verified(verification) },
        authentication: { afterVerification: ({ verification }) => verified(verification) },
        schema: passkeyTables,
      }),
    ],
    advanced: {
      cookiePrefix: 'crier',
      useSecureCookies: publicAddress.startsWith('https:'),
      // Said outright, because the defaults of these depend on the environment.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: [addressHeader] },
      // Mail goes out behind the reply, so that its time does not tell who exists.
      backgroundTasks: { handler: (task) => void task },
      // A trigger fills council_id, which the check of the schema cannot know.
      database: { generateId: () => newId(), validateSchema: false },
    },
    // Attempts are counted in the database, for all processes together (attempts.ts).
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    ...loggingTo(parts.log),
  } satisfies BetterAuthOptions)
}

const loggingTo = (log: Log) =>
  ({
    // A defect is logged as everywhere in Crier; left alone, it would be printed with all it holds.
    onAPIError: {
      onError(error) {
        if (!isAPIError(error)) throw error
      },
    },
    logger: {
      level: 'error',
      // Behind the colon stands what somebody sent.
      log: (_level, message) =>
        log.error({ signIn: message.split(':', 1)[0] }, 'sign-in reported an error'),
    },
  }) satisfies BetterAuthOptions

/** A passkey stands for two factors only if it asked for a fingerprint, a face or a PIN. */
async function verified(verification: {
  registrationInfo?: { userVerified: boolean } | undefined
  authenticationInfo?: { userVerified: boolean }
}): Promise<undefined> {
  const { registrationInfo, authenticationInfo } = verification
  if ((registrationInfo ?? authenticationInfo)?.userVerified === true) return
  throw new APIError('BAD_REQUEST', { code: 'PASSKEY_NOT_VERIFIED', message: 'not verified' })
}

/**
 * What was sealed names the version of its key. The number comes from the key itself, so that it
 * stays the same when a newer key is put in front or an older one is retired.
 */
function secretsOf(keys: SealingKeys): { version: number; value: string }[] {
  return keys.map((key) => ({
    version: Buffer.from(deriveKey([key], 'sign-in version')).readUInt32BE(0),
    value: signInSecret([key]),
  }))
}

export const signInSecret = (keys: SealingKeys): string =>
  Buffer.from(deriveKey(keys, 'sign-in')).toString('base64')

/** On a trial machine people type either name of it. */
function originsOf(publicAddress: string): string[] {
  const { origin, hostname, port, protocol } = new URL(publicAddress)
  const loopback = ['localhost', '127.0.0.1']
  if (!loopback.includes(hostname)) return [origin]
  return loopback.map((name) => `${protocol}//${name}${port === '' ? '' : `:${port}`}`)
}

const times = { createdAt: 'created_at', updatedAt: 'updated_at' }

const tables = {
  user: {
    modelName: 'person',
    fields: { emailVerified: 'email_verified', ...times },
  },
  session: {
    modelName: 'session',
    fields: {
      userId: 'person_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      ...times,
    },
    additionalFields: {
      secondFactor: { type: 'boolean', fieldName: 'second_factor', input: false, required: false },
    },
  },
  account: {
    modelName: 'account',
    fields: {
      userId: 'person_id',
      accountId: 'account_id',
      providerId: 'provider_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      ...times,
    },
  },
  verification: {
    modelName: 'verification',
    fields: { expiresAt: 'expires_at', ...times },
    storeIdentifier: 'hashed',
  },
} satisfies BetterAuthOptions

const twoFactorTables = {
  user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
  twoFactor: {
    modelName: 'two_factor',
    fields: {
      backupCodes: 'backup_codes',
      userId: 'person_id',
      failedVerificationCount: 'failed_verification_count',
      lockedUntil: 'locked_until',
    },
  },
}

const passkeyTables = {
  passkey: {
    fields: {
      publicKey: 'public_key',
      userId: 'person_id',
      credentialID: 'credential_id',
      deviceType: 'device_type',
      backedUp: 'backed_up',
      createdAt: 'created_at',
    },
  },
}

export type Auth = ReturnType<typeof createAuth>
