import { call } from '../call.ts'
import { plainJson, withPasskey } from './sign-in.ts'

/** True when the passkey is kept; undefined when the person closed the browser's dialog. */
export async function addPasskey(name: string): Promise<true | undefined> {
  const options = await call('GET /auth/passkey/generate-register-options', {})
  return withPasskey(async () => {
    const credential = await navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(
        options as unknown as PublicKeyCredentialCreationOptionsJSON,
      ),
    })
    if (!(credential instanceof PublicKeyCredential)) return undefined
    await call('POST /auth/passkey/verify-registration', { response: plainJson(credential), name })
    return true
  })
}
