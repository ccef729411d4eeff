import { SignJWT } from 'jose/jwt/sign'
import { jwtVerify } from 'jose/jwt/verify'
import type { Config } from '../../platform/config.ts'

const issuer = 'faena'

function key(config: Config): Uint8Array {
  return new TextEncoder().encode(config.JWT_SECRET_KEY)
}

export async function signAccessToken(
  config: Config,
  personId: string,
  sessionId: string,
  now: string,
): Promise<string> {
  const issuedAt = Math.floor(Date.parse(now) / 1000)
  return new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer)
    .setSubject(personId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + config.JWT_ACCESS_TOKEN_LIFETIME * 60)
    .sign(key(config))
}

/** The session a token belongs to and when the token ends (epoch s); `null` when it is forged, expired or malformed. */
export async function readAccessToken(
  config: Config,
  token: string,
  now: string,
): Promise<{ sessionId: string; expires: number } | null> {
  try {
    const options = { issuer, algorithms: ['HS256'], currentDate: new Date(now) }
    const { payload } = await jwtVerify(token, key(config), options)
    return { sessionId: String(payload.sid), expires: payload.exp! }
  } catch {
    return null
  }
}
