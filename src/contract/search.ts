import { z } from 'zod'
import { uuid } from './common.ts'

export const searchQuery = z.strictObject({
  q: z.string().trim().min(1).max(100),
  limit: z.coerce.number().int().min(1).max(50).default(10).meta({ description: 'of each kind, and in all' }),
})
export type SearchQuery = z.infer<typeof searchQuery>

export const searchItem = z
  .object({
    kind: z.enum(['asset', 'workOrder', 'person', 'part']),
    id: uuid,
    code: z.string(),
    title: z.string(),
    detail: z.string().nullable(),
    /** Of a unit or order. */
    status: z.string().nullable(),
    match: z.enum(['exact', 'prefix', 'words', 'similar']),
  })
  .meta({ id: 'SearchItem' })
export type SearchItem = z.infer<typeof searchItem>
export const searchAnswer = z.object({ items: z.array(searchItem) })
