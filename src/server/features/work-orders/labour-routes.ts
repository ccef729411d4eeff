import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { byId, uuid } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import * as changes from '../../../contract/work-order-changes.ts'
import { workOrder } from '../../../contract/work-orders.ts'
import type { Runtime } from '../../platform/runtime.ts'
import * as commands from './labour-commands.ts'
import { runningTimerOf } from './labour-query.ts'

const response = { 200: workOrder, ...problems(404, 409, 422) }
const entry = z.strictObject({ id: uuid, entryId: uuid })

/** Hours on an order, by timer or typed. */
export const workOrderLabourRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/me/timer',
      {
        schema: { summary: 'The caller’s running timer', response: { 200: changes.runningTimer } },
        config: { permission: 'workOrder.recordLabour' },
      },
      async ({ actor }) => ({ timer: await runningTimerOf(runtime.database.db, actor.personId!) }),
    )

    app.post(
      '/work-orders/:id/labour/timer',
      {
        schema: { summary: 'Start the caller’s timer', params: byId, response },
        config: { permission: 'workOrder.recordLabour' },
      },
      async ({ actor, params }) => commands.startTimer(runtime, actor, params),
    )

    app.post(
      '/work-orders/:id/labour/:entryId/stop',
      {
        schema: { summary: 'Stop a running timer', params: entry, body: changes.stopTimer, response },
        config: { permission: 'workOrder.recordLabour' },
      },
      async ({ actor, params, body }) => commands.stopTimer(runtime, actor, { ...params, ...body }),
    )

    app.post(
      '/work-orders/:id/labour',
      {
        schema: { summary: 'Record hours of a day', params: byId, body: changes.addLabour, response },
        config: { permission: 'workOrder.recordLabour' },
      },
      async ({ actor, params, body }) => commands.addLabour(runtime, actor, { ...params, ...body }),
    )

    app.patch(
      '/work-orders/:id/labour/:entryId',
      {
        schema: { summary: 'Correct a labour entry', params: entry, body: changes.updateLabour, response },
        config: { permission: 'workOrder.recordLabour' },
      },
      async ({ actor, params, body }) => commands.updateLabour(runtime, actor, { ...params, ...body }),
    )

    app.delete(
      '/work-orders/:id/labour/:entryId',
      {
        schema: { summary: 'Remove a labour entry', params: entry, response },
        config: { permission: 'workOrder.recordLabour' },
      },
      async ({ actor, params }) => commands.removeLabour(runtime, actor, params),
    )
  }
