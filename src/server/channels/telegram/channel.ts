import { words } from '../../platform/words.ts'
import { type Channel, patience } from '../channel.ts'
import { cut, html, lines } from './html.ts'

/** Notices as messages of the bot; to whom it is told by the chats that people linked. */
export const telegramChannel: Channel = {
  name: 'telegram',
  configured: ({ TELEGRAM_BOT_TOKEN }) => TELEGRAM_BOT_TOKEN !== undefined,
  async send({ to, title, text, url, locale, critical }, config) {
    // An installation without a bot never loads what speaks to Telegram.
    const { failureOfCall, telegramApi } = await import('./api.ts')
    const message = lines(html`${critical ? '🚨 ' : ''}<b>${cut(title, 300)}</b>`, html`${cut(text, 3000)}`)
    // Telegram refuses a button whose address it does not know how to open.
    const open = { inline_keyboard: [[{ text: words(locale, 'telegram.openWeb'), url }]] }
    try {
      const { message_id: id } = await telegramApi(config).sendMessage(
        Number(to),
        message.html,
        { parse_mode: 'HTML', ...(url.startsWith('https:') ? { reply_markup: open } : {}) },
        patience(config) as never,
      )
      return { providerId: String(id) }
    } catch (error) {
      throw failureOfCall(error)
    }
  },
}
