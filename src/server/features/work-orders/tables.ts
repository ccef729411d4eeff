import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { civilDate, createdAt, hours, id, instant, money, version } from '../../platform/database/columns.ts'
import { asset, assetType } from '../fleet/tables.ts'
import { importRun } from '../imports/tables.ts'
import { person } from '../people/tables.ts'
import { site } from '../sites/tables.ts'

const statuses = ['PENDING', 'IN_PROGRESS', 'ON_HOLD', 'COMPLETED', 'CLOSED', 'CANCELLED'] as const
const holdReasons = ['PARTS', 'APPROVAL', 'UNIT_ON_SITE', 'OTHER'] as const

const open = (status: AnyPgColumn) => sql`${status} IN ('PENDING','IN_PROGRESS','ON_HOLD')`

/** Kinds of order, master data; what the rules need to know of a kind is its category. */
export const orderType = pgTable('order_type', {
  id: id(),
  code: text('code').notNull().unique(),
  nameEs: text('name_es').notNull(),
  nameEn: text('name_en').notNull(),
  category: text('category', {
    enum: [
      'PREVENTIVE',
      'CORRECTIVE',
      'PREDICTIVE',
      'EMERGENCY',
      'INSPECTION',
      'MODIFICATION',
      'INSTALLATION',
      'CALIBRATION',
    ],
  }).notNull(),
  requiresApproval: boolean('requires_approval').notNull().default(false),
  predefined: boolean('predefined').notNull().default(false),
  archivedAt: instant('archived_at'),
  createdAt: createdAt(),
  version: version(),
})

/** Failure modes, causes and actions after ISO 14224; without a type they serve every type. */
export const failureCode = pgTable(
  'failure_code',
  {
    id: id(),
    assetTypeId: uuid('asset_type_id').references(() => assetType.id),
    kind: text('kind', { enum: ['MODE', 'CAUSE', 'ACTION'] }).notNull(),
    code: text('code').notNull(),
    nameEs: text('name_es').notNull(),
    nameEn: text('name_en').notNull(),
    position: integer('position').notNull(),
    archivedAt: instant('archived_at'),
    version: version(),
  },
  (t) => [
    uniqueIndex('failure_code_code').on(
      sql`coalesce(${t.assetTypeId}, '00000000-0000-0000-0000-000000000000')`,
      t.kind,
      t.code,
    ),
  ],
)

