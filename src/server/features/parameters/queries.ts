import { sql } from 'drizzle-orm'
import {
  type Parameter,
  type ParameterKey,
  type ParameterValues,
  parameterDefaults,
  parameterKeys,
  parameterSchemas,
} from '../../../contract/parameters.ts'
import type { Db } from '../../platform/database/database.ts'

interface Row {
  key: string
  value: unknown
  changedBy: { id: string; name: string } | null
  changedAt: string
}

const changedBy = sql`CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'name', p.name) END AS "changedBy"`

function newestRows(db: Db): Promise<Row[]> {
  return db.rows<Row>(sql`
    SELECT DISTINCT ON (c.key) c.key, c.value, ${changedBy}, c.changed_at AS "changedAt"
    FROM parameter_change c LEFT JOIN person p ON p.id = c.changed_by
    ORDER BY c.key, c.changed_at DESC, c.id DESC`)
}

/** What holds now; a value that the schema no longer knows counts as never set. */
export async function parameterValues(db: Db): Promise<ParameterValues> {
  const set = new Map((await newestRows(db)).map(({ key, value }) => [key, value]))
  const values = parameterKeys.map((key) => {
    const read = parameterSchemas[key].safeParse(set.get(key))
    return [key, read.success ? read.data : parameterDefaults[key]]
  })
  return Object.fromEntries(values) as ParameterValues
}

/** The values somebody may choose from; `null` where any number will do. */
function optionsOf(key: ParameterKey): Parameter['options'] {
  const schema = parameterSchemas[key] as { options?: readonly (string | number)[]; values?: ReadonlySet<unknown> }
  const all = schema.options ?? (schema.values ? [...schema.values] : null)
  return all ? ([...all] as Parameter['options']) : null
}

export async function listParameters(db: Db): Promise<Parameter[]> {
  const rows = new Map((await newestRows(db)).map((row) => [row.key, row]))
  const values = await parameterValues(db)
  return parameterKeys.map((key): Parameter => {
    const options = optionsOf(key)
    const { changedBy: by = null, changedAt: at = null } = rows.get(key) ?? {}
    return {
      ...{ key, value: values[key], fallback: parameterDefaults[key] },
      ...{ type: options ? ('option' as const) : ('number' as const), options, changedBy: by, changedAt: at },
    }
  })
}

export async function parameterHistory(db: Db, key: ParameterKey) {
  const items = await db.rows<Omit<Row, 'key' | 'value'> & { value: Parameter['value'] }>(sql`
    SELECT c.value, ${changedBy}, c.changed_at AS "changedAt"
    FROM parameter_change c LEFT JOIN person p ON p.id = c.changed_by
    WHERE c.key = ${key} ORDER BY c.changed_at DESC, c.id DESC LIMIT 200`)
  return { items }
}
