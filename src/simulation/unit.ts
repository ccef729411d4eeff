import { type AssetStatus, isDown } from '../domain/asset.ts'
import { type Calendar, hourMs } from './calendar.ts'
import { type ComponentModel, componentModels } from './component-model.ts'
import { type TypeModel, typeModels } from './fleet-model.ts'
import type { Random } from './random.ts'
import type { AssetRow, ComponentTruth, StatusIntervalRow } from './rows.ts'

export type Component = {
  readonly truth: ComponentTruth
  readonly model: ComponentModel
  readonly mode: string
  /** Virtual age at `sinceUse` of the unit, and the unit's use at which it will fail (`Infinity` while it has failed). */
  age: number
  sinceUse: number
  failsAtUse: number
}

type StatusSpan = {
  readonly status: AssetStatus
  readonly start: number
  readonly reason: string
  readonly byId: string
}

export type Unit = {
  readonly row: AssetRow
  readonly model: TypeModel
  readonly site: number
  readonly components: readonly Component[]
  /** Cumulative use in the unit of the first meter. */
  use: number
  /** Use per millisecond of today's work, from `workStart` to `workEnd`; `workingSince` is `NaN` while it is not at work. */
  rate: number
  workStart: number
  workEnd: number
  workingSince: number
  /** Counts status changes; a failure foreseen before one is void. */
  version: number
  stops: number
  works: number
  outOfService: boolean
  current: StatusSpan
  previous: { readonly span: StatusSpan; readonly end: number } | null
  useAtOpening: number
  averageDailyUse: number
  services: number
  serviceDueUse: number
  servicesRaised: number
  serviceOpen: boolean
  nextInspectionDay: number
  nextExtraDay: number
}

/** Use at which a component of virtual age `age` fails: a Weibull life that has already lasted that long. */
export function drawFailure(random: Random, component: Component, use: number): number {
  const { shape, scale } = component.truth
  const { age } = component
  return use + scale * ((age / scale) ** shape - Math.log(1 - random.next())) ** (1 / shape) - age
}

/** Leaves a component at `share` of its virtual age and gives it a new life from there. */
export function rejuvenate(random: Random, component: Component, use: number, share: number): void {
  component.age = (component.age + use - component.sinceUse) * share
  component.sinceUse = use
  component.failsAtUse = drawFailure(random, component, use)
}

export type UnitSetting = {
  readonly site: number
  readonly calendar: Calendar
  /** How much shorter lives are than natural: more than 1 to fill a database for measurements. */
  readonly acceleration: number
  /** Who put the unit into service. */
  readonly byId: string
}

export function createUnit(random: Random, row: AssetRow, setting: UnitSetting): Unit {
  const { site, calendar, acceleration, byId } = setting
  const model = typeModels[row.type]
  const initialUse = Math.max(0, (calendar.dayStart(0) - row.commissionedAt) / (24 * hourMs)) * model.dailyUse * 0.8
  const components = model.components.map(({ kind, mode, shape, scale }): Component => {
    const own = (scale * random.between(0.75, 1.3)) / acceleration
    const component: Component = {
      truth: {
        id: random.uuid(row.commissionedAt),
        assetId: row.id,
        component: componentModels[kind].name,
        system: componentModels[kind].system,
        shape,
        scale: own,
        unit: row.type === 'PICKUP' ? 'KM' : 'HOURS',
        ageAfterRepair: shape > 1 ? random.between(0, 0.35) : 0,
        ageAfterService: shape > 1.2 ? random.between(0.55, 0.9) : 1,
      },
      model: componentModels[kind],
      mode,
      age: initialUse === 0 ? 0 : random.between(0, 0.75) * own,
      sinceUse: initialUse,
      failsAtUse: Infinity,
    }
    component.failsAtUse = drawFailure(random, component, initialUse)
    return component
  })
  const services = Math.floor(initialUse / model.serviceInterval)
  return {
    row,
    model,
    site,
    components,
    use: initialUse,
    rate: 0,
    workStart: 0,
    workEnd: 0,
    workingSince: Number.NaN,
    version: 0,
    stops: 0,
    works: 0,
    outOfService: false,
    current: { status: 'OPERATING', start: row.commissionedAt, reason: 'Puesta en servicio', byId },
    previous: null,
    useAtOpening: initialUse,
    averageDailyUse: model.dailyUse * 0.85,
    services,
    serviceDueUse: (services + 1) * model.serviceInterval,
    servicesRaised: 0,
    serviceOpen: false,
    nextInspectionDay: random.whole(3, 30),
    nextExtraDay: random.whole(5, 75),
  }
}

/** Adds the use since work began, up to `at` or the end of the working day. */
export function settleUse(unit: Unit, at: number): void {
  if (Number.isNaN(unit.workingSince)) return
  unit.use += unit.rate * Math.max(0, Math.min(at, unit.workEnd) - unit.workingSince)
  unit.workingSince = Number.NaN
}

export const isUp = (unit: Unit): boolean => !isDown(unit.current.status)

function statusOf(unit: Unit): AssetStatus {
  if (unit.outOfService) return 'OUT_OF_SERVICE'
  if (unit.works > 0) return 'IN_MAINTENANCE'
  return unit.stops > 0 ? 'STOPPED' : 'OPERATING'
}

const rowOf = (unit: Unit, span: StatusSpan, end: number | null): StatusIntervalRow => ({
  assetId: unit.row.id,
  ...span,
  end,
})

/**
 * Brings the status in line with what stops the unit and who works on it. An interval of no length never was: two orders
 * that follow each other in one instant leave one interval, not three.
 */
export function changeStatus(unit: Unit, at: number, reason: string, byId: string, out: StatusIntervalRow[]): void {
  const status = statusOf(unit)
  if (status === unit.current.status) return
  unit.version++
  if (at > unit.current.start) {
    if (unit.previous) out.push(rowOf(unit, unit.previous.span, unit.previous.end))
    unit.previous = { span: unit.current, end: at }
    unit.current = { status, start: at, reason, byId }
  } else if (unit.previous?.span.status === status) {
    unit.current = unit.previous.span
    unit.previous = null
  } else {
    unit.current = { status, start: at, reason, byId }
  }
}

/** The intervals not yet given out when the simulation ends. */
export function closeStatus(unit: Unit, out: StatusIntervalRow[]): void {
  if (unit.previous) out.push(rowOf(unit, unit.previous.span, unit.previous.end))
  out.push(rowOf(unit, unit.current, null))
}
