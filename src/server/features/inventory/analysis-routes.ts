import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { byId } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import * as contract from '../../../contract/stock-analysis.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { partConsumption, stockAnalysis } from './analysis.ts'

/** What the ledger tells about demand. */
export const stockAnalysisRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database
    const contextOf = ({ actor }: FastifyRequest) => ({
      actor,
      now: runtime.now(),
      zone: runtime.config.COMPANY_TIME_ZONE,
    })

    app.get(
      '/parts/:id/consumption',
      {
        schema: {
          summary: 'What was used of a part by month and unit, and the reorder points that this asks for',
          params: byId,
          response: { 200: contract.partConsumption, ...problems(404) },
        },
        config: { permission: 'stock.read' },
      },
      async (request) => partConsumption(db, contextOf(request), request.params.id),
    )

    app.get(
      '/stock-analysis',
      {
        schema: {
          summary: 'Parts by what they consume: ABC and XYZ classes, and stock that only lies',
          querystring: contract.stockAnalysisQuery,
          response: { 200: contract.stockAnalysis },
        },
        config: { permission: 'stock.read' },
      },
      async (request) => stockAnalysis(db, contextOf(request), request.query),
    )
  }
