import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { problems } from '../../../contract/errors.ts'
import {
  dueCalendar,
  dueQuery,
  forecastQuery,
  planForecast,
  planPreview,
  previewPlan,
} from '../../../contract/plans.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { forecast } from './forecast.ts'
import { dueItems, holidaysBetween } from './outlook.ts'
import { previewPlan as preview } from './unit-views.ts'

/** What is to come: by day, by month, and of a plan that is still being written. */
export const outlookRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/plans/preview',
      {
        schema: {
          summary: 'The next due dates of a plan as it is being written',
          body: previewPlan,
          response: { 200: planPreview, ...problems(404, 422) },
        },
        config: { permission: 'plan.read' },
      },
      async (request) => preview(runtime.database.db, runtime, request.actor, request.body),
    )

    app.get(
      '/plans/calendar',
      {
        schema: {
          summary: 'Preventive work by day: open orders and what is expected',
          querystring: dueQuery,
          response: { 200: dueCalendar, ...problems(422) },
        },
        config: { permission: 'plan.read' },
      },
      async (request) => ({
        items: await dueItems(runtime, request.actor, request.query),
        holidays: holidaysBetween(request.query.from, request.query.to),
      }),
    )

    app.get(
      '/plans/forecast',
      {
        schema: {
          summary: 'Hours and parts of preventive work in the next twelve months',
          querystring: forecastQuery,
          response: { 200: planForecast },
        },
        config: { permission: 'plan.read' },
      },
      async (request) => forecast(runtime, request.actor, request.query),
    )
  }
