import { eq, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { retryAt } from '../../../domain/notice.ts'
import type { Tx } from '../database/database.ts'
import type { Listener, Schedule } from '../jobs.ts'
import { listener } from '../jobs.ts'
import type { Runtime } from '../runtime.ts'
import { type MailAttachment, outgoingMail } from './tables.ts'
import { MailRefused, sendMail } from './transport.ts'

export interface QueuedMail {
  recipients: readonly string[]
  subject: string
  text: string
  html?: string | null
  attachments?: readonly MailAttachment[]
}

/** The bytes of a stored file; `null` when it is gone. */
export type ReadFile = (fileId: string) => Promise<Buffer | null>

type Claimed = typeof outgoingMail.$inferSelect

/** A claimed mail is another sender's again after this long (ms): the first one was killed. */
const claimFor = 5 * 60_000

/** Writes a mail that goes out once `tx` has committed: within a minute, or at once if `mail.queued` is emitted as well. */
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

/** One mail that is due, claimed by this caller; rows written without a time of their own are due at once. */
async function claim({ database, now }: Runtime): Promise<Claimed | null> {
  return database.transaction(async (tx) => {
    const [due] = await tx.rows<{ id: string }>(sql`
      SELECT id FROM outgoing_mail
      WHERE sent_at IS NULL AND failed_at IS NULL AND coalesce(next_attempt_at, created_at) <= ${now()}
      ORDER BY coalesce(next_attempt_at, created_at), id LIMIT 1 FOR UPDATE SKIP LOCKED`)
    if (!due) return null
    const [row] = await tx
      .update(outgoingMail)
      .set({
        attempts: sql`${outgoingMail.attempts} + 1`,
        nextAttemptAt: new Date(Date.parse(now()) + claimFor).toISOString(),
      })
      .where(eq(outgoingMail.id, due.id))
      .returning()
    return row!
  })
}

async function attachmentsOf(mail: Claimed, readFile: ReadFile) {
  const found = []
  for (const { fileId, name, type } of mail.attachments) {
    const content = await readFile(fileId)
    if (!content) throw new MailRefused(new Error(`attachment ${fileId} is gone`), true)
    found.push({ name, type, content })
  }
  return found
}

async function outcomeOf(runtime: Runtime, mail: Claimed, readFile: ReadFile): Promise<Partial<Claimed>> {
  const { id, recipients, subject, text, html } = mail
  try {
    const attachments = await attachmentsOf(mail, readFile)
    await sendMail(runtime.config, { id, to: recipients, subject, text, html, attachments })
    return { sentAt: runtime.now(), nextAttemptAt: null, lastError: null }
  } catch (error) {
    const now = runtime.now()
    const permanent = error instanceof MailRefused && error.permanent
    const again = permanent ? null : retryAt(Date.parse(now), mail.attempts)
    const lastError = (error as Error).message.slice(0, 1000)
    if (again !== null) return { lastError, nextAttemptAt: new Date(again).toISOString() }
    runtime.log.error({ mail: id, err: error }, 'mail failed')
    return { lastError, nextAttemptAt: null, failedAt: now }
  }
}

/** Sends every mail that is due, one after the other, each claimed before; answers how many were tried. */
export async function sendOutgoingMail(runtime: Runtime, readFile: ReadFile): Promise<number> {
  if (!runtime.config.SMTP_URL) return 0
  for (let tried = 0; ; tried++) {
    const mail = await claim(runtime)
    if (!mail) return tried
    const outcome = await outcomeOf(runtime, mail, readFile)
    await runtime.database.db.update(outgoingMail).set(outcome).where(eq(outgoingMail.id, mail.id))
  }
}

export const mailListeners = (runtime: () => Runtime, readFile: ReadFile): Listener[] => [
  listener({
    name: 'send',
    event: 'mail.queued',
    handle: async () => void (await sendOutgoingMail(runtime(), readFile)),
  }),
]

export const mailSchedules = (runtime: () => Runtime, readFile: ReadFile): Schedule[] => [
  { name: 'mail.send', cron: '* * * * *', handle: async () => void (await sendOutgoingMail(runtime(), readFile)) },
]
