import type { Reason } from '../../../contract/predictions.ts'
import { listPredictions } from '../../features/predictions/list-queries.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { words } from '../../platform/words.ts'
import type { ListRisks } from './risks.ts'

/** Days ahead, and how many units fit on a phone. */
const [horizon, limit] = [14, 10] as const

const numbersOf = ({ records }: Reason) =>
  records
    .flatMap(({ number }) => (number ? [number] : []))
    .slice(0, 2)
    .join(', ')

/** What the day's predictions say of whole units from a medium risk on, each with the record that raises it most. */
export const fleetRisks =
  (runtime: Runtime): ListRisks =>
  async (actor) => {
    const { items } = await listPredictions(runtime.database.db, actor, {
      ...{ horizon, limit, whole: true },
      riskClass: ['MEDIUM', 'HIGH', 'CRITICAL'],
    })
    const say = (key: string) => words(actor.locale, `predictions.${key}`)
    return items.flatMap(({ asset, probability, horizon: days, reasons, isDemo }) => {
      if (probability === null) return []
      const raising = reasons.find(({ effect }) => effect > 0)
      const because = raising ? [say(`topic.${raising.topic}`), numbersOf(raising)].filter(Boolean).join(': ') : ''
      const reason = [isDemo ? say('demo') : '', because].filter(Boolean).join(' ')
      return [{ assetId: asset.id, code: asset.code, name: asset.name, probability, days, reason }]
    })
  }
