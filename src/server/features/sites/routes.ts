import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { byId } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import { createSite, site, siteQuery, updateSite } from '../../../contract/sites.ts'
import type { Runtime } from '../../platform/runtime.ts'
import * as commands from './commands.ts'
import * as queries from './queries.ts'

export const siteRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database

    app.get(
      '/sites',
      {
        schema: {
          summary: 'The tree of sites in scope, each after its parent',
          querystring: siteQuery,
          response: { 200: z.object({ items: z.array(site) }) },
        },
        config: { permission: 'site.read' },
      },
      async (request) => ({ items: await queries.listSites(db, request.actor, request.query) }),
    )

    app.get(
      '/sites/:id',
      {
        schema: { summary: 'One site', params: byId, response: { 200: site, ...problems(404) } },
        config: { permission: 'site.read' },
      },
      async (request) => queries.getSite(db, request.actor, request.params.id),
    )

    app.post(
      '/sites',
      {
        schema: { summary: 'Add a site', body: createSite, response: { 201: site, ...problems(409, 422) } },
        config: { permission: 'site.manage' },
      },
      async (request, reply) => reply.code(201).send(await commands.createSite(runtime, request.actor, request.body)),
    )

    app.patch(
      '/sites/:id',
      {
        schema: {
          summary: 'Change a site or its place in the tree',
          params: byId,
          body: updateSite,
          response: { 200: site, ...problems(404, 409, 412) },
        },
        config: { permission: 'site.manage' },
      },
      async (request) =>
        commands.updateSite(runtime, request.actor, {
          id: request.params.id,
          expectedVersion: request.expectedVersion,
          change: request.body,
        }),
    )

    for (const [action, summary] of [
      ['archive', 'Archive a site that nothing uses any more'],
      ['restore', 'Bring an archived site back'],
    ] as const) {
      app.post(
        `/sites/:id/${action}`,
        {
          schema: { summary, params: byId, response: { 200: site, ...problems(404, 409, 412, 422) } },
          config: { permission: 'site.manage' },
        },
        async (request) => {
          const run = action === 'archive' ? commands.archiveSite : commands.restoreSite
          return run(runtime, request.actor, { id: request.params.id, expectedVersion: request.expectedVersion })
        },
      )
    }
  }
