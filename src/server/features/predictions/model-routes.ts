import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { byId } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import {
  backTest,
  backTestQuery,
  modelHealth,
  predictionModel,
  predictionModelPage,
  predictionModelQuery,
  startTraining,
} from '../../../contract/prediction-models.ts'
import type { Runtime } from '../../platform/runtime.ts'
import * as commands from './commands.ts'
import { checkModel } from './health.ts'
import * as queries from './model-queries.ts'

export const modelRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database

    app.get(
      '/predictions/models',
      {
        schema: {
          summary: 'Every training and what came of it, newest first',
          querystring: predictionModelQuery,
          response: { 200: predictionModelPage },
        },
        config: { permission: 'prediction.read' },
      },
      async (request) => queries.listModels(db, request.query),
    )

    app.post(
      '/predictions/models',
      {
        schema: {
          summary: 'Train anew from the fleet’s records, in the background',
          body: startTraining,
          response: { 202: predictionModel, ...problems(409) },
        },
        config: { permission: 'prediction.train' },
      },
      async (request, reply) => {
        const { id } = await commands.requestTraining(runtime, request.actor, { cause: 'MANUAL', ...request.body })
        return reply.code(202).send(await queries.getModel(db, id))
      },
    )

    app.get(
      '/predictions/models/health',
      {
        schema: {
          summary: 'Whether the model loads, predicts its probe, is young enough and has not drifted',
          querystring: z.strictObject({}),
          response: { 200: modelHealth },
        },
        config: { permission: 'prediction.read' },
      },
      async (request) => checkModel(runtime, request.actor),
    )

    app.get(
      '/predictions/models/:id',
      {
        schema: {
          summary: 'A training, with its progress',
          params: byId,
          response: { 200: predictionModel, ...problems(404) },
        },
        config: { permission: 'prediction.read' },
      },
      async (request) => queries.getModel(db, request.params.id),
    )

    app.post(
      '/predictions/models/:id/cancel',
      {
        schema: { summary: 'Stop a training', params: byId, response: { 200: predictionModel, ...problems(404, 409) } },
        config: { permission: 'prediction.train' },
      },
      async (request) => {
        const { id } = await commands.cancelTraining(runtime, request.actor, { id: request.params.id })
        return queries.getModel(db, id)
      },
    )

    app.get(
      '/predictions/back-test',
      {
        schema: {
          summary: 'How a model was judged: contest, calibration, gain',
          querystring: backTestQuery,
          response: { 200: backTest, ...problems(404) },
        },
        config: { permission: 'prediction.read' },
      },
      async (request) => queries.backTestOf(db, request.query.modelId),
    )
  }
