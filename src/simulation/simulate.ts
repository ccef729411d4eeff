import { createCalendar, dayMs, hourMs } from './calendar.ts'
import { playScene, scheduleScenes } from './closing-scene.ts'
import { createCrew } from './crew.ts'
import { createEventQueue } from './event-queue.ts'
import { buildAssets, buildDocuments, buildSites, buildStaff } from './fleet.ts'
import { beginWork, cancel, close, complete, create, dispatch, pause, resume } from './lifecycle.ts'
import { createMeterLog, exchangeMeters, type MeterLog, readMeters } from './meter-log.ts'
import { orderRow } from './order.ts'
import { pacing } from './pacing.ts'
import { extras, inspections, raise, routineOrder, serviceOrder } from './raise-order.ts'
import { createRandom } from './random.ts'
import type { AssetRow, ComponentTruth, DocumentRow, PersonRow, SiteRow } from './rows.ts'
import { changeStatus, closeStatus, createUnit, isUp, settleUse, type Unit } from './unit.ts'
import { fail, goToWork, openDay } from './use.ts'
import { type Batch, emptyBatch, type SimulationEvent, schedule, type World } from './world.ts'

export type SimulationOptions = {
  readonly seed: string
  readonly assets: number
  /** Epoch milliseconds, at least 60 days apart: the history begins with the civil day of `from` and ends just before `to`. */
  readonly from: number
  readonly to: number
  /** Exactly so many orders, at least as many as the fleet would have by nature; without it, those. */
  readonly orders?: number
  readonly zone?: string
}

export type Simulation = {
  readonly sites: readonly SiteRow[]
  readonly people: readonly PersonRow[]
  readonly assets: readonly AssetRow[]
  readonly documents: readonly DocumentRow[]
  /** The laws that govern the components: never shown to what is to be measured against them. */
  readonly components: readonly ComponentTruth[]
  /** The units as they are at the end of the day last read: of the truth too. */
  readonly units: readonly Unit[]
  /** The history day by day, to be read once; rows come when they are final, so an order comes on the day it is closed. */
  days(): Generator<Batch>
}

const leadDays = 7
const outOfServicePerDay = 1 / (7 * 365)

/** Builds the fleet and prepares its history; the same options give the same rows, byte for byte. */
export function simulate(options: SimulationOptions): Simulation {
  const { seed, to, zone = 'America/Santiago' } = options
  if (to - options.from < 60 * dayMs) throw new RangeError('a simulation needs at least 60 days')
  const random = createRandom(`faena ${seed}`)
  const calendar = createCalendar(options.from, to, zone)
  const from = calendar.dayStart(0)
  const sites = buildSites(random, from)
  const staff = buildStaff(random, calendar, sites, options.assets, from)
  const assets = buildAssets(random, sites, options.assets, from, to)
  const pace = pacing(assets, calendar.days, staff.mechanics.length, options.orders)
  const units = assets.map((row) => {
    const site = sites.findIndex((s) => s.id === row.siteId)
    return createUnit(random, row, {
      site,
      calendar,
      acceleration: pace.acceleration,
      byId: staff.supervisors[site]!.id,
    })
  })
  const documents = assets.flatMap((asset) => buildDocuments(random, asset, calendar, from))
  const world: World = {
    random,
    calendar,
    crew: createCrew(staff.mechanics, calendar),
    staff,
    queue: createEventQueue<SimulationEvent>(),
    units,
    from,
    to,
    quietFrom: to - 4 * dayMs,
    pace: pace.work,
    sequences: new Map(),
    open: new Set(),
    out: emptyBatch(),
  }
  const components = units.flatMap((unit) => unit.components.map((component) => component.truth))
  return {
    sites,
    people: staff.people,
    assets,
    documents,
    components,
    units,
    days: () => history(world, options.orders),
  }
}

function* history(world: World, orders: number | undefined): Generator<Batch> {
  const { calendar, units, random, to } = world
  const logs = units.map((unit) => createMeterLog(random, unit))
  scheduleScenes(world)
  if (orders !== undefined) fillUp(world, orders)
  for (let day = 0; day < calendar.days; day++) {
    const starts = calendar.dayStart(day)
    const ends = Math.min(to, calendar.dayStart(day + 1))
    const inService = units.filter((unit) => unit.row.commissionedAt < starts)
    for (const unit of inService) {
      unit.useAtOpening = unit.use
      openDay(world, unit, day)
      planWork(world, unit, day)
    }
    playUntil(world, ends)
    if (orders !== undefined && ends === to) {
      fill(world, orders, to - 1000)
      playUntil(world, ends)
    }
    units.forEach((unit, i) => {
      closeDay(world, unit, logs[i]!)
    })
    world.out.completedUntil = completedUntil(world, ends)
    yield world.out
    world.out = emptyBatch()
  }
  for (const draft of world.open) world.out.orders.push(orderRow(random, draft, calendar, to))
  for (const unit of units) closeStatus(unit, world.out.statusIntervals)
  yield world.out
}

/** What is not final yet was completed before `now` or will be from then on. */
function completedUntil({ open }: World, now: number): number {
  let earliest = now
  for (const { completedAt } of open) if (completedAt !== null && completedAt < earliest) earliest = completedAt
  return earliest
}

