import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../database/columns.ts'

/** A stored file that goes out with a mail. */
export interface MailAttachment {
  fileId: string
  name: string
  type: string
}

/** Mails that are no notices, such as reports, written by the transaction that wants them sent. */
export const outgoingMail = pgTable(
  'outgoing_mail',
  {
    id: id(),
    recipients: text('recipients').array().notNull(),
    subject: text('subject').notNull(),
    text: text('text').notNull(),
    html: text('html'),
    attachments: jsonb('attachments').$type<MailAttachment[]>().notNull().default([]),
    createdAt: createdAt(),
    /** Also until when a sender has claimed it. */
    nextAttemptAt: instant('next_attempt_at'),
    attempts: integer('attempts').notNull().default(0),
    sentAt: instant('sent_at'),
    failedAt: instant('failed_at'),
    lastError: text('last_error'),
  },
  (t) => [
    index('outgoing_mail_due')
      .on(sql`coalesce(${t.nextAttemptAt}, ${t.createdAt})`)
      .where(sql`${t.sentAt} IS NULL AND ${t.failedAt} IS NULL`),
  ],
)
