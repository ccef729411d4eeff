import { typeModels } from './fleet-model.ts'
import type { AssetRow } from './rows.ts'

/** `acceleration`: how much shorter lives are than natural; `work`: factor on hours and waiting. */
export type Pacing = { readonly acceleration: number; readonly work: number }

/** Repairs that do not renew bring more failures than mean lives say; what has failed and waits for repair fails no more. */
const failureMargin = 1.5
/** Aimed at; as repairs take their time, about half of it comes about. */
const shareOfFailures = 0.8
/** Hours a mechanic on duty can give a day without a queue that grows for ever, and what an order takes by nature. */
const usefulHours = 4
const naturalHours = 3

/** Orders per day that the fleet raises by nature: failures by mean life, services by interval, routine by calendar. */
function naturalRates(assets: readonly AssetRow[]): { failures: number; planned: number } {
  const rates = { failures: 0, planned: 0 }
  for (const { type } of assets) {
    const { dailyUse, components, serviceInterval } = typeModels[type]
    rates.failures += components.reduce((sum, { scale }) => sum + dailyUse / (0.9 * scale), 0)
    rates.planned += dailyUse / serviceInterval + 1 / 30 + 1 / 75
  }
  return rates
}

/** Chooses lives and hours so that a wanted number of orders comes about mostly by failures and can be worked off. */
export function pacing(
  assets: readonly AssetRow[],
  days: number,
  mechanics: number,
  orders: number | undefined,
): Pacing {
  if (orders === undefined) return { acceleration: 1, work: 1 }
  const { failures, planned } = naturalRates(assets)
  const wanted = orders / days
  if (wanted < failureMargin * failures + planned) {
    const least = Math.ceil((failureMargin * failures + planned) * days)
    throw new RangeError(`${assets.length} units have about ${least} orders in ${days} days by nature; ask for more`)
  }
  const acceleration = Math.max(1, (shareOfFailures * wanted) / (failureMargin * failures))
  const work = Math.min(1, ((mechanics / 2) * usefulHours) / (wanted * naturalHours))
  return { acceleration, work }
}
