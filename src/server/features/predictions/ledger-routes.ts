import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { byId } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import {
  alert,
  alertBudget,
  alertBudgetQuery,
  alertPage,
  alertQuery,
  recordOutcome,
  scorecard,
  scorecardQuery,
} from '../../../contract/predictions.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { budgetOf } from './budget-query.ts'
import * as queries from './ledger-queries.ts'
import * as outcomes from './outcomes.ts'

/** Months of a scorecard, the running one first, and misses listed. */
const shown = { months: 12, misses: 50 }

export const ledgerRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database
    const zone = runtime.config.COMPANY_TIME_ZONE

    app.get(
      '/predictions/alerts',
      {
        schema: {
          summary: 'The outcome ledger: every alert and how it ended, newest first',
          querystring: alertQuery,
          response: { 200: alertPage },
        },
        config: { permission: 'prediction.read' },
      },
      async (request) => queries.listAlerts(db, request.actor, request.query, zone),
    )

    app.post(
      '/predictions/alerts/:id/outcome',
      {
        schema: {
          summary: 'Say what was found',
          params: byId,
          body: recordOutcome,
          response: { 200: alert, ...problems(404, 409, 412) },
        },
        config: { permission: 'prediction.decide' },
      },
      async (request) => {
        const { params, body, expectedVersion } = request
        return outcomes.recordOutcome(runtime, request.actor, { ...body, id: params.id, expectedVersion })
      },
    )

    app.get(
      '/predictions/scorecard',
      {
        schema: {
          summary: 'Alerts, hits and misses by month, and the newest misses',
          querystring: scorecardQuery,
          response: { 200: scorecard },
        },
        config: { permission: 'prediction.read' },
      },
      async (request) => queries.scorecardOf(db, request.actor, request.query, { now: runtime.now(), zone, ...shown }),
    )

    app.get(
      '/predictions/alert-budget',
      {
        schema: {
          summary: 'What so many alerts a week would find and miss, by the back-test',
          querystring: alertBudgetQuery,
          response: { 200: alertBudget, ...problems(404) },
        },
        config: { permission: 'prediction.read' },
      },
      async (request) => budgetOf(db, request.query),
    )
  }
