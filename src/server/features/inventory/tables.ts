import { sql } from 'drizzle-orm'
import { check, customType, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { civilDate, createdAt, id, instant, money, version } from '../../platform/database/columns.ts'
import { assetType } from '../fleet/tables.ts'
import { person } from '../people/tables.ts'
import { site } from '../sites/tables.ts'
import { workOrder } from '../work-orders/tables.ts'

/** Of a part's unit. */
const quantity = customType<{ data: number; driverData: string | number }>({
  dataType: () => 'numeric(14,3)',
  fromDriver: Number,
  toDriver: (value) => value,
})

/** Minor units to six decimals; whole millionths in code, as domain/stock.ts counts them. */
const exactValue = customType<{ data: bigint; driverData: string }>({
  dataType: () => 'numeric(24,6)',
  fromDriver: (written) => BigInt(String(written).replace('.', '')),
  toDriver: (value) => {
    const digits = (value < 0n ? -value : value).toString().padStart(7, '0')
    return `${value < 0n ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`
  },
})

export const supplier = pgTable('supplier', {
  id: id(),
  name: text('name').notNull().unique(),
  rut: text('rut'),
  contact: text('contact'),
  email: text('email'),
  phone: text('phone'),
  archivedAt: instant('archived_at'),
  createdAt: createdAt(),
  version: version(),
})

export const part = pgTable(
  'part',
  {
    id: id(),
    number: text('number').notNull().unique(),
    description: text('description').notNull(),
    unit: text('unit', { enum: ['UNIT', 'SET', 'PAIR', 'METRE', 'LITRE', 'KILOGRAM', 'DRUM', 'BOX'] }).notNull(),
    supplierId: uuid('supplier_id').references(() => supplier.id),
    supplierNumber: text('supplier_number'),
    leadTimeDays: integer('lead_time_days'),
    notes: text('notes'),
    archivedAt: instant('archived_at'),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    index('part_supplier').on(t.supplierId).where(sql`${t.supplierId} IS NOT NULL`),
    index('part_text').using('gin', sql`search_text(${t.number}, ${t.description}) gin_trgm_ops`),
  ],
)

/** Types of unit a part fits; a part without any fits them all. */
export const partAssetType = pgTable(
  'part_asset_type',
  {
    partId: uuid('part_id')
      .notNull()
      .references(() => part.id),
    assetTypeId: uuid('asset_type_id')
      .notNull()
      .references(() => assetType.id),
  },
  (t) => [primaryKey({ columns: [t.partId, t.assetTypeId] }), index('part_asset_type_type').on(t.assetTypeId)],
)

/** Parts that serve instead of each other; each pair is kept once. */
export const partEquivalent = pgTable(
  'part_equivalent',
  {
    lowerId: uuid('lower_id')
      .notNull()
      .references(() => part.id),
    upperId: uuid('upper_id')
      .notNull()
      .references(() => part.id),
  },
  (t) => [
    primaryKey({ columns: [t.lowerId, t.upperId] }),
    index('part_equivalent_upper').on(t.upperId),
    check('part_equivalent_order', sql`${t.lowerId} < ${t.upperId}`),
  ],
)

/**
 * Stock of a part at a site, whose workshop is its warehouse. `on_hand` and `value` are the sums of its movements: the
 * ledger's trigger keeps them, and nothing else may write them.
 */
export const partStock = pgTable(
  'part_stock',
  {
    partId: uuid('part_id')
      .notNull()
      .references(() => part.id),
    siteId: uuid('site_id')
      .notNull()
      .references(() => site.id),
    bin: text('bin'),
    minStock: quantity('min_stock').notNull().default(0),
    reorderPoint: quantity('reorder_point').notNull().default(0),
    onHand: quantity('on_hand').notNull().default(0),
    value: exactValue('value').notNull().default(sql`0`),
  },
  (t) => [
    primaryKey({ columns: [t.partId, t.siteId] }),
    index('part_stock_site').on(t.siteId),
    check('part_stock_never_negative', sql`${t.onHand} >= 0 AND ${t.value} >= 0`),
    check('part_stock_empty_is_worthless', sql`${t.onHand} > 0 OR ${t.value} = 0`),
  ],
)

/** What orders plan to use, and what was issued to them less what came back; those two are sums of the ledger. */
export const workOrderPart = pgTable(
  'work_order_part',
  {
    workOrderId: uuid('work_order_id')
      .notNull()
      .references(() => workOrder.id),
    partId: uuid('part_id')
      .notNull()
      .references(() => part.id),
    planned: quantity('planned').notNull().default(0),
    issued: quantity('issued').notNull().default(0),
    value: exactValue('value').notNull().default(sql`0`),
  },
  (t) => [
    primaryKey({ columns: [t.workOrderId, t.partId] }),
    index('work_order_part_part').on(t.partId),
    index('work_order_part_waiting').on(t.partId).where(sql`${t.planned} > ${t.issued}`),
    check('work_order_part_never_negative', sql`${t.planned} >= 0 AND ${t.issued} >= 0 AND ${t.value} >= 0`),
  ],
)

/** A purchase from the request on; it is an order to a supplier once it has its second number. */
export const purchase = pgTable(
  'purchase',
  {
    id: id(),
    requestNumber: text('request_number').notNull().unique(),
    number: text('number').unique(),
    status: text('status', {
      enum: [
        'REQUESTED',
        'AWAITING_APPROVAL',
        'ORDERED',
        'PARTIALLY_RECEIVED',
        'RECEIVED',
        'CLOSED_SHORT',
        'CANCELLED',
      ],
    })
      .notNull()
      .default('REQUESTED'),
    siteId: uuid('site_id')
      .notNull()
      .references(() => site.id),
    supplierId: uuid('supplier_id').references(() => supplier.id),
    note: text('note'),
    /** Why it was returned, closed short or cancelled. */
    statusReason: text('status_reason'),
    total: money('total').notNull().default(0),
    expectedOn: civilDate('expected_on'),
    requestedBy: uuid('requested_by').references(() => person.id),
    requestedAt: instant('requested_at').notNull(),
    orderedBy: uuid('ordered_by').references(() => person.id),
    orderedAt: instant('ordered_at'),
    approvedBy: uuid('approved_by').references(() => person.id),
    approvedAt: instant('approved_at'),
    endedAt: instant('ended_at'),
    version: version(),
  },
  (t) => [
    index('purchase_site').on(t.siteId, t.requestedAt, t.id),
    index('purchase_requested').on(t.requestedAt, t.id),
    index('purchase_supplier').on(t.supplierId).where(sql`${t.supplierId} IS NOT NULL`),
  ],
)

export const purchaseLine = pgTable(
  'purchase_line',
  {
    id: id(),
    purchaseId: uuid('purchase_id')
      .notNull()
      .references(() => purchase.id),
    position: integer('position').notNull(),
    partId: uuid('part_id')
      .notNull()
      .references(() => part.id),
    quantity: quantity('quantity').notNull(),
    unitPrice: money('unit_price'),
    received: quantity('received').notNull().default(0),
  },
  (t) => [
    index('purchase_line_purchase').on(t.purchaseId, t.position),
    index('purchase_line_part').on(t.partId),
    uniqueIndex('purchase_line_once').on(t.purchaseId, t.partId),
  ],
)

/** A count of what lies in a warehouse; posting it books the differences. */
export const stockCount = pgTable(
  'stock_count',
  {
    id: id(),
    number: text('number').notNull().unique(),
    siteId: uuid('site_id')
      .notNull()
      .references(() => site.id),
    status: text('status', { enum: ['OPEN', 'POSTED', 'CANCELLED'] })
      .notNull()
      .default('OPEN'),
    createdBy: uuid('created_by').references(() => person.id),
    createdAt: createdAt(),
    endedBy: uuid('ended_by').references(() => person.id),
    endedAt: instant('ended_at'),
    version: version(),
  },
  (t) => [index('stock_count_site').on(t.siteId, t.createdAt)],
)

export const stockCountLine = pgTable(
  'stock_count_line',
  {
    countId: uuid('count_id')
      .notNull()
      .references(() => stockCount.id),
    partId: uuid('part_id')
      .notNull()
      .references(() => part.id),
    counted: quantity('counted'),
    /** On hand at the moment of the count: what moves afterwards is no difference. */
    expected: quantity('expected'),
    countedBy: uuid('counted_by').references(() => person.id),
    countedAt: instant('counted_at'),
  },
  (t) => [primaryKey({ columns: [t.countId, t.partId] }), index('stock_count_line_part').on(t.partId)],
)

/** The ledger: appended to, never changed. */
export const stockMovement = pgTable(
  'stock_movement',
  {
    id: id(),
    partId: uuid('part_id')
      .notNull()
      .references(() => part.id),
    siteId: uuid('site_id')
      .notNull()
      .references(() => site.id),
    kind: text('kind', {
      enum: ['RECEIPT', 'ISSUE', 'RETURN', 'ADJUSTMENT', 'TRANSFER_OUT', 'TRANSFER_IN'],
    }).notNull(),
    quantity: quantity('quantity').notNull(),
    value: exactValue('value').notNull(),
    /** On hand at the site after it. */
    balance: quantity('balance').notNull(),
    reason: text('reason'),
    document: text('document'),
    workOrderId: uuid('work_order_id').references(() => workOrder.id),
    purchaseLineId: uuid('purchase_line_id').references(() => purchaseLine.id),
    countId: uuid('count_id').references(() => stockCount.id),
    at: instant('at').notNull(),
    createdBy: uuid('created_by').references(() => person.id),
  },
  (t) => [
    index('stock_movement_part').on(t.partId, t.at, t.id),
    index('stock_movement_order').on(t.workOrderId, t.partId).where(sql`${t.workOrderId} IS NOT NULL`),
    index('stock_movement_purchase').on(t.purchaseLineId).where(sql`${t.purchaseLineId} IS NOT NULL`),
    check('stock_movement_order', sql`(${t.kind} IN ('ISSUE','RETURN')) = (${t.workOrderId} IS NOT NULL)`),
    check('stock_movement_reason', sql`${t.kind} <> 'ADJUSTMENT' OR ${t.reason} IS NOT NULL`),
    check(
      'stock_movement_sign',
      sql`CASE WHEN ${t.kind} IN ('ISSUE','TRANSFER_OUT') THEN ${t.quantity} < 0 AND ${t.value} <= 0
        WHEN ${t.kind} = 'ADJUSTMENT' THEN ${t.quantity} <> 0 AND sign(${t.value}) IN (0, sign(${t.quantity}))
        ELSE ${t.quantity} > 0 AND ${t.value} >= 0 END`,
    ),
  ],
)

/**
 * Issues to an order refused because there was not enough: once per order, part and civil day however often it is
 * tried, and once per request that is sent again. Appended only.
 */
export const stockRefusal = pgTable(
  'stock_refusal',
  {
    workOrderId: uuid('work_order_id')
      .notNull()
      .references(() => workOrder.id),
    partId: uuid('part_id')
      .notNull()
      .references(() => part.id),
    refusedOn: civilDate('refused_on').notNull(),
    siteId: uuid('site_id')
      .notNull()
      .references(() => site.id),
    wanted: quantity('wanted').notNull(),
    onHand: quantity('on_hand').notNull(),
    at: instant('at').notNull(),
    createdBy: uuid('created_by').references(() => person.id),
    /** Of the request, where it had one. */
    idempotencyKey: text('idempotency_key'),
  },
  (t) => [
    primaryKey({ columns: [t.workOrderId, t.partId, t.refusedOn] }),
    index('stock_refusal_at').on(t.at),
    uniqueIndex('stock_refusal_request').on(t.createdBy, t.idempotencyKey),
  ],
)
