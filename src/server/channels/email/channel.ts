import type { Config } from '../../platform/config.ts'
import { MailRefused, sendMail } from '../../platform/mail/transport.ts'
import { words } from '../../platform/words.ts'
import { type Channel, ChannelFailure, type Message } from '../channel.ts'
import { baseOf } from '../message.ts'

/** Where nothing but words can carry the addresses. */
function plainText({ text, url, locale }: Message, config: Config): string {
  const say = (key: string) => words(locale, `notices.mail.${key}`)
  return `${text}\n\n${url}\n\n-- \n${say('why')} ${say('preferences')}: ${baseOf(config)}/profile/notices\n`
}

export const emailChannel: Channel = {
  name: 'email',
  configured: ({ SMTP_URL }) => SMTP_URL !== undefined,
  async send(message, config) {
    const { id, to, title, html = null, attachments = [] } = message
    try {
      const mail = { id, to: [to], subject: title, text: plainText(message, config), html, attachments }
      return { providerId: (await sendMail(config, mail)).messageId }
    } catch (error) {
      const permanent = error instanceof MailRefused && error.permanent
      throw new ChannelFailure(permanent ? 'permanent' : 'transient', (error as Error).message)
    }
  },
}
