import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { assetSummary } from '../../../contract/asset-summary.ts'
import {
  asset,
  assetPage,
  assetQuery,
  createAsset,
  labelQuery,
  moveAsset,
  setAssetStatus,
  statusPage,
  statusQuery,
  updateAsset,
} from '../../../contract/assets.ts'
import { byId, fileOf } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import { timelinePage, timelineQuery } from '../../../contract/timeline.ts'
import type { Runtime } from '../../platform/runtime.ts'
import * as commands from './commands.ts'
import { labelSheet } from './labels.ts'
import * as placement from './placement/commands.ts'
import * as queries from './queries.ts'
import { assetSummary as summarise } from './summary.ts'
import { timeline } from './timeline.ts'

const pdf = fileOf('application/pdf')

export const fleetRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database
    const base = (request: FastifyRequest) =>
      runtime.config.PUBLIC_URL?.replace(/\/$/, '') ?? `${request.protocol}://${request.host}`
    const versioned = (request: FastifyRequest<{ Params: { id: string } }>) => ({
      id: request.params.id,
      expectedVersion: request.expectedVersion,
    })

    app.get(
      '/assets',
      {
        schema: { summary: 'Units and components in scope', querystring: assetQuery, response: { 200: assetPage } },
        config: { permission: 'asset.read' },
      },
      async (request) => queries.listAssets(db, request.actor, request.query, runtime.now()),
    )

    app.post(
      '/assets',
      {
        schema: {
          summary: 'Add a unit or a component',
          body: createAsset,
          response: { 201: asset, ...problems(409, 422) },
        },
        config: { permission: 'asset.manage' },
      },
      async (request, reply) => reply.code(201).send(await placement.createAsset(runtime, request.actor, request.body)),
    )

    app.get(
      '/assets/labels.pdf',
      {
        schema: {
          summary: 'QR labels of several units on A4 sheets',
          querystring: labelQuery,
          response: { 200: pdf, ...problems(404) },
        },
        config: { permission: 'asset.read' },
      },
      async (request, reply) => {
        const sheet = await labelSheet(runtime, request.actor, request.query.ids, base(request))
        reply.type('application/pdf').header('content-disposition', 'inline; filename="labels.pdf"')
        return reply.send(sheet as never)
      },
    )

    app.get(
      '/assets/:id',
      {
        schema: { summary: 'One unit or component', params: byId, response: { 200: asset, ...problems(404) } },
        config: { permission: 'asset.read' },
      },
      async (request) => queries.getAsset(db, request.actor, request.params.id, runtime.now()),
    )

    app.patch(
      '/assets/:id',
      {
        schema: {
          summary: 'Change what is known of a unit',
          params: byId,
          body: updateAsset,
          response: { 200: asset, ...problems(404, 409, 412) },
        },
        config: { permission: 'asset.manage' },
      },
      async (request) => commands.updateAsset(runtime, request.actor, { ...versioned(request), change: request.body }),
    )

    app.post(
      '/assets/:id/move',
      {
        schema: {
          summary: 'Move a unit to another site, or mount and dismount a component',
          params: byId,
          body: moveAsset,
          response: { 200: asset, ...problems(404, 409, 412, 422) },
        },
        config: { permission: 'asset.manage' },
      },
      async (request) => placement.moveAsset(runtime, request.actor, { ...request.body, ...versioned(request) }),
    )

    app.post(
      '/assets/:id/status',
      {
        schema: {
          summary: 'Say what a unit is able to do from an instant on, and why',
          params: byId,
          body: setAssetStatus,
          response: { 200: asset, ...problems(404, 409, 412, 422) },
        },
        config: { permission: 'asset.setStatus' },
      },
      async (request) => commands.setAssetStatus(runtime, request.actor, { ...request.body, ...versioned(request) }),
    )

    for (const [action, summary, run] of [
      ['archive', 'Take a unit out of the fleet, keeping its history', commands.archiveAsset],
      ['restore', 'Bring an archived unit back', commands.restoreAsset],
    ] as const) {
      app.post(
        `/assets/:id/${action}`,
        {
          schema: { summary, params: byId, response: { 200: asset, ...problems(404, 409, 412, 422) } },
          config: { permission: 'asset.manage' },
        },
        async (request) => run(runtime, request.actor, versioned(request)),
      )
    }

    app.get(
      '/assets/:id/statuses',
      {
        schema: {
          summary: "A unit's status intervals, newest first",
          params: byId,
          querystring: statusQuery,
          response: { 200: statusPage, ...problems(404) },
        },
        config: { permission: 'asset.read' },
      },
      async (request) => queries.listStatuses(db, request.actor, request.params.id, request.query),
    )

    app.get(
      '/assets/:id/summary',
      {
        schema: {
          summary: 'What is due on a unit, what failed and what it cost',
          params: byId,
          response: { 200: assetSummary, ...problems(404) },
        },
        config: { permission: 'asset.read' },
      },
      async (request) => summarise(db, request.actor, request.params.id, runtime.now()),
    )

    app.get(
      '/assets/:id/timeline',
      {
        schema: {
          summary: 'Everything that happened to a unit and to what was mounted on it, newest first',
          params: byId,
          querystring: timelineQuery,
          response: { 200: timelinePage, ...problems(404) },
        },
        config: { permission: 'asset.read' },
      },
      async (request) => timeline(db, request.actor, request.params.id, request.query),
    )

    app.get(
      '/assets/:id/label.pdf',
      {
        schema: { summary: 'QR label of one unit', params: byId, response: { 200: pdf, ...problems(404) } },
        config: { permission: 'asset.read' },
      },
      async (request, reply) => {
        const sheet = await labelSheet(runtime, request.actor, [request.params.id], base(request))
        reply.type('application/pdf').header('content-disposition', 'inline; filename="label.pdf"')
        return reply.send(sheet as never)
      },
    )
  }
