import { dayMs, hourMs } from './calendar.ts'
import { type Failure, failureOrder, raise } from './raise-order.ts'
import { type Component, changeStatus, isUp, settleUse, type Unit } from './unit.ts'
import { schedule, type World } from './world.ts'

/** Southern winter slows work a little, the altiplano's summer rains too. */
const season = (share: number) => 1 + 0.06 * Math.cos(4 * Math.PI * (share - 0.28))
const mostOfWorkday = 0.97

/** Opens the unit's working day: how much it will be used, if nothing happens. */
export function openDay(world: World, unit: Unit, day: number): void {
  const { calendar, random } = world
  const [begins, ends] = unit.model.workday
  const midnight = calendar.dayStart(day)
  const weekday = calendar.weekday(day)
  const wanted =
    unit.model.dailyUse *
    season(calendar.season(day)) *
    (weekday === 6 ? unit.model.sunday : 1) *
    random.around(1, 0.18)
  const most = unit.row.type === 'PICKUP' ? Infinity : (ends - begins) * mostOfWorkday
  unit.workStart = midnight + begins * hourMs
  unit.workEnd = midnight + ends * hourMs
  unit.rate = Math.min(wanted, most) / (unit.workEnd - unit.workStart)
  goToWork(world, unit, unit.workStart)
}

/** The unit works from `at` on if it is up and the working day lasts; the failure that this use will bring is foreseen. */
export function goToWork(world: World, unit: Unit, at: number): void {
  if (!isUp(unit) || at >= unit.workEnd) return
  settleUse(unit, at)
  const since = Math.max(at, unit.workStart)
  unit.workingSince = since
  let first: Component | null = null
  for (const component of unit.components) {
    if (!first || component.failsAtUse < first.failsAtUse) first = component
  }
  const failsAt = since + Math.max(0, first!.failsAtUse - unit.use) / unit.rate
  if (failsAt < unit.workEnd) {
    schedule(world, failsAt, { kind: 'FAIL', unit, component: first!, version: unit.version })
  }
}

/** When a fault becomes known: at once where it stops the unit, after the shift or days later where it does not. */
function reportDelay(world: World, stopped: boolean): number {
  const { random } = world
  if (stopped) return random.between(0.05, 0.7) * hourMs
  return random.chance(0.05) ? random.between(1, 4) * dayMs : random.between(0.5, 10) * hourMs
}

/** A component fails at its time in use. */
export function fail(world: World, unit: Unit, component: Component, at: number): void {
  const stopped = at < world.quietFrom && world.random.chance(component.model.stops)
  const reportedAt = at + reportDelay(world, stopped)
  const order = failureOrder(world, breakDown(world, { unit, component, stopped, failedAt: at, reportedAt }))
  raise(world, order, reportedAt)
}

/** What a failure does to the unit and to the record of what really happened. */
export function breakDown(world: World, failure: Failure): Failure {
  const { unit, component, stopped, failedAt: at } = failure
  settleUse(unit, at)
  world.out.failures.push({
    componentId: component.truth.id,
    at,
    use: unit.use,
    age: component.age + unit.use - component.sinceUse,
    stopped,
  })
  component.failsAtUse = Infinity
  if (stopped) {
    unit.stops++
    changeStatus(
      unit,
      at,
      `Falla: ${component.model.name}`,
      world.staff.supervisors[unit.site]!.id,
      world.out.statusIntervals,
    )
  } else {
    goToWork(world, unit, at)
  }
  return failure
}
