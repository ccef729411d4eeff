import { sql } from 'drizzle-orm'
import type { UpdateAsset } from '../../../contract/assets.ts'
import { parseAssetCode } from '../../../domain/asset.ts'
import { parsePlate } from '../../../domain/plate.ts'
import { parseSerialNumber } from '../../../domain/serial-number.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type FieldRefusal, Problem, refuseField } from '../../platform/problem.ts'

type Named = Pick<UpdateAsset, 'code' | 'plate' | 'serialNumber'>

const forms = {
  code: parseAssetCode,
  plate: (text: string) => parsePlate(text)?.text ?? null,
  serialNumber: parseSerialNumber,
}

/** Code, plate and serial number in the form they are stored and compared; every one that has none is refused. */
export function inStoredForm<T extends Named>(input: T): T {
  const refused: FieldRefusal[] = []
  const stored: Record<string, string | null> = {}
  for (const [field, parse] of Object.entries(forms) as [keyof Named, (text: string) => string | null][]) {
    const written = input[field]
    if (written === undefined) continue
    stored[field] = written ? parse(written) : null
    if (written && stored[field] === null) refused.push({ field, code: 'invalid' })
  }
  if (refused.length > 0) throw new Problem('request.invalid', {}, refused)
  return { ...input, ...stored }
}

/** Refuses, field by field, what another asset has already; two at once are stopped by the unique indexes. */
export async function assertUnique(tx: Tx, input: Named, id: string): Promise<void> {
  const columns = { code: sql`code`, plate: sql`plate`, serialNumber: sql`serial_number` }
  const refused: FieldRefusal[] = []
  for (const [field, column] of Object.entries(columns) as [keyof Named, typeof columns.code][]) {
    if (!input[field]) continue
    const taken = await tx.rows(sql`SELECT 1 FROM asset WHERE ${column} = ${input[field]} AND id <> ${id}`)
    if (taken.length > 0) refused.push({ field, code: 'duplicate' })
  }
  if (refused.length > 0) throw new Problem('request.invalid', {}, refused)
}

export async function assertUsableType(tx: Tx, typeId: string): Promise<void> {
  const [type] = await tx.rows<{ archived: boolean }>(
    sql`SELECT archived_at IS NOT NULL AS archived FROM asset_type WHERE id = ${typeId} FOR SHARE`,
  )
  if (!type) throw refuseField('typeId', 'unknown')
  if (type.archived) throw refuseField('typeId', 'archived')
}
