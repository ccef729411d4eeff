import { generateSecret, generateURI, verify } from 'otplib'
import { decrypt, encrypt } from '../../platform/secrets.ts'

const period = 30

/** A new secret: for the person once, in the clear, and sealed for keeping. */
export function newTotpSecret(secretKey: string, label: string): { secret: string; uri: string; sealed: string } {
  const secret = generateSecret()
  return { secret, uri: generateURI({ issuer: 'Faena', label, secret }), sealed: encrypt(secretKey, secret) }
}

/**
 * The time step of a valid `code`, one step early or late allowed; `null` when it is wrong or its step, or a later
 * one, was accepted before (RFC 6238 §5.2: a code works once).
 */
export async function acceptTotp(
  secretKey: string,
  account: { totpSecret: string | null; totpLastStep: number | null },
  code: string,
  now: string,
): Promise<number | null> {
  if (!account.totpSecret) return null
  const secret = decrypt(secretKey, account.totpSecret)
  const epoch = Math.floor(Date.parse(now) / 1000)
  const result = await verify({ secret, token: code, epoch, epochTolerance: period })
  if (!result.valid) return null
  const step = Math.floor(epoch / period) + result.delta
  return account.totpLastStep !== null && step <= account.totpLastStep ? null : step
}
