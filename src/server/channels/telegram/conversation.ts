import { eq, sql } from 'drizzle-orm'
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

/** What an update answers: a question asked before it, not one that an update sent later brought about. */
export async function conversationOf(
  db: Db,
  { chatId, updateId, now }: { chatId: number; updateId: number; now: string },
): Promise<Conversation | null> {
  const [row] = await db.rows<{ state: Conversation }>(sql`
    SELECT state FROM telegram_conversation
    WHERE chat_id = ${chatId} AND expires_at > ${now} AND update_id <= ${updateId}`)
  return row?.state ?? null
}

export async function keepConversation(
  tx: Tx,
  { chatId, updateId, state, now }: { chatId: number; updateId: number; state: Conversation | null; now: string },
): Promise<void> {
  if (!state) {
    await tx.delete(telegramConversation).where(eq(telegramConversation.chatId, chatId))
    return
  }
  const row = { state, updateId, expiresAt: new Date(Date.parse(now) + lifetime).toISOString() }
  await tx
    .insert(telegramConversation)
    .values({ chatId, ...row })
    .onConflictDoUpdate({ target: telegramConversation.chatId, set: row })
}
