import type { MissingField } from '../../../domain/work-order.ts'
import { type FieldRefusal, Problem } from '../../platform/problem.ts'

/** The fields of the completion form by what they record. */
const fieldOf: Record<MissingField, string> = {
  notes: 'notes',
  hoursWorked: 'hours',
  failureMode: 'failureModeId',
  failureCause: 'failureCauseId',
  failureAction: 'failureActionId',
}

/** Everything an order still lacks, said at once; with what else is wrong with the completion. */
export function incomplete(missing: readonly MissingField[], others: readonly FieldRefusal[] = []): Problem {
  const refusals: FieldRefusal[] = missing.map((field) => ({ field: fieldOf[field], code: 'required' }))
  return new Problem('workOrder.incomplete', {}, [...refusals, ...others])
}
