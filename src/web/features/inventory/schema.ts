import type { components } from '../../app/api-schema.d.ts'

export type Part = components['schemas']['Part']
export type PartItem = components['schemas']['PartItem']
export type PartLevel = components['schemas']['PartLevel']
export type OrderPart = components['schemas']['OrderPart']
export type Purchase = components['schemas']['Purchase']
export type PurchaseItem = components['schemas']['PurchaseItem']
export type Supplier = components['schemas']['Supplier']
export type StockCount = components['schemas']['StockCount']
export type StockCountItem = components['schemas']['StockCountItem']
export type StockAnalysisItem = components['schemas']['StockAnalysis']['items'][number]
export type Movement = components['schemas']['StockMovement']
