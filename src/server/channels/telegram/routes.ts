import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Update } from 'grammy/types'
import { z } from 'zod'
import { problems } from '../../../contract/errors.ts'
import { telegramCode, telegramState } from '../../../contract/telegram.ts'
import { noContent } from '../../platform/http/no-content.ts'
import { Problem } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { issueCode, unlinkChat } from './commands.ts'
import type { Telegram } from './connection.ts'
import { linkOf } from './queries.ts'
import { isWebhookSecret, webhookPath } from './webhook-secret.ts'

/** What people do about their chat in the web app. */
export const telegramRoutes =
  (runtime: Runtime, telegram: Telegram | null): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/me/telegram',
      {
        schema: { summary: 'Whether a Telegram chat is linked to one’s account', response: { 200: telegramState } },
        config: { permission: 'me.read' },
      },
      async (request) => ({
        available: telegram !== null,
        bot: telegram?.userName() ?? null,
        link: await linkOf(runtime.database.db, request.actor.personId!),
      }),
    )

    app.post(
      '/me/telegram-code',
      {
        schema: {
          summary: 'A code that links a Telegram chat within ten minutes',
          response: { 200: telegramCode, ...problems(409) },
        },
        config: { permission: 'me.update' },
      },
      async (request, reply) => reply.header('cache-control', 'no-store').send(await issueCode(runtime, request.actor)),
    )

    app.delete(
      '/me/telegram',
      {
        schema: { summary: 'Forget the linked Telegram chat', response: { 204: z.null() } },
        config: { permission: 'me.update' },
      },
      (request, reply) => noContent(reply, unlinkChat(runtime, request.actor)),
    )
  }

const anyUpdate = z.looseObject({ update_id: z.int().nonnegative().max(Number.MAX_SAFE_INTEGER) })

/** Where Telegram sends updates, outside of the API's path; and the bot's life with the server's. */
export const telegramWebhook = (runtime: Runtime, telegram: Telegram | null) => {
  const plugin: FastifyPluginAsyncZod = async (app) => {
    if (!telegram) return
    app.addHook('onListen', async () => telegram.start())
    app.addHook('preClose', () => telegram.stop())

    app.post(
      webhookPath,
      {
        schema: { body: anyUpdate, hide: true },
        config: { public: true },
        onRequest: async ({ headers }) => {
          if (!isWebhookSecret(runtime.config, headers['x-telegram-bot-api-secret-token'])) {
            throw new Problem('auth.required')
          }
        },
      },
      async (request, reply) => {
        await telegram.take(request.body as unknown as Update)
        return reply.code(200).send()
      },
    )
  }
  // The address is the one operators know, not below the prefix of the API.
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true })
}
