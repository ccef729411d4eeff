import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Permission } from '../../contract/permissions.ts'
import { type Actor, assertAllowed } from './actor.ts'
import { type AuditFact, appendAudit } from './audit/append.ts'
import { changesBetween } from './audit/chain.ts'
import type { Tx } from './database/database.ts'
import type { EventName, EventPayload } from './events.ts'
import { Problem } from './problem.ts'
import type { Runtime } from './runtime.ts'
import { idempotencyKey } from './tables.ts'

export interface Entity {
  type: string
  id: string
}

export interface Context {
  tx: Tx
  actor: Actor
  runtime: Runtime
  /** The instant of this use case, the same for all it writes. */
  now: string
  /** Records what changed between two states of `entity`; written to the chain when the use case ends. */
  audit(action: string, entity: Entity, before: object | null, after: object | null): void
  /** Tells the listeners of `name`, through jobs enqueued in this transaction. */
  emit<N extends EventName>(name: N, payload: EventPayload<N>): void
}

export type Command<I, O> = (runtime: Runtime, actor: Actor, input: I) => Promise<O>

/**
 * A use case: one permission, one transaction, its audit rows and events in it. Throws `Problem` when refused; then
 * nothing was written. With an idempotency key the first answer is replayed.
 */
export function command<I, O>(permission: Permission, run: (context: Context, input: I) => Promise<O>): Command<I, O> {
  return async (runtime, actor, input) => {
    assertAllowed(actor, permission)
    return runtime.database.transaction(async (tx) => {
      const replay = await replayedAnswer(tx, actor, permission)
      if (replay) return replay.answer as O
      const now = runtime.now()
      const facts: AuditFact[] = []
      const events: { name: EventName; payload: EventPayload<EventName> }[] = []
      const context: Context = {
        tx,
        actor,
        runtime,
        now,
        audit(action, entity, before, after) {
          facts.push({
            at: now,
            actorId: actor.personId,
            actorName: actor.name,
            channel: actor.channel,
            requestId: actor.requestId,
            action,
            entityType: entity.type,
            entityId: entity.id,
            changes: changesBetween(before, after),
          })
        },
        emit(name, payload) {
          events.push({ name, payload })
        },
      }
      const answer = await run(context, input)
      await runtime.jobs.enqueueEvents(tx, events)
      await keepAnswer(tx, actor, permission, answer)
      await appendAudit(tx, facts)
      return answer
    })
  }
}

/** Claims the actor's idempotency key; a second caller waits for the first and receives its answer. */
async function replayedAnswer(tx: Tx, actor: Actor, name: string): Promise<{ answer: unknown } | null> {
  if (!actor.idempotency || !actor.personId) return null
  const { key, fingerprint } = actor.idempotency
  const claimed = await tx
    .insert(idempotencyKey)
    .values({ actorId: actor.personId, key, command: name, fingerprint })
    .onConflictDoNothing()
    .returning({ key: idempotencyKey.key })
  if (claimed.length > 0) return null
  const [kept] = await tx
    .select()
    .from(idempotencyKey)
    .where(sameKey(actor.personId, key, name))
  if (!kept) throw new Problem('server.unavailable')
  if (kept.fingerprint !== fingerprint) throw new Problem('idempotency.mismatch')
  return { answer: kept.answer }
}

async function keepAnswer(tx: Tx, actor: Actor, name: string, answer: unknown): Promise<void> {
  if (!actor.idempotency || !actor.personId) return
  await tx
    .update(idempotencyKey)
    .set({ answer: answer ?? null })
    .where(sameKey(actor.personId, actor.idempotency.key, name))
}

function sameKey(actorId: string, key: string, name: string) {
  return and(eq(idempotencyKey.actorId, actorId), eq(idempotencyKey.key, key), eq(idempotencyKey.command, name))
}

/** What identifies a request's content under an idempotency key. */
export function fingerprintOf(method: string, url: string, body: unknown): string {
  return createHash('sha256')
    .update(`${method} ${url}\n${JSON.stringify(body) ?? ''}`)
    .digest('hex')
}

/** Refuses a change that was made from an older version than the record's. `expected` comes from `If-Match`. */
export function assertVersion(actual: number, expected: number | undefined): void {
  if (expected !== undefined && expected !== actual) throw new Problem('record.changed')
}
