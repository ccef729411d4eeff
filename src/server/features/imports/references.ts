import { sql } from 'drizzle-orm'
import type { OrderCategory } from '../../../domain/work-order.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/keyset.ts'

export interface KnownAsset {
  id: string
  code: string
  name: string
  plate: string | null
  serialNumber: string | null
  type: string
  inScope: boolean
}

interface Named {
  code: string
  nameEs: string
  nameEn: string
}

interface KnownType extends Named {
  hasKm: boolean
  hasHours: boolean
}

/** What the rows of a file may refer to. */
export interface References {
  orderTypes: Map<string, Named & { category: OrderCategory }>
  assetTypes: Map<string, KnownType>
  /** Sites of the actor. */
  sites: Map<string, { code: string; name: string }>
  assets: Map<string, KnownAsset>
}

const byCode = <T extends { code: string }>(rows: T[]) => new Map(rows.map((row) => [row.code, row]))

export async function loadReferences(db: Db, actor: Actor): Promise<References> {
  const mine = actor.siteIds === null ? sql`true` : sql`site_id = ${anyOf(actor.siteIds, 'uuid')}`
  const mySites = actor.siteIds === null ? sql`true` : sql`id = ${anyOf(actor.siteIds, 'uuid')}`
  return {
    orderTypes: byCode(
      await db.rows<Named & { category: OrderCategory }>(sql`
        SELECT code, name_es AS "nameEs", name_en AS "nameEn", category FROM order_type
        WHERE archived_at IS NULL ORDER BY predefined DESC, created_at, code`),
    ),
    assetTypes: byCode(
      await db.rows<KnownType>(sql`
        SELECT code, name_es AS "nameEs", name_en AS "nameEn", has_km AS "hasKm", has_hours AS "hasHours"
        FROM asset_type WHERE archived_at IS NULL ORDER BY name_es`),
    ),
    sites: byCode(
      await db.rows<{ code: string; name: string }>(sql`
        SELECT code, name FROM site WHERE archived_at IS NULL AND ${mySites} ORDER BY name`),
    ),
    assets: byCode(
      await db.rows<KnownAsset>(sql`
        SELECT a.id, a.code, a.name, a.plate, a.serial_number AS "serialNumber", t.code AS type, ${mine} AS "inScope"
        FROM asset a JOIN asset_type t ON t.id = a.type_id`),
    ),
  }
}
