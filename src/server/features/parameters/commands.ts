import { sql } from 'drizzle-orm'
import { type Parameter, type ParameterKey, parameterSchemas } from '../../../contract/parameters.ts'
import { command } from '../../platform/command.ts'
import { refuseField } from '../../platform/problem.ts'
import { listParameters, parameterValues } from './queries.ts'
import { parameterChange } from './tables.ts'

/** Sets a parameter; what it was before stays in its history. */
export const setParameter = command(
  'parameter.manage',
  async ({ tx, actor, now, audit }, { key, value }: { key: ParameterKey; value: unknown }) => {
    const read = parameterSchemas[key].safeParse(value)
    if (!read.success) throw refuseField('value', 'invalid')
    const before = await parameterValues(tx)
    await tx
      .insert(parameterChange)
      .values({ key, value: sql`${JSON.stringify(read.data)}::text::jsonb`, changedBy: actor.personId, changedAt: now })
    audit('parameter.changed', { type: 'parameter', id: key }, { value: before[key] }, { value: read.data })
    return (await listParameters(tx)).find((one): one is Parameter => one.key === key)!
  },
)
