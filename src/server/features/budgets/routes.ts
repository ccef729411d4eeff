import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { budget, budgetList, budgetQuery, setBudget } from '../../../contract/budgets.ts'
import { byId } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Runtime } from '../../platform/runtime.ts'
import * as commands from './commands.ts'
import * as queries from './queries.ts'

export const budgetRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database
    const contextOf = (actor: Actor) => ({ actor, now: runtime.now(), zone: runtime.config.COMPANY_TIME_ZONE })

    app.get(
      '/budgets',
      {
        schema: {
          summary: 'Budget of a year against its cost, by site',
          querystring: budgetQuery,
          response: { 200: budgetList },
        },
        config: { permission: 'budget.read' },
      },
      async ({ actor, query }) => {
        const context = contextOf(actor)
        return queries.listBudgets(db, context, query.year ?? queries.yearOf(context))
      },
    )

    app.get(
      '/budgets/:id',
      {
        schema: {
          summary: 'A site’s budget month by month, with its earlier versions',
          params: byId,
          querystring: budgetQuery,
          response: { 200: budget, ...problems(404) },
        },
        config: { permission: 'budget.read' },
      },
      async ({ actor, params, query }) => {
        const context = contextOf(actor)
        return queries.getBudget(db, context, params.id, query.year ?? queries.yearOf(context))
      },
    )

    app.put(
      '/budgets/:id',
      {
        schema: {
          summary: 'Set a site’s budget for a year, by year or by month',
          params: byId,
          body: setBudget,
          response: { 200: budget, ...problems(404, 409, 412, 422) },
        },
        config: { permission: 'budget.manage' },
      },
      async ({ actor, params, body, expectedVersion }) =>
        commands.setBudget(runtime, actor, { siteId: params.id, ...body, expectedVersion }),
    )
  }
