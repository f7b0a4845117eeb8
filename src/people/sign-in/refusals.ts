import { type Refusal, refuse } from '../../platform/refusal.ts'

const wrongPassword =
  'The address or the password is not right, so you are not signed in. Check both; the password tells capital letters apart.'
const wrongCode =
  'That code is not right, or it was used before. Wait for the next one in your app and type that.'
const startAgain =
  'That took too long or was used before. Go back to the sign-in page and start again.'
const passkeyFailed =
  'The passkey was not accepted, so nothing was changed. Try again, or sign in with your password.'

/** better-auth's codes as our own refusals; unknown ones say as little as they know. */
const known: Readonly<Record<string, () => Refusal>> = {
  INVALID_EMAIL_OR_PASSWORD: () => refuse.signIn(wrongPassword),
  INVALID_EMAIL: () => refuse.signIn(wrongPassword),
  INVALID_PASSWORD: () =>
    refuse.invalid('The password is not right, so nothing was changed.', {
      fields: { password: 'This is not your password.' },
    }),
  ACCESS_ENDED: () =>
    refuse.notAllowed(
      'Your access to Crier is suspended or has ended, so you cannot sign in. Ask the communications team or an administrator of your council.',
    ),
  INVALID_CODE: () => refuse.signIn(wrongCode),
  INVALID_BACKUP_CODE: () =>
    refuse.signIn('That back-up code is not right, or it was used before. Each works once.'),
  INVALID_TWO_FACTOR_COOKIE: () => refuse.signIn(startAgain),
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: () => refuse.tooMany(startAgain),
  ACCOUNT_TEMPORARILY_LOCKED: () =>
    refuse.tooMany(
      'There were too many wrong codes, so Crier takes none for 15 minutes. Wait, then sign in again.',
    ),
  TOTP_ALREADY_ENABLED: () =>
    refuse.conflict('An authenticator app is set up already. Remove it before you add another.'),
  TOTP_NOT_ENABLED: () =>
    refuse.conflict('No authenticator app is being set up. Start that first.'),
  BACKUP_CODES_NOT_ENABLED: () => refuse.conflict('You have no back-up codes.'),
  TWO_FACTOR_NOT_ENABLED: () => refuse.conflict('No authenticator app is set up.'),
  INVALID_TOKEN: () =>
    refuse.invalid(
      'This link was used before or is more than an hour old. Ask for a new one on the sign-in page.',
    ),
  SESSION_NOT_FRESH: () =>
    refuse.secondFactor(
      'You signed in more than a day ago, and this needs a recent sign-in. Sign out, sign in again and repeat it.',
    ),
  SESSION_EXPIRED: () => refuse.signIn(),
  CREDENTIAL_ACCOUNT_NOT_FOUND: () => refuse.conflict(directorySignsIn),
  PASSKEY_NOT_VERIFIED: () =>
    refuse.invalid(
      'The passkey did not ask for a fingerprint, a face or a PIN, so Crier cannot take it. Set one of them up on the device and try again.',
    ),
  PASSKEY_NOT_FOUND: () => refuse.signIn(passkeyFailed),
  CHALLENGE_NOT_FOUND: () => refuse.signIn(startAgain),
  AUTHENTICATION_FAILED: () => refuse.signIn(passkeyFailed),
  FAILED_TO_VERIFY_REGISTRATION: () => refuse.invalid(passkeyFailed),
  INVALID_ORIGIN: () => wrongOrigin(),
  MISSING_OR_NULL_ORIGIN: () => wrongOrigin(),
  CROSS_SITE_NAVIGATION_LOGIN_BLOCKED: () => wrongOrigin(),
}

export const directorySignsIn =
  'The directory of your council signs you in, so you have no password or passkey in Crier. Change it there.'

const wrongOrigin = () =>
  refuse.notAllowed(
    'This request did not come from the public address of Crier, so it was not carried out. Open Crier at its public address and try again.',
  )

export function refusalFor(status: number, code: string): Refusal | null {
  const make = known[code]
  if (make !== undefined) return make()
  if (status === 401) return refuse.signIn()
  if (status === 429) return refuse.tooMany('That was too often. Wait a minute and try again.')
  if (status === 404) return refuse.notFound('That does not exist, or it is not yours.')
  if (status >= 400 && status < 500) return refuse.invalid('This could not be carried out.')
  return null
}
