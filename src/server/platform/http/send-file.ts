import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { type TableFormat, tableMediaTypes } from '../tabular.ts'

interface Paged<T> {
  items: readonly T[]
  nextCursor: string | null
}

/**
 * The pages of a list one after the other, each read when the one before it was written. The first is read at once, before
 * the answer begins, so that a refusal is still a refusal.
 */
export async function allPages<T>(
  page: (cursor: string | undefined) => Promise<Paged<T>>,
): Promise<AsyncIterable<readonly T[]>> {
  const first = await page(undefined)
  return (async function* () {
    for (let read = first; ; read = await page(read.nextCursor ?? undefined)) {
      yield read.items
      if (!read.nextCursor) return
    }
  })()
}

/** Answers with a table as a file to keep; `name` goes without its ending. The route's response schema is `fileOf`. */
export function sendTable(reply: FastifyReply, format: TableFormat, name: string, file: Readable): never {
  return reply
    .type(tableMediaTypes[format])
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .send(file as never) as never
}

/** Answers with a PDF that the browser may show. */
export function sendPdf(reply: FastifyReply, name: string, bytes: Buffer): never {
  return reply
    .type('application/pdf')
    .header('content-disposition', `inline; filename="${name}.pdf"`)
    .send(bytes as never) as never
}
