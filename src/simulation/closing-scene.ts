import type { HoldReason } from '../domain/work-order.ts'
import { dayMs, hourMs } from './calendar.ts'
import type { DraftInput } from './order.ts'
import { failureOrder, raise } from './raise-order.ts'
import { isUp, type Unit } from './unit.ts'
import { breakDown } from './use.ts'
import type { World } from './world.ts'

type Scene = {
  readonly before: number
  readonly stopped: boolean
  readonly emergency?: boolean
  /** What becomes of the order until the end: nobody takes it, work goes on, or it waits. */
  readonly ends: 'UNASSIGNED' | 'WORKING' | HoldReason
}

/**
 * What a supervisor finds on opening the demo: whatever the seed, three units are down, one of them waiting for parts and
 * one being worked on, one stopped just now; an order is overdue, others wait for approval and for a unit on site.
 */
const scenes: readonly Scene[] = [
  { before: 18 * dayMs, stopped: false, ends: 'UNASSIGNED' },
  { before: 8 * dayMs, stopped: false, ends: 'APPROVAL' },
  { before: 5 * dayMs, stopped: false, ends: 'UNIT_ON_SITE' },
  { before: 52 * hourMs, stopped: true, ends: 'PARTS' },
  { before: 26 * hourMs, stopped: true, ends: 'WORKING' },
  { before: 3 * hourMs, stopped: true, emergency: true, ends: 'UNASSIGNED' },
]
const unitsPerScene = 40

export function scheduleScenes(world: World): void {
  const rounds = Math.max(1, Math.round(world.units.length / unitsPerScene))
  scenes.forEach((scene, index) => {
    for (let round = 0; round < rounds; round++) {
      world.queue.push(world.to - scene.before, { kind: 'SCENE', scene: index })
    }
  })
}

/** A unit that works and is nobody's concern; `null` when there is none. */
function idleUnit(world: World): Unit | null {
  const busy = new Set([...world.open].map((draft) => draft.unit))
  const idle = world.units.filter((unit) => isUp(unit) && !busy.has(unit) && unit.row.commissionedAt < world.from)
  const anyUp = world.units.filter((unit) => isUp(unit) && unit.row.commissionedAt < world.from)
  const choice = idle.length > 0 ? idle : anyUp
  return choice.length > 0 ? world.random.pick(choice) : null
}

export function playScene(world: World, index: number, at: number): void {
  const { before: _, stopped, emergency, ends } = scenes[index]!
  const unit = idleUnit(world)
  if (!unit) return
  const component = unit.components.reduce((a, b) => (b.failsAtUse < a.failsAtUse ? b : a))
  const reportedAt = at + hourMs / 4
  const input = failureOrder(world, breakDown(world, { unit, component, stopped, failedAt: at, reportedAt }))
  const waits = ends !== 'UNASSIGNED' && ends !== 'WORKING'
  const plan: DraftInput['plan'] = {
    ...input.plan,
    dispatchAt: ends === 'UNASSIGNED' ? null : reportedAt + hourMs / 4,
    hours: 40,
    hold: waits ? { afterHours: 0.75, ms: Infinity, reason: ends } : null,
  }
  const category = emergency ? 'EMERGENCY' : 'CORRECTIVE'
  const priority = emergency ? 'URGENT' : stopped ? 'HIGH' : 'MEDIUM'
  raise(world, { ...input, category, priority, plan, unfinished: true }, reportedAt)
}
