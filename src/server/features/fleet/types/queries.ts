import { type SQL, sql } from 'drizzle-orm'
import type { AssetType } from '../../../../contract/asset-types.ts'
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/database.ts'
import { notFound } from '../../../platform/problem.ts'

/** The name of an asset type, of table alias `t`, in the actor's language. */
export function typeName(actor: Actor): SQL {
  return actor.locale === 'en' ? sql`t.name_en` : sql`t.name_es`
}

function typeRows(db: Db, actor: Actor, condition: SQL): Promise<AssetType[]> {
  return db.rows<AssetType>(sql`
    SELECT t.id, t.code, ${typeName(actor)} AS name, t.name_es AS "nameEs", t.name_en AS "nameEn", t.predefined,
      t.has_km AS "hasKm", t.has_hours AS "hasHours",
      (SELECT count(*) FROM asset a WHERE a.type_id = t.id AND a.archived_at IS NULL) AS assets,
      t.archived_at AS "archivedAt", t.version
    FROM asset_type t WHERE ${condition} ORDER BY NOT t.predefined, name, t.id`)
}

export function listAssetTypes(db: Db, actor: Actor, archived: boolean): Promise<AssetType[]> {
  return typeRows(db, actor, archived ? sql`t.archived_at IS NOT NULL` : sql`t.archived_at IS NULL`)
}

export async function getAssetType(db: Db, actor: Actor, id: string): Promise<AssetType> {
  const [found] = await typeRows(db, actor, sql`t.id = ${id}`)
  if (!found) throw notFound()
  return found
}
