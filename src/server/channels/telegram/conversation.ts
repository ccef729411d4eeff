import { and, eq, lte, sql } from 'drizzle-orm'
import type { CompleteWorkOrder } from '../../../contract/work-order-changes.ts'
import type { MeterKind } from '../../../domain/asset-type.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { telegramConversation } from './tables.ts'

/** What has been told of a completion so far; `null` where what the order has already is right. */
export type CompletionDraft = {
  hours?: number | null
  notes?: string | null
} & Pick<CompleteWorkOrder, 'failureModeId' | 'failureCauseId' | 'failureActionId'>

/** A question that the bot has asked and that words, numbers or pictures will answer. */
export type Conversation =
  | { kind: 'hold'; orderId: string }
  | { kind: 'complete'; orderId: string; draft: CompletionDraft }
  | { kind: 'reading'; assetId: string; meter: MeterKind }
  | { kind: 'report'; assetId?: string; what?: string; canMove?: boolean; photos: string[] }
  | { kind: 'orders' | 'units'; cursor: string; q?: string }

/** A question nobody has answered for this long (ms) is forgotten. */
const lifetime = 60 * 60_000

interface Place {
  chatId: number
  updateId: number
  now: string
}

/**
 * What an update answers. `late`: it was sent before the question that is open now, and came after it; it answers
 * nothing, and leaves that question open.
 */
export async function conversationOf(
  db: Db,
  { chatId, updateId, now }: Place,
): Promise<{ asked: Conversation | null; late: boolean }> {
  const [row] = await db.rows<{ state: Conversation; late: boolean }>(sql`
    SELECT state, update_id > ${updateId} AS late FROM telegram_conversation
    WHERE chat_id = ${chatId} AND expires_at > ${now}`)
  return row && !row.late ? { asked: row.state, late: false } : { asked: null, late: row !== undefined }
}

export async function keepConversation(
  tx: Tx,
  { chatId, updateId, now }: Place,
  state: Conversation | null,
): Promise<void> {
  const notNewer = lte(telegramConversation.updateId, updateId)
  if (!state) {
    await tx.delete(telegramConversation).where(and(eq(telegramConversation.chatId, chatId), notNewer))
    return
  }
  const row = { state, updateId, expiresAt: new Date(Date.parse(now) + lifetime).toISOString() }
  await tx
    .insert(telegramConversation)
    .values({ chatId, ...row })
    .onConflictDoUpdate({ target: telegramConversation.chatId, set: row, setWhere: notNewer })
}
