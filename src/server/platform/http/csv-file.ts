import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'

export const csvFile = z.string().meta({ description: 'text/csv; charset=utf-8' })

/** Answers with a table as a file to keep; `name` goes without its ending. The route's response schema is `csvFile`. */
export function sendCsv(reply: FastifyReply, name: string, file: Readable): never {
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .send(file as never) as never
}
