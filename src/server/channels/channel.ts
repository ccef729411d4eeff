import type { Locale } from '../../contract/errors.ts'
import type { DeliveryChannel } from '../../domain/notice.ts'
import type { Config } from '../platform/config.ts'

export interface Message {
  /** Stays the same when the message is sent again: a channel that can tell repetitions apart is given it. */
  id: string
  /** The person's address on the channel; empty on a channel of the company. */
  to: string
  title: string
  text: string
  html?: string
  /** The page that shows what it is about. */
  url: string
  locale: Locale
  critical: boolean
  attachments?: readonly { name: string; type: string; content: Buffer }[]
}

/** A way out of the product. */
export interface Channel {
  name: DeliveryChannel
  /** Whether this installation has set it up. */
  configured(config: Config): boolean
  /** Throws `ChannelFailure` when the message was not taken; anything else thrown counts as passing. */
  send(message: Message, config: Config): Promise<{ providerId?: string }>
}

/**
 * Why a message was not taken. `transient`: the same may succeed later, `retryAfterSeconds` at the earliest;
 * `permanent`: it never will; `gone`: nor will any other to this address, which is forgotten.
 */
export class ChannelFailure extends Error {
  readonly kind: 'transient' | 'permanent' | 'gone'
  readonly retryAfterSeconds: number | undefined

  constructor(kind: ChannelFailure['kind'], message: string, retryAfterSeconds?: number) {
    super(message)
    this.kind = kind
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** Ends a request whose receiver takes too long to answer. */
export const patience = ({ DELIVERY_TIMEOUT }: Config) => AbortSignal.timeout(DELIVERY_TIMEOUT * 1000)

/** `Retry-After` of an HTTP answer in seconds, whether it names seconds or a date; `undefined` without one. */
export function retryAfterOf(header: string | null | undefined, now: number): number | undefined {
  if (!header) return undefined
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - now) / 1000
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined
}

/** What an HTTP receiver's refusal means: 404 and 410 an address that is gone, other 4xx a message it will never take. */
export function failureOf(status: number, text: string, retryAfter: string | null | undefined): ChannelFailure {
  const message = `${status} ${text}`.trim().slice(0, 500)
  if (status === 404 || status === 410) return new ChannelFailure('gone', message)
  const passes = status === 408 || status === 429 || status >= 500
  return new ChannelFailure(passes ? 'transient' : 'permanent', message, retryAfterOf(retryAfter, Date.now()))
}
