import { v7 } from 'uuid'
import { predefinedAssetTypes } from '../../../domain/asset-type.ts'
import { dateAt } from '../../../domain/civil-time.ts'
import { partsDue } from '../../../domain/service-level.ts'
import { isOpen } from '../../../domain/work-order.ts'
import type { AssetRow, OrderRow } from '../../../simulation/rows.ts'
import { servicePlan } from '../../../simulation/service-plans.ts'
import type { maintenancePlan } from '../plans/tables.ts'
import type { MasterData } from './master-data.ts'
import type { PlannedPart } from './warehouse.ts'

type PlanRow = typeof maintenancePlan.$inferInsert & { id: string }

/** A plan for each type of the fleet: the one its simulated services followed. */
export function demoPlans(
  master: MasterData,
  assets: readonly AssetRow[],
  { from, zone, partId }: { from: number; zone: string; partId: (number: string) => string },
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
          levels: levels.map((level) => ({
            ...level,
            parts: level.parts.map((part) => ({ ...part, partId: partId(part.partId) })),
          })),
          countsFrom: since,
          createdAt: since,
        }
        return [code, row]
      }),
  )
  const types = new Map(assets.map((asset) => [asset.id, asset.type]))
  const typeOf = (assetId: string) => types.get(assetId)!
  return { rows: [...planOf.values()], of: (assetId: string) => planOf.get(typeOf(assetId))!, typeOf }
}

export type DemoPlans = ReturnType<typeof demoPlans>

/** What an open order of a plan has reserved. */
export function plannedParts({ id, assetId, service, status }: OrderRow, plans: DemoPlans): PlannedPart[] {
  if (!service || !isOpen(status)) return []
  return partsDue(plans.of(assetId).levels, [service.cycle]).map((part) => ({ ...part, orderId: id }))
}
