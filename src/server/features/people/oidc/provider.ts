import * as client from 'openid-client'
import type { Config } from '../../../platform/config.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Proofs } from './attempts.ts'

/** What the provider tells of an address: `null` when it does not say whether the person proved to own it. */
export interface Contact {
  email: string | null
  verified: boolean | null
  name: string | null
}

/** Somebody the provider has recognised. */
export interface Recognised {
  issuer: string
  subject: string
  /** Their address; asked for only when needed, since it may take another request. */
  contact(): Promise<Contact>
}

/** The provider of OpenID Connect, as the client that Faena is to it. */
export interface Provider {
  /** The page of the provider where the browser goes to sign in. */
  entrance(proofs: Proofs): Promise<URL>
  /** Who came back with `query`. Throws a `Problem` when the provider refused, or its answer proves nothing. */
  recognise(query: URLSearchParams, proofs: Proofs): Promise<Recognised>
  /** Reads the metadata anew; throws why it could not. */
  discover(): Promise<void>
}

/** How long the provider may take for one answer (s), and how long its metadata count (ms). */
const patience = 10
const metadataLifetime = 3_600_000

export const callbackAddress = ({ PUBLIC_URL }: Config) =>
  new URL(`${PUBLIC_URL!.replace(/\/+$/, '')}/api/v1/auth/oidc/callback`)

/** Sends the secret in the way the provider accepts; without a word from it, as OpenID Connect prescribes. */
function authentication(secret: string): client.ClientAuth {
  return (server, ...rest) => {
    const accepted = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const method = accepted.includes('client_secret_basic') ? client.ClientSecretBasic : client.ClientSecretPost
    method(secret)(server, ...rest)
  }
}

/** Codes of the client library for a token that is forged, stale, meant for somebody else or no token at all. */
const invalid = /^OAUTH_(JWT_|KEY_SELECTION|INVALID_RESPONSE|PARSE_ERROR|JSON_ATTRIBUTE_COMPARISON)/

/** What a failure of the exchange means to the person; its cause stays for the log. */
function refusalOf(error: unknown): Problem {
  const refusal = (() => {
    if (error instanceof client.AuthorizationResponseError && error.error === 'access_denied')
      return new Problem('auth.oidcDenied')
    if (error instanceof client.ResponseBodyError && error.error === 'invalid_grant')
      return new Problem('auth.oidcExpired')
    if (error instanceof client.ClientError && invalid.test(error.code ?? '')) return new Problem('auth.oidcInvalid')
    return new Problem('auth.oidcUnavailable')
  })()
  refusal.cause = error
  return refusal
}

const textOr = (value: unknown) => (typeof value === 'string' && value.trim() ? value.trim() : null)

function contactOf({ email, email_verified: verified, name }: Record<string, unknown>): Contact {
  return {
    email: textOr(email)?.toLowerCase() ?? null,
    // Some providers write their booleans as text.
    verified: verified === undefined || verified === null ? null : String(verified) === 'true',
    name: textOr(name),
  }
}

/** The provider of the settings, asked for the first time when somebody needs it; `null` when none is set. */
export function openProvider(config: Config): Provider | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: secret } = config
  if (!issuer || !clientId || !secret) return null
  let known: { configuration: client.Configuration; until: number } | null = null
  let asking: Promise<client.Configuration> | null = null

  async function discover(): Promise<client.Configuration> {
    const insecure = issuer!.startsWith('http:') ? [client.allowInsecureRequests] : []
    const configuration = await client.discovery(new URL(issuer!), clientId!, undefined, authentication(secret!), {
      timeout: patience,
      execute: [client.enableNonRepudiationChecks, ...insecure],
    })
    known = { configuration, until: Date.now() + metadataLifetime }
    return configuration
  }

  function current(): Promise<client.Configuration> {
    if (known && known.until > Date.now()) return Promise.resolve(known.configuration)
    asking ??= discover().finally(() => {
      asking = null
    })
    return asking
  }

  return {
    async entrance({ state, nonce, verifier }) {
      try {
        return client.buildAuthorizationUrl(await current(), {
          redirect_uri: callbackAddress(config).href,
          scope: config.OIDC_SCOPES,
          state,
          nonce,
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        })
      } catch (error) {
        throw refusalOf(error)
      }
    },

    async recognise(query, { state, nonce, verifier }) {
      try {
        const configuration = await current()
        const address = callbackAddress(config)
        address.search = query.toString()
        const tokens = await client.authorizationCodeGrant(configuration, address, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        const claims = tokens.claims()!
        const contact = async () => {
          if (claims.email !== undefined || !configuration.serverMetadata().userinfo_endpoint) return contactOf(claims)
          const told = await client.fetchUserInfo(configuration, tokens.access_token, claims.sub).catch((error) => {
            throw refusalOf(error)
          })
          return contactOf({ ...claims, ...told })
        }
        return { issuer: claims.iss, subject: claims.sub, contact }
      } catch (error) {
        throw refusalOf(error)
      }
    },

    async discover() {
      await discover()
    },
  }
}
