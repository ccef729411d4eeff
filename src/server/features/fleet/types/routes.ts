import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { assetType, assetTypeQuery, createAssetType, updateAssetType } from '../../../../contract/asset-types.ts'
import { byId } from '../../../../contract/common.ts'
import { problems } from '../../../../contract/errors.ts'
import type { Runtime } from '../../../platform/runtime.ts'
import * as commands from './commands.ts'
import * as queries from './queries.ts'

export const assetTypeRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database

    app.get(
      '/asset-types',
      {
        schema: {
          summary: 'Types of units, the predefined ones first',
          querystring: assetTypeQuery,
          response: { 200: z.object({ items: z.array(assetType) }) },
        },
        config: { permission: 'assetType.read' },
      },
      async (request) => ({ items: await queries.listAssetTypes(db, request.actor, request.query.archived) }),
    )

    app.get(
      '/asset-types/:id',
      {
        schema: { summary: 'One type of unit', params: byId, response: { 200: assetType, ...problems(404) } },
        config: { permission: 'assetType.read' },
      },
      async (request) => queries.getAssetType(db, request.actor, request.params.id),
    )

    app.post(
      '/asset-types',
      {
        schema: {
          summary: 'Add a type of unit',
          body: createAssetType,
          response: { 201: assetType, ...problems(409, 422) },
        },
        config: { permission: 'assetType.manage' },
      },
      async (request, reply) =>
        reply.code(201).send(await commands.createAssetType(runtime, request.actor, request.body)),
    )

    app.patch(
      '/asset-types/:id',
      {
        schema: {
          summary: 'Change a type of unit',
          params: byId,
          body: updateAssetType,
          response: { 200: assetType, ...problems(404, 409, 412) },
        },
        config: { permission: 'assetType.manage' },
      },
      async (request) =>
        commands.updateAssetType(runtime, request.actor, {
          id: request.params.id,
          expectedVersion: request.expectedVersion,
          change: request.body,
        }),
    )

    for (const [action, summary, run] of [
      ['archive', 'Archive a type that no unit has any more', commands.archiveAssetType],
      ['restore', 'Bring an archived type back', commands.restoreAssetType],
    ] as const) {
      app.post(
        `/asset-types/:id/${action}`,
        {
          schema: { summary, params: byId, response: { 200: assetType, ...problems(404, 409, 412, 422) } },
          config: { permission: 'assetType.manage' },
        },
        async (request) =>
          run(runtime, request.actor, { id: request.params.id, expectedVersion: request.expectedVersion }),
      )
    }
  }
