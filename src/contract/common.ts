import { z } from 'zod'

export const uuid = z.uuid()
export const byId = z.strictObject({ id: uuid })

/** An instant as ISO 8601 with offset, seconds or finer. */
export const instant = z.iso.datetime({ offset: true }).meta({ example: '2026-11-24T12:00:00Z' })
export const civilDate = z.iso.date().meta({ example: '2026-11-24' })
/** Integer minor units of the company's currency. */
export const money = z.int().min(0).max(1_000_000_000_000)

export const text = (max: number) => z.string().trim().min(1).max(max)
export const optionalText = (max: number) => z.string().trim().max(max).nullable().optional()

/** Keyset pagination, part of every list's query. */
export const pageQuery = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}

/** One page of a list; `nextCursor` is null on the last one. */
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })

/** `a,b,c` in a query string. */
export const commaSeparated = <T extends z.ZodType<unknown, string>>(item: T) =>
  z
    .string()
    .max(4000)
    .transform((value) => value.split(',').filter(Boolean))
    .pipe(z.array(item).max(100))

/** `true` or `false` in a query string. */
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true')

export const reference = z.object({ id: uuid, name: z.string() })
export const codedReference = z.object({ id: uuid, code: z.string(), name: z.string() })

/** The schema of an answer that is a file of this media type. */
export const fileOf = (mediaType: string) => ({
  description: 'the file',
  content: { [mediaType]: { schema: z.file() } },
})
