import type { Config } from '../config.ts'

export interface Mail {
  /** Stays the same when the mail is sent again, so that a mail server can tell a repetition. */
  id: string
  to: readonly string[]
  subject: string
  text: string
  html?: string | null
  attachments?: readonly { name: string; type: string; content: Buffer }[]
}

/** The mail server's answer to a mail; `permanent`: it would answer the same again. */
export class MailRefused extends Error {
  readonly permanent: boolean

  constructor(cause: Error, permanent: boolean) {
    super(cause.message, { cause })
    this.permanent = permanent
  }
}

/** Refusals of a mail, not of us: a wrong password or address of the server is corrected by the operator, and tried again. */
const refusalsOfMail = new Set(['EENVELOPE', 'EMESSAGE'])

/** Sends one mail by `SMTP_URL`; throws `MailRefused`. What speaks SMTP is loaded with the first one. */
export async function sendMail(config: Config, mail: Mail): Promise<{ messageId: string }> {
  const wait = config.DELIVERY_TIMEOUT * 1000
  const { createTransport } = await import('nodemailer')
  const transport = createTransport({
    url: config.SMTP_URL!,
    connectionTimeout: wait,
    greetingTimeout: wait,
    socketTimeout: wait,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = /@([\w.-]+)/.exec(config.MAIL_FROM)?.[1] ?? 'faena'
  try {
    const { messageId } = await transport.sendMail({
      from: config.MAIL_FROM,
      to: [...mail.to],
      subject: mail.subject,
      text: mail.text,
      ...(mail.html ? { html: mail.html } : {}),
      messageId: `<${mail.id}@${domain}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      attachments: (mail.attachments ?? []).map(({ name, type, content }) => ({
        filename: name,
        contentType: type,
        content,
      })),
    })
    return { messageId }
  } catch (error) {
    const { code, responseCode } = error as { code?: string; responseCode?: number }
    throw new MailRefused(error as Error, refusalsOfMail.has(code ?? '') && (responseCode ?? 0) >= 500)
  } finally {
    transport.close()
  }
}