export const workOrder = pgTable(
  'work_order',
  {
    id: id(),
    number: text('number').notNull().unique(),
    title: text('title').notNull(),
    description: text('description'),
    assetId: uuid('asset_id')
      .notNull()
      .references(() => asset.id),
    /** The unit's site when the order was created: the order stays with the people who did it. */
    siteId: uuid('site_id')
      .notNull()
      .references(() => site.id),
    typeId: uuid('type_id')
      .notNull()
      .references(() => orderType.id),
    /** The type's category, repeated here because every rule and KPI asks for it. */
    category: text('category', {
      enum: [
        'PREVENTIVE',
        'CORRECTIVE',
        'PREDICTIVE',
        'EMERGENCY',
        'INSPECTION',
        'MODIFICATION',
        'INSTALLATION',
        'CALIBRATION',
      ],
    }).notNull(),
    priority: text('priority', { enum: ['LOW', 'MEDIUM', 'HIGH', 'URGENT'] }).notNull(),
    status: text('status', { enum: statuses }).notNull().default('PENDING'),
    holdReason: text('hold_reason', { enum: holdReasons }),
    /** Why it was last held, cancelled, closed or reopened, in words. */
    statusReason: text('status_reason'),
    assigneeId: uuid('assignee_id').references(() => person.id),
    createdBy: uuid('created_by').references(() => person.id),
    origin: text('origin', { enum: ['MANUAL', 'IMPORT', 'PLAN', 'REQUEST', 'INSPECTION', 'PREDICTION'] })
      .notNull()
      .default('MANUAL'),
    approvedAt: instant('approved_at'),
    approvedBy: uuid('approved_by').references(() => person.id),
    requiresApproval: boolean('requires_approval').notNull().default(false),
    /** When the need was reported: response time counts from here. */
    reportedAt: instant('reported_at').notNull(),
    scheduledOn: civilDate('scheduled_on'),
    /** When the day was decided; kept by a trigger. Work planned only after it began was not planned. */
    scheduledAt: instant('scheduled_at'),
    dueAt: instant('due_at'),
    /** The maintenance plan it was opened by. */
    planId: uuid('plan_id'),
    /** The tolerance window of preventive work, for PM compliance. */
    windowFrom: instant('window_from'),
    windowTo: instant('window_to'),
    startedAt: instant('started_at'),
    completedAt: instant('completed_at'),
    closedAt: instant('closed_at'),
    cancelledAt: instant('cancelled_at'),
    duplicateOfId: uuid('duplicate_of_id').references((): AnyPgColumn => workOrder.id),
    estimatedHours: hours('estimated_hours'),
    hoursWorked: hours('hours_worked').notNull().default(0),
    downtimeFrom: instant('downtime_from'),
    downtimeTo: instant('downtime_to'),
    completionNotes: text('completion_notes'),
    system: text('system'),
    failureModeId: uuid('failure_mode_id').references(() => failureCode.id),
    failureCauseId: uuid('failure_cause_id').references(() => failureCode.id),
    failureActionId: uuid('failure_action_id').references(() => failureCode.id),
    /** Minor units; labour and services are sums of their rows, parts of the stock ledger's. */
    labourCost: money('labour_cost').notNull().default(0),
    partsCost: money('parts_cost').notNull().default(0),
    serviceCost: money('service_cost').notNull().default(0),
    importId: uuid('import_id').references(() => importRun.id),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
    version: version(),
  },
  (t) => [
    index('work_order_asset').on(t.assetId, t.reportedAt),
    index('work_order_site_reported').on(t.siteId, t.reportedAt, t.id),
    index('work_order_reported').on(t.reportedAt, t.id),
    index('work_order_status_reported').on(t.status, t.reportedAt, t.id),
    index('work_order_category_priority').on(t.category, t.priority, t.reportedAt, t.id),
    index('work_order_updated').on(t.updatedAt, t.id),
    // The list sorts a missing date as not yet, and priorities by urgency: the expressions of list-query.ts.
    index('work_order_due').on(sql`coalesce(${t.dueAt}, 'infinity'::timestamptz)`, t.id),
    index('work_order_completed').on(sql`coalesce(${t.completedAt}, 'infinity'::timestamptz)`, t.id),
    index('work_order_priority').on(sql`array_position(ARRAY['LOW','MEDIUM','HIGH','URGENT'], ${t.priority})`, t.id),
    index('work_order_assignee').on(t.assigneeId, t.status).where(sql`${t.assigneeId} IS NOT NULL`),
    index('work_order_created_by').on(t.createdBy).where(sql`${t.createdBy} IS NOT NULL`),
    index('work_order_duplicate').on(t.duplicateOfId).where(sql`${t.duplicateOfId} IS NOT NULL`),
    index('work_order_scheduled').on(t.scheduledOn).where(sql`${t.scheduledOn} IS NOT NULL`),
    // Open orders are a few in a hundred of a history, and most of what is asked for.
    index('work_order_open_reported').on(t.reportedAt, t.id).where(open(t.status)),
    index('work_order_open_due').on(sql`coalesce(${t.dueAt}, 'infinity'::timestamptz)`, t.id).where(open(t.status)),
    index('work_order_open_priority')
      .on(sql`array_position(ARRAY['LOW','MEDIUM','HIGH','URGENT'], ${t.priority})`, t.id)
      .where(open(t.status)),
    // A kind of order that is rare would otherwise be sought among all of them.
    index('work_order_type').on(t.typeId),
    index('work_order_system').on(t.system).where(sql`${t.system} IS NOT NULL`),
    index('work_order_failure_mode').on(t.failureModeId).where(sql`${t.failureModeId} IS NOT NULL`),
    // When what failed: misses of predictions are counted over every unit.
    index('work_order_failed')
      .on(sql`coalesce(${t.downtimeFrom}, ${t.reportedAt})`)
      .where(
        sql`${t.category} IN ('CORRECTIVE', 'EMERGENCY') AND ${t.status} <> 'CANCELLED' AND ${t.duplicateOfId} IS NULL`,
      ),
    index('work_order_title').using('gin', sql`search_text(${t.title}) gin_trgm_ops`),
    // However many workers run: never two open orders of a plan for an asset.
    uniqueIndex('work_order_plan_open')
      .on(t.planId, t.assetId)
      .where(sql`${t.planId} IS NOT NULL AND ${open(t.status)}`),
    index('work_order_import').on(t.importId).where(sql`${t.importId} IS NOT NULL`),
  ],
)

