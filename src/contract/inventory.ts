import { z } from 'zod'
import { movementKinds, partUnits, stockStates } from '../domain/stock.ts'
import {
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

export const largestQuantity = 100_000
/** Of a part's unit, to thousandths. */
export const quantity = z.number().positive().max(largestQuantity).multipleOf(0.001)
const level = z.number().min(0).max(largestQuantity).multipleOf(0.001)
/** Minor units for one unit of a part. */
export const unitCost = z.int().min(0).max(1_000_000_000)

const unit = z.enum(partUnits)
const state = z.enum(stockStates)
const amounts = {
  onHand: z.number(),
  reserved: z.number().meta({ description: 'planned on open orders of the site and not yet issued' }),
  available: z.number().meta({ description: 'on hand less reserved; negative when orders plan more than there is' }),
  onOrder: z.number(),
}
const costs = {
  unitCost: z.int().nullable().optional().meta({ description: 'moving average, minor units; absent for operators' }),
  value: z.int().optional().meta({ description: 'minor units; absent for operators' }),
}

export const partReference = z.object({ id: uuid, number: z.string(), description: z.string(), unit })

const partListItem = partReference.extend({
  state: state.meta({ description: 'the worst of its sites in scope' }),
  ...amounts,
  ...costs,
  bins: z.array(z.string()).meta({ description: 'where it lies, at the sites in scope' }),
  supplier: reference.nullable(),
  archivedAt: instant.nullable(),
  version: z.int(),
})
export const partItem = partListItem.meta({ id: 'PartItem' })
export type PartItem = z.infer<typeof partItem>
export const partPage = page(partItem)

const sorts = ['number', 'description', 'available'] as const
const filterShape = {
  q: z.string().trim().min(1).max(100).optional().meta({ description: 'words of the number, description or bin' }),
  siteId: uuid.optional().meta({ description: 'stock of this site and those below it' }),
  state: commaSeparated(state).optional(),
  assetTypeId: uuid.optional().meta({ description: 'fits this type of unit, or any type' }),
  supplierId: uuid.optional(),
  archived: flag.default(false),
}
const sort = z.enum(sorts.flatMap((name) => [name, `-${name}`] as const)).default('number')
export const partQuery = z.strictObject({ ...filterShape, sort, ...pageQuery })
export type PartQuery = z.output<typeof partQuery>
export const partExportQuery = z.strictObject({ ...filterShape, sort })
export type PartExportQuery = z.output<typeof partExportQuery>

export const partLevel = z
  .object({
    site: codedReference,
    bin: z.string().nullable(),
    ...amounts,
    minStock: z.number(),
    reorderPoint: z.number(),
    state,
    ...costs,
  })
  .meta({ id: 'PartLevel' })
export type PartLevel = z.infer<typeof partLevel>

export const part = partListItem
  .omit({ bins: true })
  .extend({
    supplierNumber: z.string().nullable().meta({ description: 'what the supplier calls it' }),
    leadTimeDays: z.int().nullable(),
    notes: z.string().nullable(),
    levels: z.array(partLevel),
    assetTypes: z.array(codedReference).meta({ description: 'types of unit it fits; none: it fits any' }),
    equivalents: z.array(partReference.extend({ available: z.number() })),
    waiting: z
      .array(z.object({ id: uuid, number: z.string(), title: z.string(), site: codedReference, quantity: z.number() }))
      .meta({ description: 'open orders in scope that wait for it' }),
    createdAt: instant,
  })
  .meta({ id: 'Part' })
export type Part = z.infer<typeof part>

const partFields = {
  number: text(40).toUpperCase(),
  description: text(200),
  unit,
  supplierId: uuid.nullable().optional(),
  supplierNumber: optionalText(60),
  leadTimeDays: z.int().min(0).max(1000).nullable().optional(),
  notes: optionalText(2000),
  assetTypeIds: z.array(uuid).max(100).optional(),
  equivalentIds: z.array(uuid).max(50).optional(),
}
export const createPart = z.strictObject(partFields)
export type CreatePart = z.output<typeof createPart>
export const updatePart = createPart.partial()
export type UpdatePart = z.output<typeof updatePart>

export const setLevel = z.strictObject({ bin: optionalText(30), minStock: level, reorderPoint: level })
export type SetLevel = z.output<typeof setLevel>

export const receiveStock = z.strictObject({
  siteId: uuid,
  quantity,
  unitCost,
  document: optionalText(60).meta({ description: 'delivery note or invoice' }),
})
export type ReceiveStock = z.output<typeof receiveStock>

export const adjustStock = z.strictObject({
  siteId: uuid,
  counted: level.meta({ description: 'what is there; the difference is booked' }),
  reason: text(300),
  unitCost: unitCost
    .optional()
    .meta({ description: 'for stock found where there was none; its last cost unless told' }),
})
export type AdjustStock = z.output<typeof adjustStock>

export const transferStock = z.strictObject({ fromSiteId: uuid, toSiteId: uuid, quantity, reason: optionalText(300) })
export type TransferStock = z.output<typeof transferStock>

export const movement = z
  .object({
    id: uuid,
    kind: z.enum(movementKinds),
    at: instant,
    site: codedReference,
    quantity: z.number().meta({ description: 'positive: it came in' }),
    balance: z.number().meta({ description: 'on hand at the site after it' }),
    value: z.int(),
    reason: z.string().nullable(),
    document: z.string().nullable(),
    workOrder: z.object({ id: uuid, number: z.string() }).nullable(),
    purchase: z.object({ id: uuid, number: z.string() }).nullable(),
    by: z.string().nullable(),
  })
  .meta({ id: 'StockMovement' })
export type Movement = z.infer<typeof movement>
export const movementPage = page(movement)
export const movementQuery = z.strictObject({ siteId: uuid.optional(), ...pageQuery })
export type MovementQuery = z.output<typeof movementQuery>

/** Parts of a work order: planned, issued and what there is of them. */
export const orderPart = z
  .object({
    part: partReference,
    planned: z.number(),
    issued: z.number(),
    onHand: z.number().meta({ description: 'at the order’s site' }),
    free: z.number().meta({ description: 'on hand and not reserved for other orders' }),
    bin: z.string().nullable(),
    cost: z.int().optional().meta({ description: 'minor units; absent for operators' }),
  })
  .meta({ id: 'OrderPart' })
export type OrderPart = z.infer<typeof orderPart>

export const orderParts = z
  .object({
    items: z.array(orderPart),
    writable: z.boolean().meta({ description: 'the caller may issue to it and return from it now' }),
  })
  .meta({ id: 'OrderParts' })
export type OrderParts = z.infer<typeof orderParts>

export const planPart = z.strictObject({ planned: level })
export const issuePart = z.strictObject({
  partId: uuid,
  quantity,
  siteId: uuid.optional().meta({ description: 'where it is taken from; the order’s site unless told' }),
  takeReserved: z
    .boolean()
    .default(false)
    .meta({ description: 'take what is reserved for other orders; planners only' }),
})
export type IssuePart = z.output<typeof issuePart>
export const returnPart = z.strictObject({
  partId: uuid,
  quantity,
  siteId: uuid.optional().meta({ description: 'where it is put back; where it was taken from unless told' }),
})
export type ReturnPart = z.output<typeof returnPart>

export const orderPartParams = z.strictObject({ id: uuid, partId: uuid })
export const partSiteParams = z.strictObject({ id: uuid, siteId: uuid })
