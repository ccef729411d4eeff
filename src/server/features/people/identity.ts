import { apiTokenStart } from '../../../contract/api-tokens.ts'
import type { Authenticate, Identity } from '../../platform/http/guard.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { tokenHash } from '../../platform/secrets.ts'
import { readAccessToken } from './access-token.ts'
import { identityOfSession } from './queries.ts'

/** A revoked session or a changed role takes effect on every process within this time (ms). */
const identityLifetime = 5_000
const remembered = 10_000

interface Remembered {
  identity: Identity | null
  until: number
}

export interface Identities {
  authenticate: Authenticate
  /** The session was revoked: its next request is checked anew. */
  forgetSession(sessionId: string): void
  /** The person's role, sites, password or sessions changed. */
  forgetPerson(personId: string): void
}

type FindToken = (token: string, now: string) => Promise<Identity | null>

/** Who an access token, or the key of another system, speaks for. Verified tokens and their sessions are remembered for seconds, not per request. */
export function authenticator(runtime: Runtime, identityOfToken: FindToken): Identities {
  const tokens = new Map<string, { sessionId: string; expires: number }>()
  const identities = new Map<string, Remembered>()

  async function sessionOf(token: string, now: string): Promise<string | null> {
    const known = tokens.get(token)
    if (known) {
      if (known.expires * 1000 > Date.parse(now)) return known.sessionId
      tokens.delete(token)
      return null
    }
    const read = await readAccessToken(runtime.config, token, now)
    if (!read) return null
    if (tokens.size >= remembered) tokens.clear()
    tokens.set(token, read)
    return read.sessionId
  }

  return {
    async authenticate(token) {
      const now = runtime.now()
      const foreign = token.startsWith(apiTokenStart)
      const key = foreign ? tokenHash(token) : await sessionOf(token, now)
      if (!key) return null
      const known = identities.get(key)
      if (known && known.until > Date.now()) return known.identity
      const identity = foreign
        ? await identityOfToken(token, now)
        : await identityOfSession(runtime.database.db, key, now)
      if (identities.size >= remembered) identities.clear()
      identities.set(key, { identity, until: Date.now() + identityLifetime })
      return identity
    },
    forgetSession: (sessionId) => identities.delete(sessionId),
    forgetPerson(personId) {
      for (const [sessionId, { identity }] of identities) {
        if (identity?.actor.personId === personId) identities.delete(sessionId)
      }
    },
  }
}
