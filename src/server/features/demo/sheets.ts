import { dateAt, startOfDate } from '../../../domain/civil-time.ts'
import { labourCost } from '../../../domain/order-cost.ts'
import { formatOrderNumber } from '../../../domain/order-number.ts'
import type {
  AssetRow,
  LabourRow,
  OrderRow,
  OrderStepRow,
  PersonRow,
  ReadingRow,
  ServiceTurn,
  SiteRow,
  StatusIntervalRow,
} from '../../../simulation/rows.ts'
import { arrayText } from '../../platform/database/copy-text.ts'
import { idWriter, instantWriter } from './instants.ts'
import { sheet } from './loader.ts'
import type { MasterData } from './master-data.ts'
import type { DemoPlans } from './plans.ts'
import type { PlannedPart } from './warehouse.ts'

interface OfOrder<Row> {
  order: OrderRow
  row: Row
}

/** How each row of a simulation is written into the tables; it spans `from` to `to` (epoch ms). */
export function demoSheets(
  master: MasterData,
  plans: DemoPlans,
  people: readonly PersonRow[],
  zone: string,
  { from, to: until }: { from: number; to: number },
) {
  const at = instantWriter()
  const atOrNull = (instant: number | null | undefined) =>
    instant === null || instant === undefined ? null : at(instant)
  const id = idWriter(until)
  const supervisors = people.filter((person) => person.role === 'SUPERVISOR')
  const supervisorOf = (siteId: string) => (supervisors.find((s) => s.siteIds.includes(siteId)) ?? people[0]!).id

  return {
    sites: sheet<SiteRow>('site', ['id', 'code', 'name'], (row) => [row.id, row.code, row.name]),

    people: sheet<PersonRow>(
      'person',
      ['id', 'email', 'name', 'role', 'must_change_password', 'skills', 'hourly_rate'],
      (row) => [
        row.id,
        row.email,
        row.name,
        row.role,
        false,
        arrayText([...row.skills.assetTypes, ...row.skills.systems]),
        row.rates.at(-1)!.perHour,
      ],
    ),
    personSites: sheet<[PersonRow, string]>('person_site', ['person_id', 'site_id'], ([person, site]) => [
      person.id,
      site,
    ]),
    rates: sheet<[PersonRow, PersonRow['rates'][number]]>(
      'hourly_rate',
      ['person_id', 'valid_from', 'rate'],
      ([person, rate]) => [person.id, at(startOfDate(rate.from, zone)), rate.perHour],
    ),

    assets: sheet<AssetRow>(
      'asset',
      [
        ...['id', 'code', 'name', 'type_id', 'site_id', 'make', 'model', 'serial_number', 'plate', 'criticality'],
        ...['year', 'commissioned_on', 'status_since', 'created_at'],
      ],
      (row) => [
        ...[row.id, row.code, row.name, master.assetType(row.type), row.siteId, row.make, row.model],
        ...[row.serialNumber, row.plate, row.criticality, at(row.commissionedAt).slice(0, 4)],
        at(row.commissionedAt).slice(0, 10),
        // A unit is older than what is recorded of it: reliability counts only the time somebody wrote down its failures.
        ...[at(row.commissionedAt), at(Math.max(from, row.commissionedAt))],
      ],
    ),
    placements: sheet<AssetRow>('asset_placement', ['id', 'asset_id', 'site_id', 'from_at'], (row) => [
      id(),
      row.id,
      row.siteId,
      at(row.commissionedAt),
    ]),
    statuses: sheet<StatusIntervalRow>(
      'asset_status',
      ['id', 'asset_id', 'status', 'from_at', 'to_at', 'reason', 'created_by'],
      (row) => [id(), row.assetId, row.status, at(row.start), atOrNull(row.end), row.reason, row.byId],
    ),
    readings: sheet<ReadingRow>(
      'meter_reading',
      [
        ...['id', 'asset_id', 'meter', 'at', 'value', 'offset_value', 'is_replacement', 'created_by', 'created_at'],
        ...['voided_at', 'voided_by', 'void_reason'],
      ],
      (row) => [
        ...[row.id, row.assetId, row.meter, at(row.at), row.value, row.offset, row.replacement, row.byId, at(row.at)],
        ...[atOrNull(row.voided?.at), row.voided ? row.byId : null, row.voided?.reason ?? null],
      ],
    ),

    orders: sheet<OrderRow>(
      'work_order',
      [
        ...['id', 'number', 'title', 'description', 'asset_id', 'site_id', 'type_id', 'category', 'priority', 'status'],
        ...[
          'hold_reason',
          'status_reason',
          'assignee_id',
          'created_by',
          'requires_approval',
          'approved_at',
          'approved_by',
        ],
        ...['reported_at', 'scheduled_on', 'scheduled_at', 'due_at', 'window_from', 'window_to', 'started_at'],
        ...['completed_at', 'closed_at', 'cancelled_at', 'duplicate_of_id', 'estimated_hours', 'hours_worked'],
        ...['downtime_from', 'downtime_to', 'completion_notes', 'system', 'failure_mode_id', 'failure_cause_id'],
        ...['failure_action_id', 'labour_cost', 'parts_cost', 'service_cost', 'created_at', 'updated_at'],
        ...['plan_id', 'origin'],
      ],
      (row) => {
        const type = master.orderType(row.category)
        const last = row.steps.at(-1)!
        const approvedAt = type.requiresApproval ? row.startedAt : null
        const codeOf = (kind: 'MODE' | 'CAUSE' | 'ACTION', code: string | null) =>
          code === null ? null : master.failureCode(row.assetId, kind, code)
        return [
          ...[row.id, formatOrderNumber(row.number), row.title, row.description || null, row.assetId, row.siteId],
          ...[type.id, row.category, row.priority, row.status, row.holdReason],
          ...[last.status === 'ON_HOLD' ? null : last.reason, row.assigneeId, row.reportedById, type.requiresApproval],
          ...[atOrNull(approvedAt), approvedAt === null ? null : supervisorOf(row.siteId), at(row.createdAt)],
          ...[row.scheduled?.on ?? null, atOrNull(row.scheduled?.at), at(row.dueAt), atOrNull(row.window?.start)],
          ...[atOrNull(row.window?.end), atOrNull(row.startedAt), atOrNull(row.completedAt), atOrNull(row.closedAt)],
          ...[
            row.status === 'CANCELLED' ? at(last.start) : null,
            row.duplicateOfId,
            row.estimatedHours,
            row.hoursWorked,
          ],
          ...[atOrNull(row.downtime?.start), atOrNull(row.downtime?.end), row.notes || null, row.system],
          ...[codeOf('MODE', row.failureMode), codeOf('CAUSE', row.failureCause), codeOf('ACTION', row.failureAction)],
          ...[row.cost.labour, row.cost.parts, row.cost.services, at(row.createdAt), at(last.start)],
          ...[row.service && plans.of(row.assetId).id, row.service ? 'PLAN' : 'MANUAL'],
        ]
      },
    ),
    turns: sheet<OrderRow & { service: ServiceTurn }>(
      'maintenance_due',
      [
        ...['plan_id', 'asset_id', 'sequence', 'cycle', 'due_meter', 'steps', 'trigger', 'raised_on', 'work_order_id'],
        'created_at',
      ],
      ({ id: orderId, assetId, createdAt, service: { sequence, cycle, dueTotal } }) => [
        ...[plans.of(assetId).id, assetId, sequence, cycle, dueTotal, 0, 'METER', dateAt(createdAt, zone), orderId],
        at(createdAt),
      ],
    ),
    planned: sheet<PlannedPart>(
      'work_order_part',
      ['work_order_id', 'part_id', 'planned'],
      ({ orderId, partId, quantity }) => [orderId, partId, quantity],
    ),
    steps: sheet<OfOrder<OrderStepRow>>(
      'work_order_status',
      ['id', 'work_order_id', 'status', 'hold_reason', 'reason', 'from_at', 'to_at', 'created_by'],
      ({ order, row }) => {
        const held = row.status === 'ON_HOLD'
        const reasons = held ? [row.reason, null] : [null, row.reason]
        return [id(), order.id, row.status, ...reasons, at(row.start), atOrNull(row.end), row.byId]
      },
    ),
    labour: sheet<OfOrder<LabourRow>>(
      'labour_entry',
      [
        'id',
        'work_order_id',
        'person_id',
        'source',
        'from_at',
        'to_at',
        'after_at',
        'hours',
        'rate',
        'cost',
        'created_at',
      ],
      ({ order, row }) => [
        ...[row.id, order.id, row.personId, 'TIMER', at(row.start), atOrNull(row.end), atOrNull(row.after)],
        ...[row.end === null ? null : row.hours, row.ratePerHour],
        ...[row.end === null ? 0 : labourCost(row.hours, row.ratePerHour), at(row.end ?? row.start)],
      ],
    ),
    services: sheet<OrderRow>(
      'service_line',
      ['id', 'work_order_id', 'description', 'cost', 'created_by', 'created_at'],
      (row) => [
        ...[id(), row.id, 'Servicio externo', row.cost.services, supervisorOf(row.siteId)],
        at(row.completedAt ?? row.createdAt),
      ],
    ),
  }
}
