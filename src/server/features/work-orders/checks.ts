import { sql } from 'drizzle-orm'
import type { OrderCategory } from '../../../domain/work-order.ts'
import type { Tx } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/keyset.ts'
import { type FieldRefusal, Problem, refuseField } from '../../platform/problem.ts'

/** An order type that new orders may have. */
export async function orderTypeOf(tx: Tx, id: string): Promise<{ category: OrderCategory; requiresApproval: boolean }> {
  const [type] = await tx.rows<{ category: OrderCategory; requiresApproval: boolean; archived: boolean }>(sql`
    SELECT category, requires_approval AS "requiresApproval", archived_at IS NOT NULL AS archived
    FROM order_type WHERE id = ${id}`)
  if (!type) throw refuseField('typeId', 'unknown')
  if (type.archived) throw refuseField('typeId', 'archived')
  return type
}

export async function assertAssignable(tx: Tx, personId: string): Promise<void> {
  const [person] = await tx.rows<{ active: boolean }>(sql`
    SELECT deactivated_at IS NULL AS active FROM person WHERE id = ${personId}`)
  if (!person) throw refuseField('assigneeId', 'unknown')
  if (!person.active) throw refuseField('assigneeId', 'inactive')
}

export function assertNotInFuture(field: string, instant: string, now: string): void {
  if (Date.parse(instant) > Date.parse(now)) throw refuseField(field, 'inFuture')
}

/** Where the unit was down: not in the future, and not ending before it began. */
export function downtimeRefusals(
  { downtimeFrom, downtimeTo }: { downtimeFrom?: string | null; downtimeTo?: string | null },
  now: string,
): FieldRefusal[] {
  const at = (instant: string | null | undefined) => (instant ? Date.parse(instant) : null)
  const [from, to, limit] = [at(downtimeFrom), at(downtimeTo), Date.parse(now)]
  const refusals: FieldRefusal[] = []
  if (from !== null && from > limit) refusals.push({ field: 'downtimeFrom', code: 'inFuture' })
  if (to !== null && to > limit) refusals.push({ field: 'downtimeTo', code: 'inFuture' })
  if (to !== null && from === null) refusals.push({ field: 'downtimeFrom', code: 'required' })
  if (to !== null && from !== null && to < from) refusals.push({ field: 'downtimeTo', code: 'beforeStart' })
  return refusals
}

const kinds = { failureModeId: 'MODE', failureCauseId: 'CAUSE', failureActionId: 'ACTION' } as const
type FailureIds = { [K in keyof typeof kinds]?: string | null | undefined }

/** The given codes that are not of the right list for units of this type: its own, or the one for every type. */
export async function failureCodeRefusals(tx: Tx, assetTypeId: string, given: FailureIds): Promise<FieldRefusal[]> {
  const wanted = (Object.keys(kinds) as (keyof typeof kinds)[]).filter((field) => given[field])
  if (wanted.length === 0) return []
  const rows = await tx.rows<{ id: string; kind: string }>(sql`
    SELECT id, kind FROM failure_code
    WHERE id = ${anyOf(
      wanted.map((field) => given[field]!),
      'uuid',
    )}
      AND (asset_type_id IS NULL OR asset_type_id = ${assetTypeId})`)
  return wanted
    .filter((field) => !rows.some((row) => row.id === given[field] && row.kind === kinds[field]))
    .map((field) => ({ field, code: 'unknown' }))
}

export async function assertFailureCodes(tx: Tx, assetTypeId: string, given: FailureIds): Promise<void> {
  const refusals = await failureCodeRefusals(tx, assetTypeId, given)
  if (refusals.length > 0) throw new Problem('request.invalid', {}, refusals)
}
