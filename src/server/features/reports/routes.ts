import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { byId } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import {
  createSavedReport,
  delivery,
  savedReport,
  setSchedule,
  updateSavedReport,
} from '../../../contract/saved-reports.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Runtime } from '../../platform/runtime.ts'
import * as commands from './commands.ts'
import * as queries from './queries.ts'

export const savedReportRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database
    const contextOf = (actor: Actor) => ({ actor, now: runtime.now(), zone: runtime.config.COMPANY_TIME_ZONE })

    app.get(
      '/saved-reports',
      {
        schema: {
          summary: 'One’s own saved reports and those that others share',
          response: { 200: z.object({ items: z.array(savedReport) }) },
        },
        config: { permission: 'kpi.read' },
      },
      async ({ actor }) => ({ items: await queries.listSavedReports(db, contextOf(actor)) }),
    )

    app.get(
      '/saved-reports/:id',
      {
        schema: { summary: 'One saved report', params: byId, response: { 200: savedReport, ...problems(404) } },
        config: { permission: 'kpi.read' },
      },
      async ({ actor, params }) => queries.getSavedReport(db, contextOf(actor), params.id),
    )

    app.post(
      '/saved-reports',
      {
        schema: {
          summary: 'Keep a report under a name',
          body: createSavedReport,
          response: { 201: savedReport, ...problems(409, 422) },
        },
        config: { permission: 'report.save' },
      },
      async ({ actor, body }, reply) => reply.code(201).send(await commands.createSavedReport(runtime, actor, body)),
    )

    app.patch(
      '/saved-reports/:id',
      {
        schema: {
          summary: 'Rename a saved report, move its period, share it',
          params: byId,
          body: updateSavedReport,
          response: { 200: savedReport, ...problems(403, 404, 412, 422) },
        },
        config: { permission: 'report.save' },
      },
      async ({ actor, params, body, expectedVersion }) =>
        commands.updateSavedReport(runtime, actor, { id: params.id, expectedVersion, change: body }),
    )

    app.delete(
      '/saved-reports/:id',
      {
        schema: {
          summary: 'Remove a saved report and its schedule',
          params: byId,
          response: { 204: z.null(), ...problems(403, 404, 412) },
        },
        config: { permission: 'report.save' },
      },
      async ({ actor, params, expectedVersion }, reply) =>
        reply.code(204).send(await commands.removeSavedReport(runtime, actor, { id: params.id, expectedVersion })),
    )

    app.put(
      '/saved-reports/:id/schedule',
      {
        schema: {
          summary: 'Send a saved report by mail, as PDF',
          params: byId,
          body: setSchedule,
          response: { 200: savedReport, ...problems(403, 404, 422) },
        },
        config: { permission: 'report.save' },
      },
      async ({ actor, params, body }) => commands.setSchedule(runtime, actor, { id: params.id, ...body }),
    )

    app.delete(
      '/saved-reports/:id/schedule',
      {
        schema: {
          summary: 'Send it no longer',
          params: byId,
          response: { 200: savedReport, ...problems(403, 404) },
        },
        config: { permission: 'report.save' },
      },
      async ({ actor, params }) => commands.removeSchedule(runtime, actor, { id: params.id }),
    )

    app.get(
      '/saved-reports/:id/deliveries',
      {
        schema: {
          summary: 'The last times it went out, and what became of each mail',
          params: byId,
          response: { 200: z.object({ items: z.array(delivery) }), ...problems(404) },
        },
        config: { permission: 'report.save' },
      },
      async ({ actor, params }) => ({ items: await queries.deliveriesOf(db, contextOf(actor), params.id) }),
    )
  }
