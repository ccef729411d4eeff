import { and, eq, sql } from 'drizzle-orm'
import { type Context, command } from '../../platform/command.ts'
import type { Tx } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/keyset.ts'
import { notFound, refuseField } from '../../platform/problem.ts'
import { assertNotFinal, assertWritable, detailOf, lockWorkOrder, saveOrder } from './order-row.ts'
import { workOrderComment, workOrderTask } from './tables.ts'

interface TaskTarget {
  id: string
  taskId: string
}

async function taskOf(tx: Tx, { id, taskId }: TaskTarget) {
  const [task] = await tx
    .select()
    .from(workOrderTask)
    .where(and(eq(workOrderTask.id, taskId), eq(workOrderTask.workOrderId, id)))
  if (!task) throw notFound()
  return task
}

export const addTask = command('workOrder.edit', async (context, { id, text }: { id: string; text: string }) => {
  const { tx, actor } = context
  const order = await lockWorkOrder(tx, actor, id)
  assertNotFinal(actor, order)
  const [last] = await tx.rows<{ position: number }>(sql`
    SELECT coalesce(max(position), -1) AS position FROM work_order_task WHERE work_order_id = ${id}`)
  await tx.insert(workOrderTask).values({ workOrderId: id, position: last!.position + 1, text })
  await saveOrder(context, order, {}, 'workOrder.taskAdded')
  return detailOf(context, id)
})

async function changeTask(context: Context, target: TaskTarget, changes: Partial<typeof workOrderTask.$inferInsert>) {
  const { tx, actor, audit } = context
  const order = await lockWorkOrder(tx, actor, target.id)
  assertWritable(actor, order)
  const before = await taskOf(tx, target)
  const [after] = await tx.update(workOrderTask).set(changes).where(eq(workOrderTask.id, before.id)).returning()
  audit('task.changed', { type: 'workOrder', id: order.id }, before, after!)
  await saveOrder(context, order, {}, 'workOrder.taskChanged')
  return detailOf(context, target.id)
}

export const tickTask = command(
  'workOrder.recordTasks',
  (context, { done, ...target }: TaskTarget & { done: boolean }) =>
    changeTask(
      context,
      target,
      done ? { doneAt: context.now, doneBy: context.actor.personId } : { doneAt: null, doneBy: null },
    ),
)

export const rewordTask = command('workOrder.edit', (context, { text, ...target }: TaskTarget & { text: string }) =>
  changeTask(context, target, { text }),
)

export const removeTask = command('workOrder.edit', async (context, target: TaskTarget) => {
  const { tx, actor, audit } = context
  const order = await lockWorkOrder(tx, actor, target.id)
  assertNotFinal(actor, order)
  const task = await taskOf(tx, target)
  await tx.delete(workOrderTask).where(eq(workOrderTask.id, task.id))
  audit('task.removed', { type: 'workOrder', id: order.id }, task, null)
  await saveOrder(context, order, {}, 'workOrder.taskRemoved')
  return detailOf(context, target.id)
})

/** Puts the tasks in the order of `ids`, which has to name every one of them. */
export const orderTasks = command('workOrder.edit', async (context, { id, ids }: { id: string; ids: string[] }) => {
  const { tx, actor } = context
  const order = await lockWorkOrder(tx, actor, id)
  assertNotFinal(actor, order)
  const tasks = await tx.rows<{ id: string }>(sql`
    SELECT id FROM work_order_task WHERE work_order_id = ${id} AND id = ${anyOf(ids, 'uuid')}`)
  const [all] = await tx.rows<{ count: number }>(sql`
    SELECT count(*)::int AS count FROM work_order_task WHERE work_order_id = ${id}`)
  if (tasks.length !== ids.length || all!.count !== ids.length) throw refuseField('ids', 'invalid')
  await tx.rows(sql`
    UPDATE work_order_task SET position = array_position(${sql.param(ids)}::uuid[], id) - 1 WHERE work_order_id = ${id}`)
  await saveOrder(context, order, {}, 'workOrder.tasksOrdered')
  return detailOf(context, id)
})

/** Words about an order stay open after it is closed: that is when questions come. */
export const addComment = command('workOrder.comment', async (context, { id, text }: { id: string; text: string }) => {
  const { tx, actor, now } = context
  const order = await lockWorkOrder(tx, actor, id)
  await tx.insert(workOrderComment).values({ workOrderId: id, text, createdBy: actor.personId, createdAt: now })
  await saveOrder(context, order, {}, 'workOrder.commented')
  return detailOf(context, id)
})
