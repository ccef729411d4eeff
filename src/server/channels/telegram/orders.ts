import { allowed } from '../../../contract/permissions.ts'
import { type WorkOrder, type WorkOrderItem, workOrderQuery } from '../../../contract/work-orders.ts'
import { holdReasons, openStatuses } from '../../../domain/work-order.ts'
import { approveWorkOrder, assignWorkOrder } from '../../features/work-orders/edit-commands.ts'
import { listWorkOrders } from '../../features/work-orders/list-query.ts'
import { workOrderDetail } from '../../features/work-orders/queries.ts'
import { addComment } from '../../features/work-orders/task-commands.ts'
import { holdWorkOrder, resumeWorkOrder, startWorkOrder } from '../../features/work-orders/transition-commands.ts'
import { words } from '../../platform/words.ts'
import { cut, type Html, html, lines } from './html.ts'
import {
  at,
  button,
  column,
  isSaid,
  number,
  orRefusal,
  type Screen,
  say,
  type Visit,
  webButton,
  zoneOf,
} from './screen.ts'

const pageSize = 8

const orderWords = ({ actor }: Visit, key: string) => words(actor.locale, `work-orders.${key}`)

export const orderDetail = ({ runtime, actor, now }: Visit, id: string): Promise<WorkOrder> =>
  workOrderDetail(runtime.database.db, actor, id, now, runtime.config.COMPANY_TIME_ZONE)

const marks = { LOW: '', MEDIUM: '', HIGH: '🔶 ', URGENT: '🔴 ' } as const

function itemButton(order: WorkOrderItem) {
  const late = order.overdue ? '⏰ ' : ''
  return button(cut(`${marks[order.priority]}${late}${order.asset.code} · ${order.title}`, 60), `o:${order.id}`)
}

/** Open orders in the person's scope, the most urgent first. */
export async function orderList(visit: Visit, cursor?: string): Promise<Screen> {
  const { runtime, actor, now } = visit
  const { locale } = actor
  const query = workOrderQuery.parse({
    status: openStatuses.join(','),
    sort: '-priority',
    limit: pageSize,
    ...(cursor ? { cursor } : {}),
  })
  const { items, nextCursor } = await listWorkOrders(runtime.database.db, { actor, now, zone: zoneOf(visit) }, query)
  if (items.length === 0) return { text: html`${say(locale, 'orders.none')}` }
  const text = lines(
    html`<b>${say(locale, actor.role === 'OPERATOR' ? 'orders.own' : 'orders.all')}</b>`,
    ...items.map(
      (order) =>
        html`${marks[order.priority]}<b>${order.number}</b> ${order.asset.code} · ${cut(order.title, 80)} (${orderWords(visit, `status.${order.status}`)})`,
    ),
  )
  const more = nextCursor ? [button(say(locale, 'more'), 'o+')] : []
  return {
    text,
    buttons: column(...items.map(itemButton), ...more),
    ...(nextCursor ? { asks: { kind: 'orders', cursor: nextCursor } as const } : {}),
  }
}

const hasAccepted = (order: WorkOrder, personId: string | null) =>
  order.comments.some(({ by, text }) => by?.id === personId && isSaid('orders.acceptedComment', text))

/** Accepting says to those who plan that one will do it: by taking an order nobody has, or by a word on one's own. */
function mayAccept({ actor }: Visit, order: WorkOrder): boolean {
  if (order.status !== 'PENDING') return false
  if (order.assignee) return order.assignee.id === actor.personId && !hasAccepted(order, actor.personId)
  return allowed(actor.role, 'workOrder.assign')
}

function fact(label: string, value: string | null): Html | null {
  return value === null ? null : html`${label}: ${value}`
}

function orderText(visit: Visit, order: WorkOrder): Html {
  const { locale } = visit.actor
  const hold = order.holdReason ? `, ${orderWords(visit, `hold.${order.holdReason}`)}` : ''
  const open = order.tasks.filter(({ doneAt }) => doneAt === null).length
  return lines(
    html`<b>${order.number}</b> · ${orderWords(visit, `status.${order.status}`)}${hold}`,
    html`<b>${cut(order.title, 200)}</b>`,
    fact(orderWords(visit, 'pdf.unit'), `${order.asset.code} · ${order.asset.name}`),
    fact(orderWords(visit, 'pdf.site'), order.site.name),
    fact(orderWords(visit, 'pdf.priority'), orderWords(visit, `priority.${order.priority}`)),
    fact(orderWords(visit, 'pdf.assignee'), order.assignee?.name ?? orderWords(visit, 'pdf.nobody')),
    fact(orderWords(visit, 'pdf.due'), order.dueAt && `${at(visit, order.dueAt)}${order.overdue ? ' ⏰' : ''}`),
    order.hoursWorked > 0 ? fact(orderWords(visit, 'pdf.worked'), number(visit, order.hoursWorked)) : null,
    order.description ? html`\n${cut(order.description, 1200)}` : null,
    order.tasks.length > 0 ? html`\n${say(locale, 'orders.tasks', { open, count: order.tasks.length })}` : null,
    ...order.tasks.slice(0, 12).map(({ text, doneAt }) => html`${doneAt ? '☑' : '☐'} ${cut(text, 120)}`),
    order.awaitsApproval ? html`\n${say(locale, 'orders.awaitsApproval')}` : null,
  )
}

