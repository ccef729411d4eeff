import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { byId, fileOf } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import {
  assetInspections,
  correctInspection,
  inspection,
  inspectionPage,
  inspectionQuery,
  submitInspection,
  verification,
} from '../../../contract/inspections.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { checklistRoutes } from './checklists/routes.ts'
import * as commands from './commands.ts'
import * as queries from './queries.ts'
import { inspectionSheet } from './sheet.ts'
import { verifyInspection } from './verify.ts'

export const inspectionRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database
    const base = (request: FastifyRequest) =>
      runtime.config.PUBLIC_URL?.replace(/\/$/, '') ?? `${request.protocol}://${request.host}`

    await app.register(checklistRoutes(runtime))

    app.get(
      '/inspections',
      {
        schema: {
          summary: 'Inspections, newest first',
          querystring: inspectionQuery,
          response: { 200: inspectionPage },
        },
        config: { permission: 'inspection.read' },
      },
      async (request) => queries.listInspections(db, request.actor, request.query, runtime.config.COMPANY_TIME_ZONE),
    )

    app.post(
      '/inspections',
      {
        schema: {
          summary: 'Submit a finished inspection of a unit',
          body: submitInspection,
          response: { 201: inspection, ...problems(409, 422) },
        },
        config: { permission: 'inspection.submit' },
      },
      async (request, reply) =>
        reply.code(201).send(await commands.submitInspection(runtime, request.actor, request.body)),
    )

    app.get(
      '/inspections/:id',
      {
        schema: { summary: 'Read an inspection', params: byId, response: { 200: inspection, ...problems(404) } },
        config: { permission: 'inspection.read' },
      },
      async (request) => queries.getInspection(db, request.actor, request.params.id),
    )

    app.post(
      '/inspections/:id/correct',
      {
        schema: {
          summary: 'Correct an inspection by a new version linked to it',
          params: byId,
          body: correctInspection,
          response: { 201: inspection, ...problems(404, 409, 422) },
        },
        config: { permission: 'inspection.correct' },
      },
      async (request, reply) => {
        const input = { ...request.body, id: request.params.id }
        return reply.code(201).send(await commands.correctInspection(runtime, request.actor, input))
      },
    )

    app.get(
      '/inspections/:id/inspection.pdf',
      {
        schema: {
          summary: 'An inspection on paper, with the code that shows whether it is genuine',
          params: byId,
          response: { 200: fileOf('application/pdf'), ...problems(404) },
        },
        config: { permission: 'inspection.read' },
      },
      async (request, reply) => {
        const { bytes, fileName } = await inspectionSheet(runtime, request.actor, request.params.id, base(request))
        return reply
          .type('application/pdf')
          .header('content-disposition', `inline; filename="${fileName}"`)
          .send(bytes as never)
      },
    )

    app.get(
      '/assets/:id/inspections',
      {
        schema: {
          summary: 'What inspections say of a unit, and which checklists it has',
          params: byId,
          response: { 200: assetInspections, ...problems(404) },
        },
        config: { permission: 'inspection.read' },
      },
      async (request) => queries.inspectionsOfAsset(db, request.actor, request.params.id),
    )

    app.get(
      '/verify/:id',
      {
        schema: {
          summary: 'Whether a printed inspection is genuine',
          params: byId,
          response: { 200: verification, ...problems(404, 429) },
        },
        config: { public: true, rateLimit: { max: 60, timeWindow: '1 minute' } },
      },
      async (request) => verifyInspection(runtime, request.params.id),
    )
  }
