import { createHmac } from 'node:crypto'
import { randomToken } from '../../platform/secrets.ts'

const start = 'whsec_'

/** A secret as Standard Webhooks writes it: 256 random bits in base64. */
export const newWebhookSecret = () => start + Buffer.from(randomToken(), 'base64url').toString('base64')

/**
 * The headers of a message, https://www.standardwebhooks.com: HMAC-SHA256 over `id.timestamp.body`, one signature for
 * each secret that is in force. `at` is in ms; the header counts seconds.
 */
export function signedHeaders(secrets: readonly string[], id: string, at: number, body: string) {
  const timestamp = String(Math.floor(at / 1000))
  const sign = (secret: string) =>
    `v1,${createHmac('sha256', Buffer.from(secret.slice(start.length), 'base64'))
      .update(`${id}.${timestamp}.${body}`)
      .digest('base64')}`
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map(sign).join(' '),
  }
}
