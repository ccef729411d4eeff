import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { byId } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import {
  dismissPrediction,
  donePrediction,
  highRisk,
  orderPrediction,
  prediction,
  predictionPage,
  predictionQuery,
  predictionStatus,
  predictionStatusQuery,
  runStarted,
  unitRisk,
} from '../../../contract/predictions.ts'
import { assertAllowed } from '../../platform/actor.ts'
import { Problem } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { nextRuns } from '../jobs/queries.ts'
import { startRun } from './daily.ts'
import * as decisions from './decisions.ts'
import { daily } from './jobs.ts'
import { ledgerRoutes } from './ledger-routes.ts'
import * as queries from './list-queries.ts'
import { modelRoutes } from './model-routes.ts'
import { statusOf } from './status-query.ts'

const horizonOnly = predictionStatusQuery.pick({ horizon: true })

export const predictionRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database
    const { COMPANY_TIME_ZONE: zone } = runtime.config
    await app.register(modelRoutes(runtime))
    await app.register(ledgerRoutes(runtime))

    app.get(
      '/predictions',
      {
        schema: {
          summary: 'Risks of the last predicted day, highest first',
          querystring: predictionQuery,
          response: { 200: predictionPage },
        },
        config: { permission: 'prediction.read' },
      },
      async (request) => queries.listPredictions(db, request.actor, request.query),
    )

    app.get(
      '/predictions/statistics',
      {
        schema: {
          summary: 'Where predictions stand: model, day, counts by class, training under way',
          querystring: predictionStatusQuery,
          response: { 200: predictionStatus },
        },
        config: { permission: 'prediction.read' },
      },
      async (request) => {
        const status = await statusOf(db, request.actor, request.query)
        return { ...status, nextRunAt: (await nextRuns(runtime, [daily]))[daily] }
      },
    )

    app.get(
      '/predictions/high-risk',
      {
        schema: {
          summary: 'What will fail, and how right the last month was',
          querystring: horizonOnly,
          response: { 200: highRisk },
        },
        config: { permission: 'prediction.read' },
      },
      async (request) => {
        const { horizon } = request.query
        return queries.highRisks(db, request.actor, { horizon, now: runtime.now(), zone })
      },
    )

    app.get(
      '/predictions/units/:id',
      {
        schema: {
          summary: 'The risk of one unit and of its systems',
          params: byId,
          querystring: horizonOnly,
          response: { 200: unitRisk, ...problems(404) },
        },
        config: { permission: 'prediction.read' },
      },
      async (request) => queries.unitRisk(db, request.actor, request.params.id, request.query.horizon),
    )

    app.post(
      '/predictions/run',
      {
        schema: {
          summary: 'Predict today now, with the model in force',
          response: { 202: runStarted, ...problems(409) },
        },
        config: { permission: 'prediction.run' },
      },
      async (request, reply) => {
        assertAllowed(request.actor, 'prediction.run')
        const started = await startRun(runtime, request.actor)
        if (!started) throw new Problem('prediction.noModel')
        return reply.code(202).send({ day: started.day, batches: started.batches })
      },
    )

    app.get(
      '/predictions/risks/:id',
      {
        schema: { summary: 'Read a prediction', params: byId, response: { 200: prediction, ...problems(404) } },
        config: { permission: 'prediction.read' },
      },
      async (request) => queries.getPrediction(db, request.actor, request.params.id),
    )

    app.post(
      '/predictions/risks/:id/order',
      {
        schema: {
          summary: 'Open the order that a risk calls for',
          description: 'Accepts the suggestion, if there is one.',
          params: byId,
          body: orderPrediction,
          response: { 200: prediction, ...problems(404, 409) },
        },
        config: { permission: 'prediction.decide' },
      },
      async (request) => decisions.orderPrediction(runtime, request.actor, { ...request.body, id: request.params.id }),
    )

    app.post(
      '/predictions/risks/:id/dismiss',
      {
        schema: {
          summary: 'Turn a suggestion down',
          params: byId,
          body: dismissPrediction,
          response: { 200: prediction, ...problems(404, 409) },
        },
        config: { permission: 'prediction.decide' },
      },
      async (request) => {
        const { params, body } = request
        return decisions.dismissPrediction(runtime, request.actor, { id: params.id, reason: body.reason })
      },
    )

    app.post(
      '/predictions/risks/:id/done',
      {
        schema: {
          summary: 'Say that the suggested work was done already',
          params: byId,
          body: donePrediction,
          response: { 200: prediction, ...problems(404, 409) },
        },
        config: { permission: 'prediction.decide' },
      },
      async (request) => {
        const { params, body } = request
        return decisions.donePrediction(runtime, request.actor, { id: params.id, reason: body.note })
      },
    )
  }
