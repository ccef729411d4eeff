import { formatOrderNumber } from '../domain/order-number.ts'
import { type HoldReason, isFailureWork } from '../domain/work-order.ts'
import { dayMs, hourMs } from './calendar.ts'
import { addStep, type Draft, orderRow, statusOf } from './order.ts'
import { duplicateOrder, raise } from './raise-order.ts'
import { changeStatus, rejuvenate, settleUse } from './unit.ts'
import { goToWork } from './use.ts'
import { schedule, type World } from './world.ts'

/** Nothing is left half done over the last moment, except by the closing scene. */
const lastMinutes = hourMs / 2

function finish(world: World, draft: Draft): void {
  world.open.delete(draft)
  world.out.orders.push(orderRow(world.random, draft, world.calendar, world.to))
}

export function create(world: World, draft: Draft, at: number): void {
  const { random, calendar, sequences } = world
  const year = calendar.year(calendar.dayOf(at))
  const sequence = (sequences.get(year) ?? 0) + 1
  sequences.set(year, sequence)
  draft.number = { year, sequence }
  draft.id = random.uuid(at)
  draft.createdAt = at
  addStep(draft, 'PENDING', at, draft.reportedById)
  world.open.add(draft)
  const { cancelAt, dispatchAt } = draft.plan
  if (cancelAt !== null) schedule(world, Math.max(at + hourMs, cancelAt), { kind: 'CANCEL', draft })
  else if (dispatchAt !== null) schedule(world, Math.max(at, dispatchAt), { kind: 'DISPATCH', draft })
  if (draft.component && !draft.duplicateOf && !draft.unfinished && random.chance(0.025)) {
    const again = at + random.between(0.5, 8) * hourMs
    raise(world, duplicateOrder(world, draft, again), again)
  }
}

export function cancel(world: World, draft: Draft, at: number): void {
  const { unit, duplicateOf } = draft
  const reason = duplicateOf
    ? `Duplicada con ${formatOrderNumber(duplicateOf.number)}`
    : draft.service
      ? 'Se realiza junto con la pauta siguiente'
      : 'Equipo fuera de faena, se reprograma'
  addStep(draft, 'CANCELLED', at, world.staff.supervisors[unit.site]!.id, reason)
  if (draft.service) {
    unit.serviceOpen = false
    unit.serviceDueUse += unit.model.serviceInterval
  }
  finish(world, draft)
}

/** Finds who does the work and when; `false` when it would reach over the end and has to wait. */
function assign(world: World, draft: Draft, at: number, hours: number, then: 'PAUSE' | 'COMPLETE'): boolean {
  const { crew } = world
  const stints = crew.plan({ site: draft.unit.site, type: draft.unit.row.type, system: draft.system, hours }, at)
  const start = stints[0]!.start
  const end = stints.at(-1)!.end
  draft.assigneeId = stints[0]!.mechanic.row.id
  if (at >= world.quietFrom && !draft.unfinished && end > world.to - lastMinutes) return false
  draft.stints.push(...crew.commit(stints))
  schedule(world, start, { kind: 'WORK', draft })
  schedule(world, end, { kind: then, draft })
  return true
}

export function dispatch(world: World, draft: Draft, at: number): void {
  const { hold, hours } = draft.plan
  assign(world, draft, at, hold?.afterHours ?? hours, hold ? 'PAUSE' : 'COMPLETE')
}

export function resume(world: World, draft: Draft, at: number): void {
  assign(world, draft, at, draft.plan.hours - draft.plan.hold!.afterHours, 'COMPLETE')
}

export function beginWork(world: World, draft: Draft, at: number): void {
  const { unit } = draft
  const workerId = draft.assigneeId!
  draft.startedAt ??= at
  if (statusOf(draft) !== 'IN_PROGRESS') addStep(draft, 'IN_PROGRESS', at, workerId)
  if (!draft.takesUnit) return
  settleUse(unit, at)
  unit.works++
  if (!draft.stopped && !draft.reopened) draft.downStart = at
  changeStatus(unit, at, draft.title, workerId, world.out.statusIntervals)
}

const waitingFor: Record<HoldReason, string> = {
  PARTS: 'En espera de repuesto',
  APPROVAL: 'En espera de aprobación',
  UNIT_ON_SITE: 'En espera del equipo en faena',
  OTHER: 'Trabajo detenido',
}

function leaveUnit(world: World, draft: Draft, at: number, reason: string): void {
  if (!draft.takesUnit) return
  const { unit } = draft
  unit.works--
  changeStatus(unit, at, reason, draft.assigneeId!, world.out.statusIntervals)
  goToWork(world, unit, at)
}

export function pause(world: World, draft: Draft, at: number): void {
  const hold = draft.plan.hold!
  addStep(draft, 'ON_HOLD', at, draft.assigneeId!, hold.reason)
  if (!draft.stopped) draft.downStart = null
  leaveUnit(world, draft, at, waitingFor[hold.reason])
  schedule(world, at + hold.ms, { kind: 'RESUME', draft })
}

export function complete(world: World, draft: Draft, at: number): void {
  const { random } = world
  const { unit, component } = draft
  draft.completedAt = at
  addStep(draft, 'COMPLETED', at, draft.assigneeId!)
  if (!draft.reopened) {
    if (draft.downStart !== null) draft.downEnd = at
    if (draft.stopped) unit.stops--
    if (component) rejuvenate(random, component, unit.use, component.truth.ageAfterRepair)
    if (draft.service) service(world, draft)
  }
  leaveUnit(world, draft, at, 'Entregado a operaciones')
  schedule(world, at + random.between(0.3, 4) * dayMs, { kind: 'CLOSE', draft })
}

function service(world: World, draft: Draft): void {
  const { unit } = draft
  for (const component of unit.components) {
    const share = component.truth.ageAfterService
    if (share < 1 && component.failsAtUse !== Infinity) rejuvenate(world.random, component, unit.use, share)
  }
  unit.services++
  unit.serviceDueUse = unit.use + unit.model.serviceInterval
  unit.serviceOpen = false
}

export function close(world: World, draft: Draft, at: number): void {
  const supervisor = world.staff.supervisors[draft.unit.site]!.id
  const again = !draft.reopened && isFailureWork(draft.category) && at < world.quietFrom && world.random.chance(0.008)
  if (!again) {
    addStep(draft, 'CLOSED', at, supervisor, 'Trabajo revisado y conforme')
    finish(world, draft)
    return
  }
  draft.reopened = true
  draft.completedAt = null
  draft.notes += ' Se reabre y se repasa el trabajo, queda sin observaciones.'
  addStep(draft, 'IN_PROGRESS', at, supervisor, 'Persiste la observación, se reabre')
  assign(world, draft, at, Math.min(1, draft.plan.hours), 'COMPLETE')
}
