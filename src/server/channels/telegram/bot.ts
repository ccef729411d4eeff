import { Bot, type Context, type Filter, GrammyError } from 'grammy'
import type { Update } from 'grammy/types'
import { v7 } from 'uuid'
import type { Locale } from '../../../contract/errors.ts'
import { identityOfPerson } from '../../features/people/queries.ts'
import type { Actor } from '../../platform/actor.ts'
import { Problem } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { clientOptions, fetchFile, isGone, type Pace, paced, reasonOf, usualPace } from './api.ts'
import { codeHash, countGuess, linkChat, unlinkChat } from './commands.ts'
import { conversationOf, keepConversation } from './conversation.ts'
import { html, lines } from './html.ts'
import { markDone } from './inbox.ts'
import { personOfChat, personOfCode } from './queries.ts'
import type { ListRisks } from './risks.ts'
import { buttonScreen, commandScreen, photoScreen, type Rooms, textScreen } from './routing.ts'
import { refusalText, type Screen, say, type Visit } from './screen.ts'

export interface BotParts {
  listRisks?: ListRisks | undefined
  pace?: Pace | undefined
}

/** An update of one person's chat with the bot; groups are not spoken to. */
type Talk = Context & { chat: { id: number } }

const localeOf = (ctx: Context): Locale => (ctx.from?.language_code?.startsWith('en') ? 'en' : 'es-CL')

const chatName = ({ from }: Context): string =>
  [from?.first_name, from?.last_name].filter(Boolean).join(' ') || from?.username || '—'

/** The person behind an identity, acting here; a repeated update finds the answer of the first by its number. */
const actorOf = (
  { actor, locale }: { actor: Omit<Actor, 'requestId' | 'locale' | 'channel'>; locale: Locale },
  updateId: number,
): Actor => ({
  ...actor,
  locale,
  channel: 'telegram',
  requestId: v7(),
  idempotency: { key: `telegram:${updateId}`, fingerprint: 'telegram' },
})

