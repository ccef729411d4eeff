import { setTimeout as pause } from 'node:timers/promises'
import { GrammyError } from 'grammy'
import type { Update } from 'grammy/types'
import { type Locale, locales } from '../../../contract/errors.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { reasonOf, telegramApi } from './api.ts'
import { type BotParts, telegramBot } from './bot.ts'
import { abandoned, forgetOld, receive } from './inbox.ts'
import { commandsFor } from './routing.ts'
import { say } from './screen.ts'
import { webhookAddress, webhookSecret } from './webhook-secret.ts'

/** Key of the advisory lock of the one process that asks Telegram for news. */
const pollingLock = 7_012_028
/** Seconds that Telegram holds an answer without news back. */
const longPoll = 25
/** Between attempts to reach Telegram, and between looks whether this process may ask (ms). */
const pauses = [1000, 5000, 15_000, 60_000]
const sweepEvery = 30_000
const wanted = ['message', 'callback_query', 'my_chat_member'] as const

export type Telegram = ReturnType<typeof openTelegram>

/** The bot of this process, in touch with Telegram between `start` and `stop`. Telegram's failures stay in here. */
export function openTelegram(runtime: Runtime, parts: BotParts = {}) {
  const { config, database, log } = runtime
  const stopping = new AbortController()
  const { signal } = stopping
  const { bot, handle, rooms } = telegramBot(runtime, parts, signal)
  const chats = new Map<number | undefined, Promise<void>>()
  const inWork = new Set<number>()
  const running: Promise<void>[] = []

  async function work(update: Update): Promise<void> {
    inWork.add(update.update_id)
    try {
      if (!bot.isInited()) await bot.init(signal as never)
      await handle(update)
    } catch (error) {
      if (!signal.aborted) log.error({ reason: reasonOf(error), update: update.update_id }, 'telegram update')
    } finally {
      inWork.delete(update.update_id)
    }
  }

  /** Updates of a chat one after another, in the order they came. */
  function enqueue(update: Update): Promise<void> {
    const chat = (update.message ?? update.callback_query?.message ?? update.my_chat_member)?.chat.id
    const next = (chats.get(chat) ?? Promise.resolve()).then(() => work(update))
    chats.set(chat, next)
    return next.finally(() => {
      if (chats.get(chat) === next) chats.delete(chat)
    })
  }

  /** Takes an update over from Telegram: from here on it is not lost, and one that came before has no effect. */
  async function take(update: Update): Promise<void> {
    if (await receive(runtime, update)) void enqueue(update)
  }

  const rest = (ms: number) => pause(ms, undefined, { signal, ref: false }).catch(() => {})

  /** Does `work` until it has succeeded once, however long Telegram is away. */
  async function untilDone(what: string, work: () => Promise<unknown>): Promise<void> {
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        await work()
        if (attempt > 0) log.info({ what }, 'telegram answers again')
        return
      } catch (error) {
        if (signal.aborted) return
        const refused = error instanceof GrammyError ? error.error_code : undefined
        if (attempt === 0 || refused) log.warn({ what, refused, reason: reasonOf(error) }, 'telegram is away')
        const asked = error instanceof GrammyError ? (error.parameters.retry_after ?? 0) * 1000 : 0
        await rest(Math.max(asked, pauses[Math.min(attempt, pauses.length - 1)]!))
      }
    }
  }

  const menu = (locale: Locale) =>
    ['vincular', ...commandsFor({ role: 'ADMIN' }, rooms)].map((command) => ({
      command,
      description: say(locale, `command.${command}`),
    }))

  async function introduce(): Promise<void> {
    if (!bot.isInited()) bot.botInfo = await bot.api.getMe(signal as never)
    for (const locale of locales) {
      const language = locale === 'en' ? { language_code: 'en' as const } : {}
      await bot.api.setMyCommands(menu(locale), { scope: { type: 'all_private_chats' }, ...language }, signal as never)
    }
  }

  const register = () =>
    bot.api.setWebhook(
      webhookAddress(config)!,
      { secret_token: webhookSecret(config), allowed_updates: wanted },
      signal as never,
    )

  async function poll(): Promise<void> {
    const api = telegramApi(config, longPoll)
    let offset = 0
    while (!signal.aborted) {
      const turn = new AbortController()
      const release = await database.hold(pollingLock, () => turn.abort()).catch(() => null)
      if (!release) {
        await rest(pauses[2]!)
        continue
      }
      const until = AbortSignal.any([signal, turn.signal])
      try {
        await untilDone('deleteWebhook', () => api.deleteWebhook({}, until as never))
        while (!until.aborted) {
          await untilDone('getUpdates', async () => {
            if (until.aborted) return
            const news = await api.getUpdates({ offset, timeout: longPoll, allowed_updates: wanted }, until as never)
            for (const update of news) {
              await take(update)
              offset = update.update_id + 1
            }
          })
        }
      } finally {
        await release().catch(() => {})
      }
    }
  }

  async function sweep(): Promise<void> {
    while (!signal.aborted) {
      await rest(sweepEvery)
      if (signal.aborted) return
      try {
        for (const update of await abandoned(runtime)) if (!inWork.has(update.update_id)) void enqueue(update)
        await forgetOld(runtime)
      } catch (error) {
        log.warn({ reason: reasonOf(error) }, 'telegram sweep')
      }
    }
  }

  return {
    take,
    /** The bot's user name, once Telegram has told it. */
    userName: (): string | null => (bot.isInited() ? bot.botInfo.username : null),
    /** Waits for the updates in hand. */
    settled: async () => void (await Promise.all(chats.values())),
    start(): void {
      running.push(untilDone('introduce', introduce), sweep())
      running.push(webhookAddress(config) ? untilDone('setWebhook', register) : poll())
    },
    async stop(): Promise<void> {
      stopping.abort()
      await Promise.all([...running, ...chats.values()])
    },
  }
}
