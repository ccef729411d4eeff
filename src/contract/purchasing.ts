import { z } from 'zod'
import { purchaseActions, purchaseStatuses } from '../domain/purchase.ts'
import {
  civilDate,
  codedReference,
  commaSeparated,
  flag,
  instant,
  optionalText,
  page,
  pageQuery,
  reference,
  text,
  uuid,
} from './common.ts'
import { partReference, quantity, unitCost } from './inventory.ts'

const status = z.enum(purchaseStatuses)

export const supplier = z
  .object({
    id: uuid,
    name: z.string(),
    rut: z.string().nullable(),
    contact: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    parts: z.int().meta({ description: 'parts usually bought from it' }),
    archivedAt: instant.nullable(),
    version: z.int(),
  })
  .meta({ id: 'Supplier' })
export type Supplier = z.infer<typeof supplier>
export const supplierQuery = z.strictObject({ archived: flag.default(false) })
export const createSupplier = z.strictObject({
  name: text(120),
  rut: optionalText(15),
  contact: optionalText(120),
  email: z.email().max(200).nullable().optional(),
  phone: optionalText(40),
})
export type CreateSupplier = z.output<typeof createSupplier>
export const updateSupplier = createSupplier.partial()
export type UpdateSupplier = z.output<typeof updateSupplier>

export const purchaseItem = z
  .object({
    id: uuid,
    requestNumber: z.string(),
    number: z.string().nullable().meta({ description: 'of the order to the supplier' }),
    status,
    site: codedReference,
    supplier: reference.nullable(),
    lines: z.int(),
    total: z.int().meta({ description: 'minor units' }),
    requestedAt: instant,
    orderedAt: instant.nullable(),
    expectedOn: civilDate.nullable(),
    late: z.boolean().meta({ description: 'expected before today and not complete' }),
    version: z.int(),
  })
  .meta({ id: 'PurchaseItem' })
export type PurchaseItem = z.infer<typeof purchaseItem>
export const purchasePage = page(purchaseItem)

export const purchaseQuery = z.strictObject({
  q: z.string().trim().min(1).max(100).optional().meta({ description: 'words of its numbers, supplier or parts' }),
  status: commaSeparated(status).optional(),
  siteId: uuid.optional().meta({ description: 'this site and those below it' }),
  supplierId: uuid.optional(),
  sort: z.enum(['requestedAt', '-requestedAt', 'total', '-total']).default('-requestedAt'),
  ...pageQuery,
})
export type PurchaseQuery = z.output<typeof purchaseQuery>

export const purchaseLine = z.object({
  id: uuid,
  part: partReference,
  quantity: z.number(),
  unitPrice: z.int().nullable(),
  received: z.number(),
  receivable: z.number().meta({ description: 'the most that may still be received, tolerance included' }),
  lastCost: z.int().nullable().meta({ description: 'what a unit cost when it was last received' }),
})
export type PurchaseLine = z.infer<typeof purchaseLine>

export const purchase = z
  .object({
    ...purchaseItem.omit({ lines: true }).shape,
    note: z.string().nullable(),
    statusReason: z.string().nullable(),
    requestedBy: z.string().nullable(),
    orderedBy: z.string().nullable(),
    approvedBy: z.string().nullable(),
    approvedAt: instant.nullable(),
    endedAt: instant.nullable(),
    lines: z.array(purchaseLine),
    receipts: z.array(
      z.object({
        id: uuid,
        at: instant,
        part: partReference,
        quantity: z.number(),
        document: z.string().nullable(),
        by: z.string().nullable(),
      }),
    ),
    actions: z
      .array(z.enum(Object.keys(purchaseActions) as [keyof typeof purchaseActions]))
      .meta({ description: 'what the caller may do to it now' }),
    approvalLimit: z.int().meta({ description: 'orders above it need an administrator’s approval' }),
  })
  .meta({ id: 'Purchase' })
export type Purchase = z.infer<typeof purchase>

const requestLines = z
  .array(z.strictObject({ partId: uuid, quantity }))
  .min(1)
  .max(100)
export const createPurchase = z.strictObject({ siteId: uuid, note: optionalText(1000), lines: requestLines })
export type CreatePurchase = z.output<typeof createPurchase>
export const updatePurchase = z.strictObject({ note: optionalText(1000), lines: requestLines.optional() })
export type UpdatePurchase = z.output<typeof updatePurchase>

export const orderPurchase = z.strictObject({
  supplierId: uuid,
  expectedOn: civilDate.nullable().optional(),
  lines: z
    .array(z.strictObject({ lineId: uuid, quantity, unitPrice: unitCost }))
    .min(1)
    .max(100)
    .meta({ description: 'every line of the request, with its price' }),
})
export type OrderPurchase = z.output<typeof orderPurchase>

export const receivePurchase = z.strictObject({
  document: optionalText(60).meta({ description: 'delivery note or invoice' }),
  lines: z
    .array(z.strictObject({ lineId: uuid, quantity }))
    .min(1)
    .max(100),
})
export type ReceivePurchase = z.output<typeof receivePurchase>

export const purchaseReason = z.strictObject({ reason: text(500) })
