import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { byId } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import {
  assetPlans,
  byPlanUnit,
  createPlan,
  pausePlan,
  plan,
  planPage,
  planQuery,
  planUnitPage,
  planUnitQuery,
  skipDue,
  updatePlan,
} from '../../../contract/plans.ts'
import type { Runtime } from '../../platform/runtime.ts'
import * as commands from './commands.ts'
import { feedRoutes } from './feed-routes.ts'
import { outlookRoutes } from './outlook-routes.ts'
import * as queries from './queries.ts'
import { listAssetPlans, listPlanUnits } from './unit-views.ts'

export const planRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database
    await app.register(outlookRoutes(runtime))
    await app.register(feedRoutes(runtime))

    app.get(
      '/plans',
      {
        schema: { summary: 'Maintenance plans', querystring: planQuery, response: { 200: planPage } },
        config: { permission: 'plan.read' },
      },
      async (request) => queries.listPlans(db, request.actor, request.query, runtime.now()),
    )

    app.post(
      '/plans',
      {
        schema: { summary: 'Add a maintenance plan', body: createPlan, response: { 201: plan, ...problems(422) } },
        config: { permission: 'plan.manage' },
      },
      async (request, reply) => reply.code(201).send(await commands.createPlan(runtime, request.actor, request.body)),
    )

    app.get(
      '/plans/:id',
      {
        schema: { summary: 'One maintenance plan', params: byId, response: { 200: plan, ...problems(404) } },
        config: { permission: 'plan.read' },
      },
      async (request) => queries.getPlan(db, request.actor, request.params.id, runtime.now()),
    )

    app.patch(
      '/plans/:id',
      {
        schema: {
          summary: 'Change a maintenance plan',
          params: byId,
          body: updatePlan,
          response: { 200: plan, ...problems(404, 409, 412, 422) },
        },
        config: { permission: 'plan.manage' },
      },
      async (request) =>
        commands.updatePlan(runtime, request.actor, {
          id: request.params.id,
          expectedVersion: request.expectedVersion,
          change: request.body,
        }),
    )

    app.post(
      '/plans/:id/pause',
      {
        schema: {
          summary: 'Pause a plan: nothing is opened or owed until it is resumed',
          params: byId,
          body: pausePlan,
          response: { 200: plan, ...problems(404, 409, 412) },
        },
        config: { permission: 'plan.manage' },
      },
      async (request) =>
        commands.pausePlan(runtime, request.actor, {
          id: request.params.id,
          expectedVersion: request.expectedVersion,
          reason: request.body.reason,
        }),
    )

    for (const [action, summary, run] of [
      ['resume', 'Resume a paused plan', commands.resumePlan],
      ['archive', 'Archive a plan; its open orders stay', commands.archivePlan],
      ['restore', 'Bring an archived plan back', commands.restorePlan],
    ] as const) {
      app.post(
        `/plans/:id/${action}`,
        {
          schema: { summary, params: byId, response: { 200: plan, ...problems(404, 409, 412) } },
          config: { permission: 'plan.manage' },
        },
        async (request) =>
          run(runtime, request.actor, { id: request.params.id, expectedVersion: request.expectedVersion }),
      )
    }

    app.get(
      '/plans/:id/units',
      {
        schema: {
          summary: 'The assets of a plan: last service, open order and the next five due dates',
          params: byId,
          querystring: planUnitQuery,
          response: { 200: planUnitPage, ...problems(404) },
        },
        config: { permission: 'plan.read' },
      },
      async (request) => listPlanUnits(runtime, request.actor, request.params.id, request.query),
    )

    app.post(
      '/plans/:id/units/:assetId/skip',
      {
        schema: {
          summary: 'Let the next due date pass for one asset',
          params: byPlanUnit,
          body: skipDue,
          response: { 204: z.null(), ...problems(404, 409) },
        },
        config: { permission: 'plan.manage' },
      },
      async (request, reply) => {
        const { id: planId, assetId } = request.params
        await commands.skipDue(runtime, request.actor, { planId, assetId, reason: request.body.reason })
        return reply.code(204).send(null)
      },
    )

    app.post(
      '/plans/:id/units/:assetId/raise',
      {
        schema: {
          summary: 'Open the next order of a plan for one asset now',
          params: byPlanUnit,
          response: { 201: z.object({ id: z.uuid() }), ...problems(404, 409, 422) },
        },
        config: { permission: 'plan.manage' },
      },
      async (request, reply) => {
        const { id: planId, assetId } = request.params
        return reply.code(201).send(await commands.raiseNow(runtime, request.actor, { planId, assetId }))
      },
    )

    app.get(
      '/assets/:id/plans',
      {
        schema: {
          summary: 'The maintenance plans of an asset with their next due dates',
          params: byId,
          response: { 200: assetPlans, ...problems(404) },
        },
        config: { permission: 'plan.read' },
      },
      async (request) => ({ items: await listAssetPlans(runtime, request.actor, request.params.id) }),
    )
  }
