import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { asset, setFuel } from '../../../../contract/assets.ts'
import { byId } from '../../../../contract/common.ts'
import { problems } from '../../../../contract/errors.ts'
import { addReading, reading, readingPage, readingQuery, voidReading } from '../../../../contract/meters.ts'
import type { Runtime } from '../../../platform/runtime.ts'
import { setFuel as recordFuel } from '../commands.ts'
import * as commands from './commands.ts'
import * as queries from './queries.ts'

export const meterRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/assets/:id/readings',
      {
        schema: {
          summary: 'Meter readings of a unit, newest first, voided ones marked',
          params: byId,
          querystring: readingQuery,
          response: { 200: readingPage, ...problems(404) },
        },
        config: { permission: 'asset.read' },
      },
      async (request) => queries.listReadings(runtime.database.db, request.actor, request.params.id, request.query),
    )

    app.post(
      '/assets/:id/readings',
      {
        schema: {
          summary: 'Record what a meter shows',
          params: byId,
          body: addReading,
          response: { 201: reading, ...problems(404, 409, 422) },
        },
        config: { permission: 'meter.record' },
      },
      async (request, reply) => {
        const input = { ...request.body, assetId: request.params.id }
        return reply.code(201).send(await commands.addReading(runtime, request.actor, input))
      },
    )

    app.post(
      '/readings/:id/void',
      {
        schema: {
          summary: 'Leave a wrong reading visible and out of every sum',
          params: byId,
          body: voidReading,
          response: { 200: reading, ...problems(404, 409, 422) },
        },
        config: { permission: 'meter.void' },
      },
      async (request) => commands.voidReading(runtime, request.actor, { ...request.body, id: request.params.id }),
    )

    app.post(
      '/assets/:id/fuel',
      {
        schema: {
          summary: 'Record how full the tank is',
          params: byId,
          body: setFuel,
          response: { 200: asset, ...problems(404, 409, 422) },
        },
        config: { permission: 'meter.record' },
      },
      async (request) => recordFuel(runtime, request.actor, { ...request.body, id: request.params.id }),
    )
  }
