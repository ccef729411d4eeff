import { v7 } from 'uuid'
import { predefinedAssetTypes } from '../../../domain/asset-type.ts'
import { dateAt } from '../../../domain/civil-time.ts'
import type { AssetRow } from '../../../simulation/rows.ts'
import { servicePlan } from '../../../simulation/service-plans.ts'
import type { maintenancePlan } from '../plans/tables.ts'
import type { MasterData } from './master-data.ts'

type PlanRow = typeof maintenancePlan.$inferInsert & { id: string }

/** A plan for each type of the fleet: the one its simulated services followed. */
export function demoPlans(
  master: MasterData,
  assets: readonly AssetRow[],
  { from, zone }: { from: number; zone: string },
) {
  const since = new Date(from).toISOString()
  const planOf = new Map(
    predefinedAssetTypes
      .filter(({ code }) => assets.some((asset) => asset.type === code))
      .map(({ code, es }): [string, PlanRow] => {
        const { every, kind, levels } = servicePlan(code)
        const row: PlanRow = {
          id: v7(),
          name: `Mantención ${es}`,
          assetTypeId: master.assetType(code),
          meterEvery: every,
          meterKind: kind,
          mode: 'FLOATING',
          startsOn: dateAt(from, zone),
          priority: 'MEDIUM',
          levels,
          countsFrom: since,
          createdAt: since,
        }
        return [code, row]
      }),
  )
  const typeOf = new Map(assets.map((asset) => [asset.id, asset.type]))
  return { rows: [...planOf.values()], of: (assetId: string) => planOf.get(typeOf.get(assetId)!)! }
}

export type DemoPlans = ReturnType<typeof demoPlans>
