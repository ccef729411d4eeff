import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { byId } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import { byToken, publicReportForm, reportableUnit, reportReceipt, trackedReport } from '../../../contract/requests.ts'
import { Problem } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import * as queries from './queries.ts'
import { submitReport } from './report.ts'
import { readReportForm, reportBytes } from './report-form.ts'

/** Forms read and encoded at the same time, of all and of one address: each may hold all its photos in memory. */
const atOnce = { all: 6, address: 2 }

/** For people without an account: a fault told from a unit's label, and what became of it. */
export const publicRequestRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database
    const reading: string[] = []

    app.get(
      '/report/:id',
      {
        schema: {
          summary: 'The unit that a label is on',
          params: byId,
          response: { 200: reportableUnit, ...problems(404, 429) },
        },
        config: { public: true, rateLimit: { max: 60, timeWindow: '1 minute' } },
      },
      async (request) => queries.reportableUnit(db, request.params.id),
    )

    app.post(
      '/report/:id',
      {
        schema: {
          summary: 'Report a fault of a unit without an account',
          consumes: ['multipart/form-data'],
          params: byId,
          body: publicReportForm,
          response: { 201: reportReceipt, ...problems(404, 409, 413, 415, 422, 429) },
        },
        config: { public: true, rateLimit: { max: 30, timeWindow: '1 hour' } },
        bodyLimit: reportBytes,
      },
      async (request, reply) => {
        const { id: assetId } = request.params
        await queries.reportableUnit(db, assetId)
        const mine = reading.filter((address) => address === request.ip).length
        if (reading.length >= atOnce.all || mine >= atOnce.address)
          throw new Problem('request.tooMany', { seconds: 10 })
        reading.push(request.ip)
        try {
          const form = await readReportForm(request)
          return reply.code(201).send(await submitReport(runtime, request.actor, { assetId, ...form }))
        } finally {
          reading.splice(reading.indexOf(request.ip), 1)
        }
      },
    )

    app.get(
      '/track/:token',
      {
        schema: {
          summary: 'What became of a report, for whoever has its secret link',
          params: byToken,
          response: { 200: trackedReport, ...problems(404, 429) },
        },
        config: { public: true, rateLimit: { max: 60, timeWindow: '1 minute' } },
      },
      async (request, reply) => {
        reply.header('cache-control', 'private, no-store')
        return queries.trackReport(db, request.params.token)
      },
    )
  }
