import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'

/** 256 random bits, for tokens that are shown once. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url')
}

/** How a random token is kept: SHA-256, hex. Enough for 256-bit secrets; passwords need a slow hash. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function keyFor(secretKey: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, '', 'faena field encryption', 32))
}

/** AES-256-GCM under a key derived from SECRET_KEY, as `iv.tag.data` in base64url. */
export function encrypt(secretKey: string, plain: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor(secretKey), iv)
  const data = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return [iv, cipher.getAuthTag(), data].map((part) => part.toString('base64url')).join('.')
}

/** The text that `encrypt` was given; throws when the key is another or the text was altered. */
export function decrypt(secretKey: string, sealed: string): string {
  const [iv, tag, data] = sealed.split('.').map((part) => Buffer.from(part, 'base64url'))
  const decipher = createDecipheriv('aes-256-gcm', keyFor(secretKey), iv!)
  decipher.setAuthTag(tag!)
  return Buffer.concat([decipher.update(data!), decipher.final()]).toString('utf8')
}
