import { call } from '../call.ts'
import { Problem } from '../problem.ts'

/** The browser's own passkey dialog. Closing it is an answer too, and no problem to show. */
export async function withPasskey<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (caught) {
    if (!(caught instanceof DOMException)) throw caught
    if (caught.name === 'NotAllowedError') return undefined
    throw new Problem('invalid', {
      detail: 'This browser or device cannot use a passkey here. Use your password instead.',
    })
  }
}

export const plainJson = (credential: PublicKeyCredential): Record<string, unknown> => ({
  ...credential.toJSON(),
})

/** True when signed in; undefined when the person closed the browser's dialog. */
export async function signInWithPasskey(): Promise<true | undefined> {
  const options = await call('GET /auth/passkey/generate-authenticate-options', {})
  return withPasskey(async () => {
    const credential = await navigator.credentials.get({
      // The server writes these options in the very form that the browser reads.
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(
        options as unknown as PublicKeyCredentialRequestOptionsJSON,
      ),
    })
    if (!(credential instanceof PublicKeyCredential)) return undefined
    await call('POST /auth/passkey/verify-authentication', { response: plainJson(credential) })
    return true
  })
}

/** The page is loaded anew, so that nothing of this person stays in memory. */
export async function signOut(): Promise<void> {
  await call('POST /auth/sign-out', {})
  location.assign('/sign-in')
}