function playUntil(world: World, limit: number): void {
  const { queue } = world
  for (let next = queue.popBefore(limit); next; next = queue.popBefore(limit)) handle(world, next.event, next.at)
}

const steps = {
  CREATE: create,
  CANCEL: cancel,
  DISPATCH: dispatch,
  WORK: beginWork,
  PAUSE: pause,
  RESUME: resume,
  COMPLETE: complete,
  CLOSE: close,
}

function handle(world: World, event: SimulationEvent, at: number): void {
  if (event.kind === 'FAIL') {
    if (event.version === event.unit.version) fail(world, event.unit, event.component, at)
  } else if (event.kind === 'RETURN') {
    returnToService(world, event.unit, at)
  } else if (event.kind === 'SCENE') {
    playScene(world, event.scene, at)
  } else if (event.kind === 'FILL') {
    fill(world, event.upTo, at)
  } else {
    steps[event.kind](world, event.draft, at)
  }
}

function returnToService(world: World, unit: Unit, at: number): void {
  const supervisor = world.staff.supervisors[unit.site]!.id
  unit.outOfService = false
  changeStatus(unit, at, 'Recibido conforme', supervisor, world.out.statusIntervals)
  goToWork(world, unit, at)
}

/** Raises what is due by meter or by calendar, in the morning. */
function planWork(world: World, unit: Unit, day: number): void {
  const { calendar, random } = world
  const morning = calendar.dayStart(day) + random.between(8.1, 11) * hourMs
  if (!unit.serviceOpen) {
    const daysLeft = (unit.serviceDueUse - unit.use) / unit.averageDailyUse
    if (daysLeft <= leadDays) {
      unit.serviceOpen = true
      raise(world, serviceOrder(world, unit, morning, calendar.dayStart(day) + Math.max(0, daysLeft) * dayMs), morning)
    }
  }
  if (day >= unit.nextInspectionDay) {
    unit.nextInspectionDay = day + random.whole(27, 33)
    raise(world, routineOrder(world, unit, inspections, morning), morning)
  }
  if (day >= unit.nextExtraDay) {
    unit.nextExtraDay = day + random.whole(40, 110)
    raise(world, routineOrder(world, unit, extras, morning), morning)
  }
  if (isUp(unit) && day < calendar.days - 34 && random.chance(outOfServicePerDay)) {
    unit.outOfService = true
    settleUse(unit, unit.workStart)
    changeStatus(
      unit,
      unit.workStart,
      'Siniestro, en espera de peritaje',
      world.staff.supervisors[unit.site]!.id,
      world.out.statusIntervals,
    )
    schedule(world, unit.workStart + random.between(8, 25) * dayMs, { kind: 'RETURN', unit })
  }
}

/**
 * Routine inspections that bring the number of orders to what was asked for: every day up to the day before, as the fleet
 * itself still raises orders in the course of the day; on the last one every hour, less what may still be raised otherwise, and the rest at the very end: so it comes out exactly.
 */
function fillUp(world: World, orders: number): void {
  const { calendar, queue, to } = world
  const last = calendar.days - 1
  const perDay = orders / calendar.days
  for (let day = 0; day < last; day++) {
    queue.push(calendar.dayStart(day), { kind: 'FILL', upTo: Math.floor(perDay * day) })
  }
  const hours = Math.floor((to - calendar.dayStart(last)) / hourMs)
  const perHour = perDay / (hours + 1)
  const reserve = perHour + 6 * Math.sqrt(perHour) + 5
  for (let hour = 1; hour <= hours; hour++) {
    queue.push(calendar.dayStart(last) + hour * hourMs, {
      kind: 'FILL',
      upTo: Math.floor(perDay * last + perHour * hour - reserve),
    })
  }
}

function fill(world: World, upTo: number, at: number): void {
  const { calendar, random, to } = world
  const inService = world.units.filter((unit) => unit.row.commissionedAt < at)
  const raised = world.sequences.values().reduce((a, b) => a + b, 0)
  const day = calendar.dayOf(at)
  for (let i = raised; i < upTo; i++) {
    const raisedAt = day === calendar.days - 1 ? Math.min(at, to - 1000) : at + random.between(8, 18) * hourMs
    raise(world, routineOrder(world, random.pick(inService), inspections, raisedAt), raisedAt)
  }
}

function closeDay(world: World, unit: Unit, log: MeterLog): void {
  const { random, to } = world
  settleUse(unit, Math.min(unit.workEnd, to))
  const gained = unit.use - unit.useAtOpening
  unit.averageDailyUse += 0.03 * (gained - unit.averageDailyUse)
  const at = unit.workEnd + Math.round(random.between(5, 45)) * 60_000
  const occasion = { at, to, byId: world.random.pick(world.staff.mechanicsOf[unit.site]!).row.id }
  if (gained === 0 || at >= to) return
  exchangeMeters(random, unit, log, { ...occasion, at: at - 120_000 }, world.out.readings)
  if (random.chance(log.readingChance)) readMeters(random, unit, log, occasion, world.out.readings)
}
