import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Config } from '../../platform/config.ts'

export const webhookPath = '/telegram/webhook'

/** Where Telegram is told to send updates: the configured address, with the route's path unless it names one itself. */
export function webhookAddress({ TELEGRAM_WEBHOOK_URL }: Config): string | null {
  if (!TELEGRAM_WEBHOOK_URL) return null
  const url = new URL(TELEGRAM_WEBHOOK_URL)
  if (url.pathname === '/') url.pathname = webhookPath
  return url.href
}

/** What Telegram sends along with every update, so that nobody else can. */
export const webhookSecret = ({ TELEGRAM_WEBHOOK_SECRET, SECRET_KEY }: Config): string =>
  TELEGRAM_WEBHOOK_SECRET ?? createHmac('sha256', SECRET_KEY).update('telegram webhook').digest('base64url')

/** Compares in a time that says nothing of how much of it was right. */
export function isWebhookSecret(config: Config, given: unknown): boolean {
  const digest = (text: string) => createHmac('sha256', config.SECRET_KEY).update(text).digest()
  return typeof given === 'string' && timingSafeEqual(digest(given), digest(webhookSecret(config)))
}