const transitions = { START: 'start', HOLD: 'hold', RESUME: 'resume', COMPLETE: 'complete' } as const
type Transition = keyof typeof transitions

function orderButtons(visit: Visit, order: WorkOrder) {
  const { actor } = visit
  const { locale } = actor
  const offered = (Object.keys(transitions) as Transition[]).filter((action) => order.actions.includes(action))
  const approve = order.awaitsApproval && allowed(actor.role, 'workOrder.approve')
  return [
    ...(approve ? [[button(say(locale, 'orders.approve'), `approve:${order.id}`)]] : []),
    ...(mayAccept(visit, order) ? [[button(say(locale, 'orders.accept'), `accept:${order.id}`)]] : []),
    offered.map((action) => button(say(locale, `orders.${transitions[action]}`), `${transitions[action]}:${order.id}`)),
    [button(say(locale, 'units.open', { code: cut(order.asset.code, 20) }), `u:${order.asset.id}`)],
    webButton(visit, `/work-orders/${order.id}`),
  ].filter((row) => row.length > 0)
}

const screenOf = (visit: Visit, order: WorkOrder): Screen => ({
  text: orderText(visit, order),
  buttons: orderButtons(visit, order),
})

export const orderScreen = async (visit: Visit, id: string): Promise<Screen> =>
  screenOf(visit, await orderDetail(visit, id))

/** Does something to an order and shows how it stands then; a refusal stands above it. */
const changed = (visit: Visit, id: string, change: () => Promise<WorkOrder>): Promise<Screen> =>
  orRefusal(
    visit,
    async () => screenOf(visit, await change()),
    () => orderScreen(visit, id),
  )

const target = (id: string) => ({ id, expectedVersion: undefined })

export const start = (visit: Visit, id: string): Promise<Screen> =>
  changed(visit, id, () =>
    startWorkOrder(visit.runtime, visit.actor, { ...target(id), timer: false, unitInMaintenance: false }),
  )

export const resume = (visit: Visit, id: string): Promise<Screen> =>
  changed(visit, id, () => resumeWorkOrder(visit.runtime, visit.actor, { ...target(id), timer: false }))

export const approve = (visit: Visit, id: string): Promise<Screen> =>
  changed(visit, id, () => approveWorkOrder(visit.runtime, visit.actor, target(id)))

export const accept = (visit: Visit, id: string): Promise<Screen> =>
  changed(visit, id, async () => {
    const { runtime, actor } = visit
    const order = await orderDetail(visit, id)
    if (!mayAccept(visit, order)) return order
    if (!order.assignee) return assignWorkOrder(runtime, actor, { ...target(id), assigneeId: actor.personId })
    return addComment(runtime, actor, { id, text: say(actor.locale, 'orders.acceptedComment') })
  })

/** Why the work pauses: one tap, and a sentence for what is none of the usual reasons. */
export async function askHold(visit: Visit, id: string): Promise<Screen> {
  const { number: name, actions } = await orderDetail(visit, id)
  if (!actions.includes('HOLD')) return orderScreen(visit, id)
  const reasons = holdReasons.map((reason) => button(orderWords(visit, `hold.${reason}`), `why:${id}:${reason}`))
  return {
    text: html`<b>${name}</b>\n${say(visit.actor.locale, 'orders.askHold')}`,
    buttons: column(...reasons, button(say(visit.actor.locale, 'back'), `o:${id}`)),
  }
}

export async function hold(visit: Visit, id: string, chosen: string, reason?: string): Promise<Screen> {
  const holdReason = holdReasons.find((known) => known === chosen)
  if (!holdReason) return orderScreen(visit, id)
  if (holdReason === 'OTHER' && reason === undefined) {
    return {
      text: html`${say(visit.actor.locale, 'orders.askReason')}`,
      buttons: column(button(say(visit.actor.locale, 'back'), `o:${id}`)),
      asks: { kind: 'hold', orderId: id },
    }
  }
  const why = reason === undefined ? {} : { reason: cut(reason.trim(), 500) }
  return changed(visit, id, () => holdWorkOrder(visit.runtime, visit.actor, { ...target(id), holdReason, ...why }))
}