/** The bot: what each update does and shows. Nothing here waits on Telegram inside a transaction. */
export function telegramBot(runtime: Runtime, parts: BotParts, stopped: AbortSignal) {
  const { config, database, log } = runtime
  const { db } = database
  const bot = new Bot(config.TELEGRAM_BOT_TOKEN!, { client: clientOptions(config) })
  bot.api.config.use(paced(parts.pace ?? usualPace, stopped))
  const rooms: Rooms = {
    fetchPhoto: (fileId) => fetchFile(bot.api, config, fileId),
    ...(parts.listRisks ? { listRisks: parts.listRisks } : {}),
  }

  async function actorOfChat(ctx: Talk): Promise<Actor | null> {
    const personId = await personOfChat(db, ctx.chat.id)
    const identity = personId ? await identityOfPerson(db, personId) : null
    if (!identity) return null
    if (identity.mustChangePassword) throw new Problem('auth.passwordChangeRequired')
    return actorOf(identity, ctx.update.update_id)
  }

  async function linked(ctx: Talk, code: string): Promise<Screen> {
    const locale = localeOf(ctx)
    if (!/^\d{6}$/.test(code)) return { text: html`${say(locale, 'link.how')}` }
    const seconds = await countGuess(runtime, ctx.chat.id)
    if (seconds !== null) throw new Problem('request.tooMany', { seconds })
    const personId = await personOfCode(db, codeHash(runtime, code), runtime.now())
    const identity = personId ? await identityOfPerson(db, personId) : null
    if (!identity) throw new Problem('telegram.wrongCode')
    const actor = actorOf(identity, ctx.update.update_id)
    await linkChat(runtime, actor, { code, chat: { id: ctx.chat.id, name: chatName(ctx).slice(0, 120) } })
    const visit = { runtime, actor, now: runtime.now(), asked: null }
    const help = await commandScreen(visit, 'help', '', rooms)
    return { ...help, text: lines(say(actor.locale, 'link.done'), '', help!.text) }
  }

  /** What an update shows; nothing where it came too late to mean anything. */
  async function screenFor(ctx: Talk, answer: (visit: Visit) => Promise<Screen | null>): Promise<Screen | null> {
    const actor = await actorOfChat(ctx)
    if (!actor) return { text: html`${say(localeOf(ctx), 'link.how')}` }
    const now = runtime.now()
    const { chat, update } = ctx
    const { asked, late } = await conversationOf(db, { chatId: chat.id, updateId: update.update_id, now })
    const screen = await answer({ runtime, actor, now, asked })
    if (screen || late) return screen
    return { text: html`${say(actor.locale, 'over')}` }
  }

  async function showingRefusals(ctx: Talk, work: () => Promise<Screen | null>): Promise<Screen | null> {
    try {
      return await work()
    } catch (error) {
      const personId = await personOfChat(db, ctx.chat.id)
      const identity = personId ? await identityOfPerson(db, personId) : null
      const locale = identity?.locale ?? localeOf(ctx)
      if (error instanceof Problem) return { text: refusalText(error, locale) }
      log.error({ err: error, update: ctx.update.update_id }, 'telegram update failed')
      return { text: refusalText(new Problem('server.error'), locale) }
    }
  }

  /** Says that the update is done, with what it asked, and then shows its screen: the other way round it could be lost. */
  async function respond(ctx: Talk, work: () => Promise<Screen | null>): Promise<void> {
    const screen = await showingRefusals(ctx, work)
    const now = runtime.now()
    await database.transaction(async (tx) => {
      const { chat, update } = ctx
      if (screen) {
        await keepConversation(tx, { chatId: chat.id, updateId: update.update_id, now }, screen.asks ?? null)
      }
      await markDone(tx, update.update_id, now)
    })
    try {
      await show(ctx, screen)
    } catch (error) {
      if (error instanceof GrammyError && isGone(error)) await forgetChat(ctx)
      else log.warn({ reason: reasonOf(error), update: ctx.update.update_id }, 'telegram does not take the answer')
    }
  }

  /** Ends the waiting mark of a pressed button; one that is too old for that still changes its message. */
  async function quieten(ctx: Talk, pressedId: string): Promise<void> {
    try {
      await ctx.api.answerCallbackQuery(pressedId)
    } catch (error) {
      if (!(error instanceof GrammyError) || error.error_code !== 400) throw error
    }
  }

  /** A pressed button changes its message; words get a new one below them. */
  async function show(ctx: Talk, screen: Screen | null): Promise<void> {
    const pressed = ctx.callbackQuery
    if (pressed) await quieten(ctx, pressed.id)
    if (!screen) return
    const { text, buttons = [] } = screen
    const options = {
      parse_mode: 'HTML',
      reply_markup: { inline_keyboard: buttons },
      link_preview_options: { is_disabled: true },
    } as const
    if (!pressed) return void (await ctx.api.sendMessage(ctx.chat.id, text.html, options))
    try {
      await ctx.api.editMessageText(ctx.chat.id, pressed.message!.message_id, text.html, options)
    } catch (error) {
      if (!(error instanceof GrammyError) || error.error_code !== 400) throw error
      if (/not modified/i.test(error.description)) return
      await ctx.api.sendMessage(ctx.chat.id, text.html, options)
    }
  }

  async function forgetChat(ctx: Talk): Promise<boolean> {
    const personId = await personOfChat(db, ctx.chat.id)
    const identity = personId ? await identityOfPerson(db, personId) : null
    // Not under the update's key: by that the answer of another change would be found.
    const actor = identity && { ...actorOf(identity, ctx.update.update_id), idempotency: undefined }
    return actor ? unlinkChat(runtime, actor) : false
  }

  const talk = bot.chatType('private')

  talk.on('message:text').filter(
    (ctx) => ctx.message.text.startsWith('/'),
    (ctx) =>
      respond(ctx, () => {
        const [, name = '', words = ''] = /^\/(\w+)(?:@\w+)?\s*([\s\S]*)$/.exec(ctx.message.text) ?? []
        const command = name.toLowerCase()
        if (command === 'vincular' || (command === 'start' && words)) return linked(ctx, words.trim())
        return screenFor(ctx, async (visit) => {
          if (command === 'desvincular') {
            await unlinkChat(runtime, visit.actor)
            return { text: html`${say(visit.actor.locale, 'link.gone')}` }
          }
          const screen = await commandScreen(visit, command, words, rooms)
          return screen ?? { text: html`${say(visit.actor.locale, 'unknownCommand')}` }
        })
      }),
  )
  talk.on('message:text', (ctx) => respond(ctx, () => screenFor(ctx, (visit) => textScreen(visit, ctx.message.text))))
  talk.on('callback_query:data', (ctx) =>
    respond(ctx as Talk, () => screenFor(ctx as Talk, (visit) => buttonScreen(visit, ctx.callbackQuery.data, rooms))),
  )
  const photo = (ctx: Filter<Context, 'message'> & Talk, fileId: string) =>
    respond(ctx, () => screenFor(ctx, (visit) => photoScreen(visit, fileId, ctx.message.caption ?? '')))
  talk.on('message:photo', (ctx) => photo(ctx, ctx.message.photo.at(-1)!.file_id))
  talk.on('message:document', (ctx, next) => {
    const { mime_type: type, file_id: id } = ctx.message.document
    return type?.startsWith('image/') ? photo(ctx, id) : next()
  })
  talk.on('my_chat_member', async (ctx, next) => {
    if (ctx.myChatMember.new_chat_member.status === 'kicked') await forgetChat(ctx)
    await next()
  })
  talk.on('message', (ctx) =>
    respond(ctx, () => screenFor(ctx, async ({ actor }) => ({ text: html`${say(actor.locale, 'onlyWords')}` }))),
  )
  bot.use(async (ctx) => database.transaction((tx) => markDone(tx, ctx.update.update_id, runtime.now())))

  return { bot, handle: (update: Update) => bot.handleUpdate(update), rooms }
}
