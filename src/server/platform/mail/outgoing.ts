import { v7 } from 'uuid'
import type { Tx } from '../database/database.ts'
import { type MailAttachment, outgoingMail } from './tables.ts'

export interface QueuedMail {
  recipients: readonly string[]
  subject: string
  text: string
  html?: string | null
  attachments?: readonly MailAttachment[]
}

/** Writes a mail that goes out once `tx` has committed; answers its id. */
export async function queueMail(tx: Tx, mail: QueuedMail, now: string): Promise<string> {
  const id = v7()
  await tx.insert(outgoingMail).values({
    id,
    recipients: [...mail.recipients],
    subject: mail.subject,
    text: mail.text,
    html: mail.html ?? null,
    attachments: [...(mail.attachments ?? [])],
    createdAt: now,
    nextAttemptAt: now,
  })
  return id
}
