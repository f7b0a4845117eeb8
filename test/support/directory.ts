import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import Provider from 'oidc-provider'

interface DirectoryPerson {
  readonly email: string
  readonly email_verified?: boolean
  readonly name: string
  readonly groups: readonly string[]
  readonly amr?: readonly string[]
}

export const client = { id: 'crier', secret: 'the secret of the client' }

/** A real identity provider on this machine, whose own pages ask who somebody is. */
export async function startDirectory() {
  const people = new Map<string, DirectoryPerson>()
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  // It listens on a port, not on a pipe, so its address is an object.
  const { port } = server.address() as AddressInfo
  const issuer = `http://127.0.0.1:${port}`
  return {
    issuer,
    people,
    /** Once the address to come back to is known. */
    open(redirectAddress: string) {
      const provider = new Provider(issuer, {
        clients: [
          {
            client_id: client.id,
            client_secret: client.secret,
            redirect_uris: [redirectAddress],
          },
        ],
        claims: {
          openid: ['sub'],
          email: ['email', 'email_verified'],
          profile: ['name', 'groups', 'amr'],
        },
        conformIdTokenClaims: false,
        pkce: { required: () => true },
        findAccount: (_context, id) => ({
          accountId: id,
          claims: async () => ({ sub: id, ...people.get(id) }),
        }),
      })
      server.on('request', provider.callback())
    },
  }
}
