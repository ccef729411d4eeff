import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decodeJwt } from 'jose/jwt/decode'
import { SignJWT } from 'jose/jwt/sign'
import { type KoaContextWithOIDC, Provider } from 'oidc-provider'

export interface ProviderAccount {
  email?: string
  email_verified?: boolean
  name?: string
}

const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const kid = 'test'

/**
 * A certified provider of OpenID Connect on the loopback, with its development pages: whoever types the name of an account
 * and any password is let in as that account, after consenting once.
 */
export async function startIdentityProvider(callback: string) {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const issuer = `http://127.0.0.1:${port}`
  const client = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'faena', OIDC_CLIENT_SECRET: 'secreto del cliente de prueba' }
  const accounts = new Map<string, ProviderAccount>()
  const key = newKey()
  const state = {
    /** Makes the next ID token say something else, signed by the provider's key or by one that only has its name. */
    falsify: null as { claims?: Record<string, unknown>; foreignKey?: true } | null,
    /** Answers every request with an error of the server. */
    broken: false,
    /** How often its metadata were read. */
    discoveries: 0,
  }

  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.OIDC_CLIENT_ID,
        client_secret: client.OIDC_CLIENT_SECRET,
        redirect_uris: [callback],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [{ ...key.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' }] },
    cookies: { keys: ['clave de las galletas de prueba'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    findAccount: (_context, sub) =>
      accounts.has(sub) ? { accountId: sub, claims: () => ({ sub, ...accounts.get(sub) }) } : undefined,
  })
  provider.use(async (context: KoaContextWithOIDC, next) => {
    if (state.broken) {
      context.status = 503
      return
    }
    if (context.path === '/.well-known/openid-configuration') state.discoveries += 1
    await next()
    const { falsify } = state
    const body = context.body as { id_token?: string }
    if (context.path !== '/token' || !falsify || !body.id_token) return
    state.falsify = null
    body.id_token = await new SignJWT({ ...decodeJwt(body.id_token), ...falsify.claims })
      .setProtectedHeader({ alg: 'RS256', kid })
      .sign(falsify.foreignKey ? newKey() : key)
  })
  server.on('request', provider.callback())

  return {
    issuer,
    client,
    accounts,
    state,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export type IdentityProvider = Awaited<ReturnType<typeof startIdentityProvider>>

/** What a person does at the provider's pages from `entrance` on; returns the address they are sent back to. */
export async function passProvider(entrance: string, { issuer }: IdentityProvider, account: string | null) {
  const cookies = new Map<string, string>()
  const visit = async (address: string, form?: Record<string, string>): Promise<Response> => {
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      if (value) cookies.set(name!, value)
      else cookies.delete(name!)
    }
    return response
  }
  let response = await visit(entrance)
  for (let step = 0; step < 20; step += 1) {
    const location = response.headers.get('location')
    if (location) {
      const next = new URL(location, issuer)
      if (next.origin !== issuer) return next.href
      response = await visit(next.href)
      continue
    }
    const page = await response.text()
    const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1]
    if (!action) throw new Error(`the provider answered ${response.status}: ${page.slice(0, 300)}`)
    const prompt = /name="prompt" value="(\w+)"/.exec(page)![1]!
    if (account === null) response = await visit(`${action}/abort`)
    else response = await visit(action, { prompt, ...(prompt === 'login' ? { login: account, password: 'x' } : {}) })
  }
  throw new Error('the provider never sends back')
}
