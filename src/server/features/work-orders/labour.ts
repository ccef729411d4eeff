import { and, eq, sql } from 'drizzle-orm'
import { checkLabour, checkTypedHours, hoursFromTimer } from '../../../domain/labour.ts'
import { labourCost } from '../../../domain/order-cost.ts'
import type { Context } from '../../platform/command.ts'
import type { Tx } from '../../platform/database/database.ts'
import { Problem, refuseField } from '../../platform/problem.ts'
import { labourEntry } from './tables.ts'

export type LabourRow = typeof labourEntry.$inferSelect

/** What an hour of the person cost at that instant, in minor units. */
export async function rateAt(tx: Tx, personId: string, at: string): Promise<number> {
  const [row] = await tx.rows<{ rate: number }>(sql`
    SELECT coalesce((SELECT r.rate FROM hourly_rate r WHERE r.person_id = p.id AND r.valid_from <= ${at}
      ORDER BY r.valid_from DESC LIMIT 1), p.hourly_rate) AS rate
    FROM person p WHERE p.id = ${personId}`)
  return row?.rate ?? 0
}

/** Locks the person, so that what is recorded of them at the same time is counted one after the other. */
export async function lockPerson(tx: Tx, personId: string): Promise<void> {
  const [row] = await tx.rows<{ active: boolean }>(sql`
    SELECT deactivated_at IS NULL AS active FROM person WHERE id = ${personId} FOR NO KEY UPDATE`)
  if (!row) throw refuseField('personId', 'unknown')
  if (!row.active) throw refuseField('personId', 'inactive')
}

/** Hours recorded for the person on a civil day, `except` one entry. */
async function hoursOfDay(tx: Tx, zone: string, personId: string, date: string, except: string | null) {
  const [row] = await tx.rows<{ hours: number }>(sql`
    SELECT coalesce(sum(hours), 0) AS hours FROM labour_entry
    WHERE person_id = ${personId} AND from_at >= (${date}::date::timestamp AT TIME ZONE ${zone})
      AND from_at < ((${date}::date + 1)::timestamp AT TIME ZONE ${zone}) AND id IS DISTINCT FROM ${except}::uuid`)
  return row!.hours
}

/** Refuses hours that would make the person's day longer than a day. */
export async function assertDayHolds(
  { tx, runtime }: Context,
  personId: string,
  date: string,
  hours: number,
  except: string | null,
): Promise<void> {
  const already = await hoursOfDay(tx, runtime.config.COMPANY_TIME_ZONE, personId, date, except)
  const refusal = checkTypedHours(hours, already)
  if (refusal) throw refuseField('hours', 'LABOUR_TOO_LONG', { maximumHours: 24, already })
}

/** Hours and money of the order's labour, as sums of its entries. */
export async function labourSums(tx: Tx, workOrderId: string): Promise<{ hoursWorked: number; labourCost: number }> {
  const [row] = await tx.rows<{ hoursWorked: number; labourCost: number }>(sql`
    SELECT coalesce(sum(hours), 0) AS "hoursWorked", coalesce(sum(cost), 0)::bigint AS "labourCost"
    FROM labour_entry WHERE work_order_id = ${workOrderId}`)
  return row!
}

/** Ends a running timer at `to`; one that never ran leaves nothing behind. */
export async function endTimer({ tx, now }: Context, entry: LabourRow, to: string): Promise<void> {
  const [start, end] = [Date.parse(entry.from), Date.parse(to)]
  if (end === start) {
    await tx.delete(labourEntry).where(eq(labourEntry.id, entry.id))
    return
  }
  const timed = { id: entry.id, personId: entry.personId, start, end }
  const refusal = checkLabour([], timed, Date.parse(now))
  if (refusal?.code === 'LABOUR_TOO_LONG') throw new Problem('labour.timerTooLong', { maximumHours: 24 })
  if (refusal) throw refuseField('to', refusal.code === 'LABOUR_IN_FUTURE' ? 'inFuture' : 'beforeStart')
  const hours = hoursFromTimer(start, end)
  await tx
    .update(labourEntry)
    .set({ to, hours, cost: labourCost(hours, entry.rate) })
    .where(eq(labourEntry.id, entry.id))
}

/** Deletes an entry; the person's timer after it now follows the one before it. */
export async function removeEntry(tx: Tx, { id, personId, source, to, after }: LabourRow): Promise<void> {
  await tx.rows(sql`SELECT FROM person WHERE id = ${personId} FOR NO KEY UPDATE`)
  await tx.delete(labourEntry).where(eq(labourEntry.id, id))
  if (source !== 'TIMER' || to === null) return
  await tx
    .update(labourEntry)
    .set({ after })
    .where(and(eq(labourEntry.personId, personId), eq(labourEntry.after, to)))
}

/** Work stops: every timer that runs on the order ends now. */
export async function endTimersOf(context: Context, workOrderId: string): Promise<void> {
  const running = await context.tx
    .select()
    .from(labourEntry)
    .where(sql`${labourEntry.workOrderId} = ${workOrderId} AND ${labourEntry.to} IS NULL`)
    .for('update')
  for (const entry of running) {
    // The clock of another machine may be behind the one that started it.
    const behind = Date.parse(entry.from) > Date.parse(context.now)
    await endTimer(context, entry, behind ? entry.from : context.now)
  }
}

/** Starts the actor's timer on the order; refused while another of theirs runs, naming where. */
export async function beginTimer({ tx, now }: Context, workOrderId: string, personId: string): Promise<void> {
  await lockPerson(tx, personId)
  const [running] = await tx.rows<{ number: string }>(sql`
    SELECT w.number FROM labour_entry l JOIN work_order w ON w.id = l.work_order_id
    WHERE l.person_id = ${personId} AND l.to_at IS NULL`)
  if (running) throw new Problem('labour.timerRunning', { number: running.number })
  const rate = await rateAt(tx, personId, now)
  const [last] = await tx.rows<{ after: string | null; from: string }>(sql`
    SELECT max(timed_to) AS after, greatest(max(timed_to), ${now}) AS from FROM labour_entry WHERE person_id = ${personId}`)
  // Where the clock of the machine that ended the last one is ahead, this one begins with that end.
  const { after, from } = last!
  await tx.insert(labourEntry).values({ workOrderId, personId, source: 'TIMER', from, after, rate })
}
