import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { byId, fileOf } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import { workOrderExportQuery } from '../../../contract/work-orders.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { tableFormats, tableMediaTypes } from '../../platform/tabular.ts'
import { exportWorkOrders } from './export.ts'
import { orderSheet } from './order-sheet.ts'

function asFile(reply: FastifyReply, mediaType: string, disposition: 'inline' | 'attachment', fileName: string) {
  return reply.type(mediaType).header('content-disposition', `${disposition}; filename="${fileName}"`)
}

/** Orders on paper and in spreadsheets. */
export const workOrderDocumentRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const base = (request: FastifyRequest) =>
      runtime.config.PUBLIC_URL?.replace(/\/$/, '') ?? `${request.protocol}://${request.host}`

    app.get(
      '/work-orders/:id/order.pdf',
      {
        schema: {
          summary: 'A work order on one page, with its QR code',
          params: byId,
          response: { 200: fileOf('application/pdf'), ...problems(404) },
        },
        config: { permission: 'workOrder.read' },
      },
      async (request, reply) => {
        const { bytes, fileName } = await orderSheet(runtime, request.actor, request.params.id, base(request))
        return asFile(reply, 'application/pdf', 'inline', fileName).send(bytes as never)
      },
    )

    for (const format of tableFormats) {
      app.get(
        `/work-orders/export.${format}`,
        {
          schema: {
            summary: `The work orders that match, as ${format.toUpperCase()}`,
            querystring: workOrderExportQuery,
            response: { 200: fileOf(tableMediaTypes[format].split(';')[0]!) },
          },
          config: { permission: 'workOrder.export' },
        },
        async (request, reply) => {
          const context = { actor: request.actor, now: runtime.now(), zone: runtime.config.COMPANY_TIME_ZONE }
          const { stream, fileName } = exportWorkOrders(runtime.database.db, context, { ...request.query, format })
          return asFile(reply, tableMediaTypes[format], 'attachment', fileName).send(stream as never)
        },
      )
    }
  }
