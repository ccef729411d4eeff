import { sql } from 'drizzle-orm'
import type { TelegramState } from '../../../contract/telegram.ts'
import type { Db } from '../../platform/database/database.ts'

export async function linkOf(db: Db, personId: string): Promise<TelegramState['link']> {
  const [row] = await db.rows<NonNullable<TelegramState['link']>>(sql`
    SELECT name, linked_at AS "linkedAt" FROM telegram_link WHERE person_id = ${personId}`)
  return row ?? null
}

export async function personOfChat(db: Db, chatId: number): Promise<string | null> {
  const [row] = await db.rows<{ personId: string }>(sql`
    SELECT person_id AS "personId" FROM telegram_link WHERE chat_id = ${chatId}`)
  return row?.personId ?? null
}

/** To whom the code with this hash was shown, while it works. */
export async function personOfCode(db: Db, hash: string, now: string): Promise<string | null> {
  const [row] = await db.rows<{ personId: string }>(sql`
    SELECT person_id AS "personId" FROM telegram_code WHERE hash = ${hash} AND expires_at > ${now}`)
  return row?.personId ?? null
}
