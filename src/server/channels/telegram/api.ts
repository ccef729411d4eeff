import { setTimeout as pause } from 'node:timers/promises'
import { Api, type ApiClientOptions, GrammyError, type Transformer } from 'grammy'
import type { Config } from '../../platform/config.ts'
import { ChannelFailure, failureOf, patience } from '../channel.ts'

export const clientOptions = ({ TELEGRAM_API_ROOT, DELIVERY_TIMEOUT }: Config, waits = 0): ApiClientOptions => ({
  apiRoot: TELEGRAM_API_ROOT,
  timeoutSeconds: DELIVERY_TIMEOUT + waits,
})

/** The Bot API; `waits`: seconds that Telegram may hold an answer back, beyond those it may be late. */
export const telegramApi = (config: Config, waits = 0): Api =>
  new Api(config.TELEGRAM_BOT_TOKEN!, clientOptions(config, waits))

/** How many messages a chat takes at once, and how long (ms) each of them takes to be forgotten. */
export interface Pace {
  burst: number
  each: number
}

/** Telegram asks for a message a second in a chat, and bears short bursts. */
export const usualPace: Pace = { burst: 5, each: 1000 }
/** Telegram's limit on all chats together is 30 a second. */
const everyChat: Pace = { burst: 25, each: 40 }

/** How often a call that came too early is made again, and the longest wait (s) that is worth it. */
const patienceWith429 = { attempts: 3, seconds: 60 }

/** Fills with each call and empties with time; whoever finds it full waits. Times in ms. */
function bucket({ burst, each }: Pace) {
  let emptyAt = 0
  return {
    take(now: number): number {
      emptyAt = Math.max(emptyAt, now) + each
      return Math.max(0, emptyAt - now - burst * each)
    },
    isEmpty: (now: number) => emptyAt <= now,
  }
}

/** Keeps what is sent within the limits of the Bot API: waits before a call that would exceed them, and after a 429. */
export function paced(pace: Pace, stopped: AbortSignal): Transformer {
  const all = bucket(everyChat)
  const chats = new Map<unknown, ReturnType<typeof bucket>>()
  const wait = (ms: number) => (ms > 0 ? pause(ms, undefined, { signal: stopped, ref: false }) : Promise.resolve())
  return async (prev, method, payload, signal) => {
    const now = Date.now()
    const chat = (payload as { chat_id?: unknown } | undefined)?.chat_id
    if (chat !== undefined) {
      for (const [key, known] of chats) if (known.isEmpty(now)) chats.delete(key)
      const own = chats.get(chat) ?? bucket(pace)
      chats.set(chat, own)
      await wait(Math.max(own.take(now), all.take(now)))
    }
    for (let attempt = 1; ; attempt++) {
      const answer = await prev(method, payload, signal)
      if (answer.ok || answer.error_code !== 429 || attempt > patienceWith429.attempts) return answer
      const seconds = answer.parameters?.retry_after ?? 1
      if (seconds > patienceWith429.seconds) return answer
      await wait(seconds * 1000)
    }
  }
}

/** What failed, for a log. Only the message: a failed call carries its address, which has the token in it. */
export const reasonOf = (error: unknown): string => (error as Error).message

/** Whether Telegram says that nothing can be sent to this chat any more. */
export const isGone = ({ error_code: code, description }: GrammyError): boolean =>
  code === 403 || (code === 400 && /chat not found|user is deactivated|PEER_ID_INVALID/i.test(description))

/** What a failed call means for a message on its way out. */
export function failureOfCall(error: unknown): Error {
  if (!(error instanceof GrammyError)) return error as Error
  const { error_code: code, description, parameters } = error
  if (isGone(error)) return new ChannelFailure('gone', `${code} ${description}`)
  const { kind, message, retryAfterSeconds } = failureOf(code, description, String(parameters.retry_after ?? ''))
  // Telegram's 404 is about the method or the token, not about who receives.
  return new ChannelFailure(kind === 'gone' ? 'permanent' : kind, message, retryAfterSeconds)
}

const largestPhoto = 20 * 1024 * 1024

/** The bytes of a file that somebody sent to the bot. */
export async function fetchFile(api: Api, config: Config, fileId: string): Promise<Buffer> {
  const { file_path: path, file_size: size = 0 } = await api.getFile(fileId)
  if (!path || size > largestPhoto) throw new Error('the file cannot be fetched')
  const url = `${config.TELEGRAM_API_ROOT}/file/bot${config.TELEGRAM_BOT_TOKEN}/${path}`
  const answer = await fetch(url, { signal: patience(config), redirect: 'error' })
  // The address has the token in it: no error may show it.
  if (!answer.ok) throw new Error(`the file cannot be fetched: ${answer.status}`)
  const bytes = Buffer.from(await answer.arrayBuffer())
  if (bytes.length > largestPhoto) throw new Error('the file cannot be fetched')
  return bytes
}
