import type { ItemOf } from '../../app/api/paths.ts'

export type NoticeRow = ItemOf<'/notices'>
export type DeliveryRow = ItemOf<'/deliveries'>
