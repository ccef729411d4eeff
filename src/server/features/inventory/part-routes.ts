import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { labelQuery } from '../../../contract/assets.ts'
import { byId, fileOf } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import * as contract from '../../../contract/inventory.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { tableFormats, tableMediaTypes } from '../../platform/tabular.ts'
import * as commands from './commands.ts'
import { exportParts } from './export.ts'
import { partLabels } from './labels.ts'
import * as queries from './queries.ts'
import * as stock from './stock-commands.ts'

const changed = { 200: contract.part, ...problems(404, 409, 422) }

/** Parts and what there is of them. */
export const partRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database
    const base = (request: FastifyRequest) =>
      runtime.config.PUBLIC_URL?.replace(/\/$/, '') ?? `${request.protocol}://${request.host}`

    app.get(
      '/parts',
      {
        schema: {
          summary: 'Parts, with their stock at the sites in scope',
          querystring: contract.partQuery,
          response: { 200: contract.partPage },
        },
        config: { permission: 'part.read' },
      },
      async ({ actor, query }) => queries.listParts(db, actor, query),
    )

    for (const format of tableFormats) {
      app.get(
        `/parts/export.${format}`,
        {
          schema: {
            summary: `The parts that match, as ${format.toUpperCase()}`,
            querystring: contract.partExportQuery,
            response: { 200: fileOf(tableMediaTypes[format].split(';')[0]!) },
          },
          config: { permission: 'stock.read' },
        },
        async ({ actor, query }, reply) => {
          const { stream, fileName } = exportParts(runtime, actor, query, format)
          return reply
            .type(tableMediaTypes[format])
            .header('content-disposition', `attachment; filename="${fileName}"`)
            .send(stream as never)
        },
      )
    }

    app.get(
      '/parts/labels.pdf',
      {
        schema: {
          summary: 'Labels of parts for their bins, on A4 sheets',
          querystring: labelQuery,
          response: { 200: fileOf('application/pdf'), ...problems(404) },
        },
        config: { permission: 'stock.read' },
      },
      async (request, reply) => {
        const sheet = await partLabels(runtime, request.actor, request.query.ids, base(request))
        reply.type('application/pdf').header('content-disposition', 'inline; filename="labels.pdf"')
        return reply.send(sheet as never)
      },
    )

    app.get(
      '/parts/:id',
      {
        schema: { summary: 'One part', params: byId, response: { 200: contract.part, ...problems(404) } },
        config: { permission: 'part.read' },
      },
      async ({ actor, params }) => queries.getPart(db, actor, params.id),
    )

    app.get(
      '/parts/:id/movements',
      {
        schema: {
          summary: 'The ledger of a part, newest first',
          params: byId,
          querystring: contract.movementQuery,
          response: { 200: contract.movementPage, ...problems(404) },
        },
        config: { permission: 'stock.read' },
      },
      async ({ actor, params, query }) => queries.listMovements(db, actor, params.id, query),
    )

    app.post(
      '/parts',
      {
        schema: {
          summary: 'Add a part',
          body: contract.createPart,
          response: { 201: contract.part, ...problems(409, 422) },
        },
        config: { permission: 'part.manage' },
      },
      async ({ actor, body }, reply) => reply.code(201).send(await commands.createPart(runtime, actor, body)),
    )

    app.patch(
      '/parts/:id',
      {
        schema: {
          summary: 'Change a part',
          params: byId,
          body: contract.updatePart,
          response: { 200: contract.part, ...problems(404, 409, 412) },
        },
        config: { permission: 'part.manage' },
      },
      async ({ actor, params, body, expectedVersion }) =>
        commands.updatePart(runtime, actor, { ...params, expectedVersion, change: body }),
    )

    for (const [action, run, summary] of [
      ['archive', commands.archivePart, 'Archive a part that is nowhere and that nothing waits for'],
      ['restore', commands.restorePart, 'Bring an archived part back'],
    ] as const) {
      app.post(
        `/parts/:id/${action}`,
        {
          schema: { summary, params: byId, response: { 200: contract.part, ...problems(404, 409, 412, 422) } },
          config: { permission: 'part.manage' },
        },
        async ({ actor, params, expectedVersion }) => run(runtime, actor, { ...params, expectedVersion }),
      )
    }

    app.put(
      '/parts/:id/levels/:siteId',
      {
        schema: {
          summary: 'Say where a part lies at a site, and when more of it is wanted',
          params: contract.partSiteParams,
          body: contract.setLevel,
          response: changed,
        },
        config: { permission: 'part.manage' },
      },
      async ({ actor, params, body }) => commands.setLevel(runtime, actor, { ...params, ...body }),
    )

    app.post(
      '/parts/:id/receipts',
      {
        schema: {
          summary: 'Receive stock without a purchase',
          params: byId,
          body: contract.receiveStock,
          response: changed,
        },
        config: { permission: 'stock.manage' },
      },
      async ({ actor, params, body }) => stock.receiveStock(runtime, actor, { ...params, ...body }),
    )

    app.post(
      '/parts/:id/adjustments',
      {
        schema: {
          summary: 'Correct stock to what was counted, with the reason',
          params: byId,
          body: contract.adjustStock,
          response: changed,
        },
        config: { permission: 'stock.manage' },
      },
      async ({ actor, params, body }) => stock.adjustStock(runtime, actor, { ...params, ...body }),
    )

    app.post(
      '/parts/:id/transfers',
      {
        schema: {
          summary: 'Move stock to another site',
          params: byId,
          body: contract.transferStock,
          response: changed,
        },
        config: { permission: 'stock.manage' },
      },
      async ({ actor, params, body }) => stock.transferStock(runtime, actor, { ...params, ...body }),
    )
  }
