import { createHmac, randomBytes } from 'node:crypto'

/** 32 signs that nobody confuses on paper: no l, o, 0 or 1. */
const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'

/** 80 bits of `bytes` as four groups of four signs: `k7mw-x2pn-…`. */
function grouped(bytes: Buffer): string {
  const signs = Array.from(bytes.subarray(0, 16), (byte) => alphabet[byte % alphabet.length])
  return [0, 4, 8, 12].map((start) => signs.slice(start, start + 4).join('')).join('-')
}

/**
 * A password to hand to somebody once. With a `seed` (an idempotency key in its context) the same one comes out again, so
 * that a repeated request is answered alike although the password itself is kept nowhere.
 */
export function temporaryPassword(secretKey: string, seed: string | null): string {
  if (seed === null) return grouped(randomBytes(16))
  return grouped(createHmac('sha256', secretKey).update(`temporary password\n${seed}`).digest())
}

export function recoveryCode(): string {
  return grouped(randomBytes(16))
}
