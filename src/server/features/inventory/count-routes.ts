import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { byId } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import * as contract from '../../../contract/stock-counts.ts'
import type { Runtime } from '../../platform/runtime.ts'
import * as counts from './counts.ts'

const changed = { 200: contract.stockCount, ...problems(404, 409, 412, 422) }

/** Cycle counts: what lies in the bins against what the books say. */
export const countRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database

    app.get(
      '/stock-counts',
      {
        schema: {
          summary: 'Counts of the warehouses in scope, newest first',
          querystring: contract.stockCountQuery,
          response: { 200: contract.stockCountPage },
        },
        config: { permission: 'stock.read' },
      },
      async ({ actor, query }) => counts.listCounts(db, actor, query),
    )

    app.get(
      '/stock-counts/:id',
      {
        schema: { summary: 'One count', params: byId, response: { 200: contract.stockCount, ...problems(404) } },
        config: { permission: 'stock.read' },
      },
      async ({ actor, params }) => counts.getCount(db, actor, params.id),
    )

    app.post(
      '/stock-counts',
      {
        schema: {
          summary: 'Begin to count a warehouse, some of its bins or some parts',
          body: contract.createStockCount,
          response: { 201: contract.stockCount, ...problems(409, 422) },
        },
        config: { permission: 'stock.manage' },
      },
      async ({ actor, body }, reply) => reply.code(201).send(await counts.createCount(runtime, actor, body)),
    )

    app.put(
      '/stock-counts/:id/lines/:partId',
      {
        schema: {
          summary: 'Write down what lies there',
          params: contract.countLineParams,
          body: contract.countLine,
          response: changed,
        },
        config: { permission: 'stock.manage' },
      },
      async ({ actor, params, body }) => counts.countLine(runtime, actor, { ...params, ...body }),
    )

    for (const [action, run, summary] of [
      ['post', counts.postCount, 'Book what was found to differ'],
      ['cancel', counts.cancelCount, 'Give a count up'],
    ] as const) {
      app.post(
        `/stock-counts/:id/${action}`,
        {
          schema: { summary, params: byId, response: changed },
          config: { permission: 'stock.manage' },
        },
        async ({ actor, params, expectedVersion }) => run(runtime, actor, { ...params, expectedVersion }),
      )
    }
  }
