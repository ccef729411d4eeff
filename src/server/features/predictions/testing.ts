import { eq } from 'drizzle-orm'
import { v7 } from 'uuid'
import { seededRandom } from '../../../domain/random.ts'
import type { TestApp } from '../../testing/app.ts'
import { asset, assetPlacement, assetStatus, assetType } from '../fleet/tables.ts'
import { orderType, workOrder } from '../work-orders/tables.ts'

const day = 86_400_000

/**
 * A year of a small fleet with good and bad units: every third one fails about weekly, the others hardly ever. Enough for
 * a contest, and quick to train on. Orders are written as they were recorded, at the time of the failure.
 */
export async function plantFailures(test: TestApp, { units = 12, until }: { units?: number; until: string }) {
  const { db } = test.runtime.database
  const random = seededRandom(7)
  const [type] = await db.select().from(assetType).where(eq(assetType.code, 'BACKHOE'))
  const [kind] = await db.select().from(orderType).where(eq(orderType.code, 'CORRECTIVE'))
  const end = Date.parse(until)
  const at = (ms: number) => new Date(ms).toISOString()
  const since = at(end - 400 * day)
  const ids = Array.from({ length: units }, () => v7())
  await db.insert(asset).values(
    ids.map((id, i) => ({
      ...{ id, code: `RE-${String(i + 1).padStart(2, '0')}`, name: `Retroexcavadora ${i + 1}`, typeId: type!.id },
      ...{
        siteId: i % 2 ? test.sites.south : test.sites.north,
        statusSince: since,
        commissionedOn: since.slice(0, 10),
      },
    })),
  )
  await db.insert(assetStatus).values(ids.map((assetId) => ({ assetId, status: 'OPERATING' as const, from: since })))
  await db
    .insert(assetPlacement)
    .values(ids.map((assetId, i) => ({ assetId, siteId: i % 2 ? test.sites.south : test.sites.north, from: since })))
  const orders: (typeof workOrder.$inferInsert)[] = []
  ids.forEach((assetId, i) => {
    const mean = i % 3 === 0 ? 6 : 110
    for (let t = end - 380 * day - day * Math.log(1 - random()); ; ) {
      t -= mean * day * Math.log(1 - random())
      if (t > end - day) break
      orders.push({
        ...{ number: `OT-2025-${String(orders.length + 1).padStart(6, '0')}`, title: 'Fuga', assetId },
        ...{ siteId: i % 2 ? test.sites.south : test.sites.north, typeId: kind!.id, category: 'CORRECTIVE' as const },
        ...{
          priority: 'HIGH' as const,
          status: 'CLOSED' as const,
          reportedAt: at(t),
          createdAt: at(t),
          startedAt: at(t),
        },
        ...{ completedAt: at(t + day / 4), closedAt: at(t + day / 4) },
      })
    }
  })
  for (let i = 0; i < orders.length; i += 500) await db.insert(workOrder).values(orders.slice(i, i + 500))
  return { ids, orders: orders.length }
}
