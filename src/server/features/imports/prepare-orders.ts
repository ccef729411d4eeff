import { dateAt } from '../../../domain/civil-time.ts'
import { instantOfWritten, type WrittenDate } from '../../../domain/import/date-text.ts'
import { toMinorUnits } from '../../../domain/import/number-text.ts'
import { systemNamed } from '../../../domain/import/propose-values.ts'
import { type SystemCode, systemCodes } from '../../../domain/system.ts'
import { proposeSystem } from '../../../domain/system-proposal.ts'
import { type Priority, priorities, type WorkOrderStatus, workOrderStatuses } from '../../../domain/work-order.ts'
import type { PreparedOrder, Setting } from './prepared.ts'
import type { RowValues } from './row-values.ts'

const titleLimit = 200
const descriptionLimit = 10_000
const costLimit = 1e12
const hoursLimit = 99_999

const knownStatuses = new Set<string>(workOrderStatuses)
const knownPriorities = new Set<string>(priorities)
const knownSystems = new Set<string>(systemCodes)

/** Free text becomes the title; what does not fit there is kept whole in the description. */
function textsOf(row: RowValues, title: string, referenceLine: Setting['referenceLine']) {
  const reference = row.text('reference')
  const fits = title.length <= titleLimit
  const lines = [reference && referenceLine(reference), fits ? null : title, row.text('description')]
  return {
    title: fits ? title : `${title.slice(0, titleLimit - 1)}…`,
    description: lines.filter(Boolean).join('\n').slice(0, descriptionLimit) || null,
  }
}

/**
 * Reads orders. A date without a time is the start of that civil day in the company's zone; a finished order without
 * its own dates of work starts and ends when it was reported, so that nothing is said of its duration.
 */
export function orderPreparer(setting: Setting, findUnit: (row: RowValues) => string | null) {
  const { references, zone, currencyDigits, now } = setting
  const instants = new Map<string, number>()
  const instantOf = (written: WrittenDate): number => {
    const key = `${written.date}T${written.time}${written.offset}`
    const at = instants.get(key) ?? instantOfWritten(written, zone)
    instants.set(key, at)
    return at
  }
  const latest = Date.parse(now)

  const instantIn = (row: RowValues, field: string): number | null => {
    const written = row.date(field)
    if (!written) return null
    const at = instantOf(written)
    if (at > latest) row.refuse(field, 'inFuture')
    return at
  }

  const systemOf = (row: RowValues, title: string): SystemCode | null => {
    const written = row.translated('system')
    if (written === null) return proposeSystem(title)
    const system = knownSystems.has(written) ? (written as SystemCode) : systemNamed(written)
    if (!system) row.refuse('system', 'unknownValue')
    return system
  }

  return (row: RowValues): PreparedOrder | null => {
    const reportedAt = instantIn(row, 'reportedAt')
    const title = row.text('title')
    const type = row.choice('type', references.orderTypes)
    const status = (row.choice('status', knownStatuses) ?? 'CLOSED') as WorkOrderStatus
    const priority = (row.choice('priority', knownPriorities) ?? 'MEDIUM') as Priority
    const cost = row.number('cost', { min: -costLimit, max: costLimit })
    const hoursWorked = row.number('hoursWorked', { min: 0, max: hoursLimit })
    const started = instantIn(row, 'startedAt')
    const completed = instantIn(row, 'completedAt')
    const system = title === null ? null : systemOf(row, title)
    if (reportedAt !== null) {
      if (started !== null && started < reportedAt) row.refuse('startedAt', 'outOfOrder')
      if (completed !== null && completed < (started ?? reportedAt)) row.refuse('completedAt', 'outOfOrder')
    }
    // The unit comes last: only a row that is good so far may bring a new one into being.
    const asset = findUnit(row)
    if (row.errors.length > 0 || reportedAt === null || title === null || type === null || asset === null) return null

    const finished = status === 'COMPLETED' || status === 'CLOSED'
    const begun = finished || status === 'IN_PROGRESS' || status === 'ON_HOLD'
    const startedAt = begun ? (started ?? reportedAt) : null
    const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())
    return {
      line: row.line,
      asset,
      type,
      year: Number(dateAt(reportedAt, zone).slice(0, 4)),
      ...textsOf(row, title, setting.referenceLine),
      status,
      priority,
      system,
      reportedAt: iso(reportedAt)!,
      startedAt: iso(startedAt),
      completedAt: iso(finished ? (completed ?? startedAt) : null),
      cancelledAt: iso(status === 'CANCELLED' ? (completed ?? reportedAt) : null),
      hoursWorked: Math.round((hoursWorked ?? 0) * 100) / 100,
      cost: toMinorUnits(cost ?? 0, currencyDigits),
    }
  }
}
