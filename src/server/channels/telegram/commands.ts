import { createHmac, randomInt } from 'node:crypto'
import { and, eq, gt, sql } from 'drizzle-orm'
import type { TelegramCode } from '../../../contract/telegram.ts'
import { forgetAddress, keepAddress } from '../../features/notices/commands.ts'
import type { Actor } from '../../platform/actor.ts'
import { type Context, command } from '../../platform/command.ts'
import { Problem } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { telegramCode, telegramGuess, telegramLink } from './tables.ts'

/** How long (ms) a code works. */
const codeLifetime = 10 * 60_000

/** Codes that may be tried within a quarter of an hour: in one chat, and in all of them together. */
const guessLimits = { minutes: 15, chat: 5, all: 300 } as const

export interface Chat {
  id: number
  name: string
}

/** How a code is kept. */
export const codeHash = ({ config }: Runtime, code: string): string =>
  createHmac('sha256', config.SECRET_KEY).update(`telegram code\n${code}`).digest('hex')

const entity = (id: string) => ({ type: 'person', id })

const issue = command('me.update', async ({ tx, actor, now, runtime, audit }, _input: null): Promise<TelegramCode> => {
  const personId = actor.personId!
  const expiresAt = new Date(Date.parse(now) + codeLifetime).toISOString()
  await tx
    .delete(telegramCode)
    .where(sql`${telegramCode.expiresAt} <= ${now} OR ${telegramCode.personId} = ${personId}`)
  for (;;) {
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    const kept = await tx
      .insert(telegramCode)
      .values({ personId, hash: codeHash(runtime, code), expiresAt })
      .onConflictDoNothing()
      .returning({ personId: telegramCode.personId })
    if (kept.length === 0) continue
    audit('person.telegramCodeIssued', entity(personId), null, { expiresAt })
    return { code, expiresAt }
  }
})

/** A new code for linking a chat, in place of the last one. It is no answer to be kept for a replay. */
export async function issueCode(runtime: Runtime, actor: Actor): Promise<TelegramCode> {
  if (!runtime.config.TELEGRAM_BOT_TOKEN) throw new Problem('telegram.notSetUp')
  return issue(runtime, { ...actor, idempotency: undefined }, null)
}

/** Counts a try before it is judged, so that parallel ones are counted too; how many seconds to wait, or `null`. */
export async function countGuess({ database, now: clock }: Runtime, chatId: number): Promise<number | null> {
  const now = clock()
  return database.transaction(async (tx) => {
    const since = new Date(Date.parse(now) - guessLimits.minutes * 60_000).toISOString()
    await tx.delete(telegramGuess).where(sql`${telegramGuess.at} <= ${since}`)
    await tx.insert(telegramGuess).values({ chatId, at: now })
    const [tried] = await tx.rows<{ chat: number; all: number }>(sql`
      SELECT count(*) FILTER (WHERE chat_id = ${chatId}) AS chat, count(*) AS all FROM telegram_guess`)
    return tried!.chat > guessLimits.chat || tried!.all > guessLimits.all ? guessLimits.minutes * 60 : null
  })
}

async function unlink({ tx, audit }: Context, personId: string): Promise<boolean> {
  const [gone] = await tx
    .delete(telegramLink)
    .where(eq(telegramLink.personId, personId))
    .returning({ name: telegramLink.name })
  if (!gone) return false
  await forgetAddress(tx, personId, 'telegram', null)
  audit('person.telegramUnlinked', entity(personId), { telegram: gone.name }, { telegram: null })
  return true
}

/** Gives the chat to whoever the code was shown to; a chat that was somebody else's is theirs no more. */
export const linkChat = command(
  'me.update',
  async (context, { code, chat }: { code: string; chat: Chat }): Promise<void> => {
    const { tx, actor, now, runtime, audit } = context
    const personId = actor.personId!
    const used = await tx
      .delete(telegramCode)
      .where(
        and(
          eq(telegramCode.personId, personId),
          eq(telegramCode.hash, codeHash(runtime, code)),
          gt(telegramCode.expiresAt, now),
        ),
      )
      .returning({ personId: telegramCode.personId })
    if (used.length === 0) throw new Problem('telegram.wrongCode')
    const [other] = await tx
      .select({ personId: telegramLink.personId })
      .from(telegramLink)
      .where(and(eq(telegramLink.chatId, chat.id)))
    for (const one of new Set([personId, ...(other ? [other.personId] : [])])) await unlink(context, one)
    await tx.insert(telegramLink).values({ personId, chatId: chat.id, name: chat.name, linkedAt: now })
    await tx.delete(telegramGuess).where(eq(telegramGuess.chatId, chat.id))
    const address = String(chat.id)
    await keepAddress(tx, { personId, channel: 'telegram', key: address, address, createdAt: now })
    audit('person.telegramLinked', entity(personId), { telegram: null }, { telegram: chat.name })
  },
)

const forget = command('me.update', (context, _input: null) => unlink(context, context.actor.personId!))

/** Forgets the actor's chat; answers whether there was one. */
export const unlinkChat = (runtime: Runtime, actor: Actor): Promise<boolean> => forget(runtime, actor, null)
