import { sql } from 'drizzle-orm'
import type { Readiness } from '../../../../contract/documents.ts'
import { fill } from '../../../../contract/errors.ts'
import { fieldErrorWords } from '../../../../contract/refusals/field-words.ts'
import type { AssetStatus } from '../../../../domain/asset.ts'
import type { CivilDate } from '../../../../domain/civil-time.ts'
import {
  type DocumentKind,
  documentReasons,
  type HeldDocument,
  refusesWork,
  type UnreadyReason,
  unitReasons,
} from '../../../../domain/readiness.ts'
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/database.ts'
import { type FieldRefusal, languageOf, notFound } from '../../../platform/problem.ts'
import { words } from '../../../platform/words.ts'
import { assertVisibleAsset } from '../../fleet/queries.ts'
import { isMissing } from '../fleet.ts'
import { assertVisiblePerson, documentTypeName, isCurrent } from '../queries.ts'

interface UnitRow {
  status: AssetStatus
  held: HeldDocument[]
  missing: DocumentKind[]
  inspections: string[]
}

const kind = (actor: Actor) => sql`json_build_object('type', dt.code, 'name', ${documentTypeName(actor)})`

const heldOf = (actor: Actor, owner: ReturnType<typeof sql>) => sql`coalesce((
  SELECT json_agg(json_build_object('type', dt.code, 'name', ${documentTypeName(actor)}, 'critical', dt.critical, 'expiresOn',
    d.expires_on) ORDER BY d.expires_on, d.id)
  FROM document d JOIN document_type dt ON dt.id = d.type_id WHERE ${owner} AND ${isCurrent}), '[]')`

/** Everything that keeps a unit from working today. */
export async function unitReasonsOf(db: Db, actor: Actor, assetId: string, today: CivilDate): Promise<UnreadyReason[]> {
  const [unit] = await db.rows<UnitRow>(sql`
    SELECT a.status, ${heldOf(actor, sql`d.asset_id = a.id`)} AS held,
      coalesce((SELECT json_agg(${kind(actor)} ORDER BY dt.code) FROM document_type dt
        WHERE ${isMissing}), '[]') AS missing,
      coalesce((SELECT json_agg(i.number ORDER BY i.number) FROM inspection i JOIN work_order o ON o.id = i.work_order_id
        WHERE i.asset_id = a.id AND NOT i.cleared AND o.status IN ('PENDING', 'IN_PROGRESS', 'ON_HOLD')
          AND NOT EXISTS (SELECT FROM inspection c WHERE c.corrects_id = i.id)), '[]') AS inspections
    FROM asset a WHERE a.id = ${assetId}`)
  if (!unit) throw notFound()
  return unitReasons(unit, today)
}

/** Papers that keep a person from working today: on anything, or on this unit for licences that only some types need. */
export async function personReasonsOf(
  db: Db,
  actor: Actor,
  personId: string,
  assetId: string | null,
  today: CivilDate,
): Promise<UnreadyReason[]> {
  const forUnit = sql`(jsonb_array_length(dt.rules) = 0 OR EXISTS (
    SELECT FROM jsonb_array_elements(dt.rules) e(rule), asset a WHERE a.id = ${assetId}::uuid
      AND (e.rule->'assetTypeIds' = '[]'::jsonb OR e.rule->'assetTypeIds' @> to_jsonb(a.type_id::text))))`
  const [person] = await db.rows<Pick<UnitRow, 'held' | 'missing'>>(sql`
    SELECT ${heldOf(actor, sql`d.person_id = p.id AND (${assetId}::uuid IS NULL OR ${forUnit})`)} AS held,
      coalesce((SELECT json_agg(${kind(actor)} ORDER BY dt.code) FROM document_type dt
        WHERE dt.subject = 'PERSON' AND dt.required AND dt.archived_at IS NULL AND ${forUnit} AND NOT EXISTS (
          SELECT FROM document d WHERE d.person_id = p.id AND d.type_id = dt.id AND ${isCurrent})), '[]') AS missing
    FROM person p WHERE p.id = ${personId}`)
  return person ? documentReasons(person.held, person.missing, today) : []
}

/** A reason as the refusal of a field, worded by the catalogue of errors. */
export function refusalOf(actor: Actor, field: string, reason: UnreadyReason): FieldRefusal {
  const { code } = reason
  if (reason.code === 'DOCUMENT_EXPIRED') {
    const [year, month, day] = reason.on.split('-')
    return {
      field,
      code,
      params: { document: reason.document, on: actor.locale === 'en' ? reason.on : `${day}-${month}-${year}` },
    }
  }
  if (reason.code === 'DOCUMENT_MISSING') return { field, code, params: { document: reason.document } }
  if (reason.code === 'CRITICAL_INSPECTION') return { field, code, params: { inspection: reason.inspection } }
  return { field, code, params: { status: words(actor.locale, `documents.status.${reason.status}`) } }
}

function worded(actor: Actor, reasons: UnreadyReason[]): Readiness {
  const items = reasons.map((reason) => {
    const { code, params } = refusalOf(actor, 'asset', reason)
    const message = fill(fieldErrorWords[code][languageOf(actor.locale)], params)
    return { code, message, refusesWork: refusesWork(reason) }
  })
  return { ready: items.length === 0, reasons: items }
}

export async function unitReadiness(db: Db, actor: Actor, id: string, today: CivilDate): Promise<Readiness> {
  await assertVisibleAsset(db, actor, id)
  return worded(actor, await unitReasonsOf(db, actor, id, today))
}

export async function personReadiness(db: Db, actor: Actor, id: string, today: CivilDate): Promise<Readiness> {
  await assertVisiblePerson(db, actor, id)
  return worded(actor, await personReasonsOf(db, actor, id, null, today))
}
