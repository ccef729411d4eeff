import type { Calendar } from './calendar.ts'
import type { Crew } from './crew.ts'
import type { EventQueue } from './event-queue.ts'
import type { Staff } from './fleet.ts'
import type { Draft } from './order.ts'
import type { Random } from './random.ts'
import type { FailureTruth, OrderRow, ReadingRow, StatusIntervalRow } from './rows.ts'
import type { Component, Unit } from './unit.ts'

export type SimulationEvent =
  | { readonly kind: 'FAIL'; readonly unit: Unit; readonly component: Component; readonly version: number }
  | {
      readonly kind: 'CREATE' | 'CANCEL' | 'DISPATCH' | 'WORK' | 'PAUSE' | 'RESUME' | 'COMPLETE' | 'CLOSE'
      readonly draft: Draft
    }
  | { readonly kind: 'RETURN'; readonly unit: Unit }
  | { readonly kind: 'SCENE'; readonly scene: number }
  | { readonly kind: 'FILL'; readonly upTo: number }

/** Rows that became final on one day. */
export type Batch = {
  /** Every order completed before this instant (epoch ms) is in this batch or an earlier one. */
  completedUntil: number
  readonly statusIntervals: StatusIntervalRow[]
  readonly readings: ReadingRow[]
  readonly orders: OrderRow[]
  readonly failures: FailureTruth[]
}

export const emptyBatch = (): Batch => ({
  completedUntil: Infinity,
  statusIntervals: [],
  readings: [],
  orders: [],
  failures: [],
})

export type World = {
  readonly random: Random
  readonly calendar: Calendar
  readonly crew: Crew
  readonly staff: Staff
  readonly queue: EventQueue<SimulationEvent>
  readonly units: readonly Unit[]
  readonly from: number
  readonly to: number
  /** From here on nothing natural stops a unit, so that the closing scene decides what is down at the end. */
  readonly quietFrom: number
  /** Factor on hours of work and on waiting; less than 1 when a database is filled with more orders than life brings. */
  readonly pace: number
  /** Orders raised so far, by civil year. */
  readonly sequences: Map<number, number>
  /** Raised and not yet final. */
  readonly open: Set<Draft>
  out: Batch
}

/** Whole seconds, as people and databases keep them. */
export const wholeSecond = (at: number): number => Math.ceil(at / 1000) * 1000

export function schedule(world: World, at: number, event: SimulationEvent): void {
  world.queue.push(wholeSecond(at), event)
}