/** The order's states over time, for active repair time (holds excluded) and its timeline. */
export const workOrderStatus = pgTable(
  'work_order_status',
  {
    id: id(),
    workOrderId: uuid('work_order_id')
      .notNull()
      .references(() => workOrder.id),
    status: text('status', { enum: statuses }).notNull(),
    holdReason: text('hold_reason', { enum: holdReasons }),
    reason: text('reason'),
    from: instant('from_at').notNull(),
    to: instant('to_at'),
    createdBy: uuid('created_by').references(() => person.id),
  },
  (t) => [
    index('work_order_status_order').on(t.workOrderId, t.from),
    index('work_order_status_waiting').on(t.from).where(sql`${t.holdReason} = 'PARTS'`),
    uniqueIndex('work_order_status_open').on(t.workOrderId).where(sql`${t.to} IS NULL`),
  ],
)

export const labourEntry = pgTable(
  'labour_entry',
  {
    id: id(),
    workOrderId: uuid('work_order_id')
      .notNull()
      .references(() => workOrder.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    source: text('source', { enum: ['TIMER', 'TYPED'] }).notNull(),
    from: instant('from_at').notNull(),
    /** Open while the timer runs. */
    to: instant('to_at'),
    /** Of a timer: when the person's timer before this one ended; none before the first. */
    after: instant('after_at'),
    timedTo: instant('timed_to').generatedAlwaysAs(sql`CASE WHEN source = 'TIMER' THEN to_at END`),
    hours: hours('hours'),
    /** Minor units per hour on that day. */
    rate: money('rate').notNull(),
    cost: money('cost').notNull().default(0),
    note: text('note'),
    createdAt: createdAt(),
  },
  (t) => [
    index('labour_entry_order').on(t.workOrderId),
    index('labour_entry_person').on(t.personId, t.from),
    index('labour_entry_from').on(t.from),
    uniqueIndex('labour_entry_running').on(t.personId).where(sql`${t.to} IS NULL`),
    unique('labour_entry_end').on(t.personId, t.timedTo),
    check('labour_entry_lasts', sql`source <> 'TIMER' OR to_at > from_at`),
    check('labour_entry_waits', sql`after_at IS NULL OR (source = 'TIMER' AND after_at <= from_at)`),
  ],
)

export const workOrderTask = pgTable(
  'work_order_task',
  {
    id: id(),
    workOrderId: uuid('work_order_id')
      .notNull()
      .references(() => workOrder.id),
    position: integer('position').notNull(),
    text: text('text').notNull(),
    doneAt: instant('done_at'),
    doneBy: uuid('done_by').references(() => person.id),
  },
  (t) => [index('work_order_task_order').on(t.workOrderId, t.position)],
)

export const workOrderComment = pgTable(
  'work_order_comment',
  {
    id: id(),
    workOrderId: uuid('work_order_id')
      .notNull()
      .references(() => workOrder.id),
    text: text('text').notNull(),
    createdBy: uuid('created_by').references(() => person.id),
    createdAt: createdAt(),
  },
  (t) => [index('work_order_comment_order').on(t.workOrderId, t.createdAt)],
)

/** Work bought from others for an order. */
export const serviceLine = pgTable(
  'service_line',
  {
    id: id(),
    workOrderId: uuid('work_order_id')
      .notNull()
      .references(() => workOrder.id),
    description: text('description').notNull(),
    supplier: text('supplier'),
    cost: money('cost').notNull(),
    createdBy: uuid('created_by').references(() => person.id),
    createdAt: createdAt(),
  },
  (t) => [index('service_line_order').on(t.workOrderId)],
)

/** A person's named filter over the orders. */
export const savedView = pgTable(
  'saved_view',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    name: text('name').notNull(),
    filter: text('filter').notNull(),
    createdAt: createdAt(),
  },
  (t) => [index('saved_view_person').on(t.personId)],
)
