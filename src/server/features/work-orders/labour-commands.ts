import { and, eq } from 'drizzle-orm'
import type { AddLabour, UpdateLabour } from '../../../contract/work-order-changes.ts'
import { dateAt, startOfDate } from '../../../domain/civil-time.ts'
import { hoursFromTimer } from '../../../domain/labour.ts'
import { labourCost } from '../../../domain/order-cost.ts'
import type { Actor } from '../../platform/actor.ts'
import { type Context, command } from '../../platform/command.ts'
import { notFound, Problem, refuseField } from '../../platform/problem.ts'
import {
  assertDayHolds,
  beginTimer,
  endTimer,
  type LabourRow,
  labourSums,
  lockPerson,
  rateAt,
  removeEntry,
} from './labour.ts'
import { assertCostOpen, assertWritable, detailOf, lockWorkOrder, type OrderRow, saveOrder } from './order-row.ts'
import { labourEntry } from './tables.ts'

interface EntryTarget {
  id: string
  entryId: string
}

/** Brings the order's hours and cost up to what its entries say. */
async function settle(context: Context, order: OrderRow, action: string): Promise<void> {
  await saveOrder(context, order, await labourSums(context.tx, order.id), action)
}

/** An entry of the order; operators reach only their own. */
async function lockEntry({ tx, actor }: Context, { id, entryId }: EntryTarget): Promise<LabourRow> {
  const [entry] = await tx
    .select()
    .from(labourEntry)
    .where(and(eq(labourEntry.id, entryId), eq(labourEntry.workOrderId, id)))
    .for('update')
  if (!entry || (actor.role === 'OPERATOR' && entry.personId !== actor.personId)) throw notFound()
  return entry
}

function workerOf(actor: Actor, personId: string | undefined): string {
  const worker = personId ?? actor.personId
  if (!worker) throw refuseField('personId', 'required')
  if (actor.role === 'OPERATOR' && worker !== actor.personId) throw refuseField('personId', 'notYourself')
  return worker
}

export const startTimer = command('workOrder.recordLabour', async (context, { id }: { id: string }) => {
  const order = await lockWorkOrder(context.tx, context.actor, id)
  assertWritable(context.actor, order)
  if (order.status !== 'IN_PROGRESS') throw new Problem('workOrder.notInProgress')
  await beginTimer(context, id, workerOf(context.actor, undefined))
  await saveOrder(context, order, {}, 'workOrder.timerStarted')
  return detailOf(context, id)
})

export const stopTimer = command(
  'workOrder.recordLabour',
  async (context, { to, ...target }: EntryTarget & { to?: string | undefined }) => {
    const order = await lockWorkOrder(context.tx, context.actor, target.id)
    assertCostOpen(context.actor, order)
    const entry = await lockEntry(context, target)
    if (entry.to !== null) throw new Problem('labour.timerNotRunning')
    await endTimer(context, entry, to ?? context.now)
    await settle(context, order, 'workOrder.timerStopped')
    return detailOf(context, target.id)
  },
)

export const addLabour = command('workOrder.recordLabour', async (context, input: { id: string } & AddLabour) => {
  const { tx, actor, now, runtime } = context
  const zone = runtime.config.COMPANY_TIME_ZONE
  const order = await lockWorkOrder(tx, actor, input.id)
  assertCostOpen(actor, order)
  const personId = workerOf(actor, input.personId)
  if (input.date > dateAt(Date.parse(now), zone)) throw refuseField('date', 'inFuture')
  await lockPerson(tx, personId)
  await assertDayHolds(context, personId, input.date, input.hours, null)
  const start = startOfDate(input.date, zone)
  // The day's last rate: one that changed during the day holds for the whole of it.
  const rate = await rateAt(tx, personId, new Date(start + 86_399_000).toISOString())
  await tx.insert(labourEntry).values({
    workOrderId: order.id,
    personId,
    source: 'TYPED',
    from: new Date(start).toISOString(),
    to: new Date(start + input.hours * 3_600_000).toISOString(),
    hours: input.hours,
    rate,
    cost: labourCost(input.hours, rate),
    note: input.note ?? null,
  })
  await settle(context, order, 'workOrder.labourAdded')
  return detailOf(context, order.id)
})

/** A timer's hours may be cut, for a break nobody stopped it for, but not exceed the time it ran. */
async function assertHoursFit(context: Context, entry: LabourRow, hours: number): Promise<void> {
  if (entry.to === null) throw new Problem('labour.stopFirst')
  if (entry.source === 'TIMER') {
    const maximumHours = hoursFromTimer(Date.parse(entry.from), Date.parse(entry.to))
    if (hours > maximumHours) throw refuseField('hours', 'LABOUR_TOO_LONG', { maximumHours })
    return
  }
  await lockPerson(context.tx, entry.personId)
  const date = dateAt(Date.parse(entry.from), context.runtime.config.COMPANY_TIME_ZONE)
  await assertDayHolds(context, entry.personId, date, hours, entry.id)
}

export const updateLabour = command(
  'workOrder.recordLabour',
  async (context, { hours, note, ...target }: EntryTarget & UpdateLabour) => {
    const order = await lockWorkOrder(context.tx, context.actor, target.id)
    assertCostOpen(context.actor, order)
    const entry = await lockEntry(context, target)
    if (hours !== undefined) await assertHoursFit(context, entry, hours)
    await context.tx
      .update(labourEntry)
      .set({
        ...(note === undefined ? {} : { note }),
        ...(hours === undefined ? {} : { hours, cost: labourCost(hours, entry.rate) }),
        ...(hours !== undefined && entry.source === 'TYPED'
          ? { to: new Date(Date.parse(entry.from) + hours * 3_600_000).toISOString() }
          : {}),
      })
      .where(eq(labourEntry.id, entry.id))
    await settle(context, order, 'workOrder.labourChanged')
    return detailOf(context, target.id)
  },
)

export const removeLabour = command('workOrder.recordLabour', async (context, target: EntryTarget) => {
  const order = await lockWorkOrder(context.tx, context.actor, target.id)
  assertCostOpen(context.actor, order)
  const entry = await lockEntry(context, target)
  await removeEntry(context.tx, entry)
  context.audit('labour.removed', { type: 'workOrder', id: order.id }, entry, null)
  await settle(context, order, 'workOrder.labourRemoved')
  return detailOf(context, target.id)
})
