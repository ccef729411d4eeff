import { z } from 'zod'

export const health = z.object({ status: z.literal('ok') }).meta({ id: 'Health' })

const part = z.object({ ok: z.boolean(), ms: z.number().meta({ description: 'milliseconds to answer' }) })

export const readiness = z
  .object({
    status: z.enum(['ready', 'unready']),
    parts: z.object({ database: part, migrations: part, queue: part, storage: part }),
  })
  .meta({ id: 'Readiness' })
