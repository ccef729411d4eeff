import type { FailureTruth, OrderRow, ReadingRow, StatusIntervalRow } from './rows.ts'
import { type Simulation, type SimulationOptions, simulate } from './simulate.ts'

export type SimulatedFleet = Omit<Simulation, 'days' | 'components' | 'units'> & {
  readonly statusIntervals: readonly StatusIntervalRow[]
  readonly readings: readonly ReadingRow[]
  /** By number. */
  readonly orders: readonly OrderRow[]
  readonly truth: { readonly components: Simulation['components']; readonly failures: readonly FailureTruth[] }
}

/** The whole history at once, for a fleet that fits in memory (40 units and three years are some 4,000 orders). */
export function simulateFleet(options: SimulationOptions): SimulatedFleet {
  const { days, components, units: _, ...fleet } = simulate(options)
  const batches = [...days()]
  const orders = batches.flatMap((batch) => batch.orders)
  return {
    ...fleet,
    statusIntervals: batches.flatMap((batch) => batch.statusIntervals),
    readings: batches.flatMap((batch) => batch.readings),
    orders: orders.sort((a, b) => a.number.year - b.number.year || a.number.sequence - b.number.sequence),
    truth: { components, failures: batches.flatMap((batch) => batch.failures) },
  }
}
