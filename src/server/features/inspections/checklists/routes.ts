import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  checklist,
  checklistItem,
  checklistQuery,
  checklistRevisionQuery,
  createChecklist,
  publishChecklist,
} from '../../../../contract/checklists.ts'
import { byId } from '../../../../contract/common.ts'
import { problems } from '../../../../contract/errors.ts'
import type { Runtime } from '../../../platform/runtime.ts'
import * as commands from './commands.ts'
import * as queries from './queries.ts'

export const checklistRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database

    app.get(
      '/checklists',
      {
        schema: {
          summary: 'Checklists of inspections, by code',
          querystring: checklistQuery,
          response: { 200: z.object({ items: z.array(checklistItem) }) },
        },
        config: { permission: 'checklist.read' },
      },
      async (request) => ({ items: await queries.listChecklists(db, request.actor, request.query) }),
    )

    app.post(
      '/checklists',
      {
        schema: {
          summary: 'Publish a new checklist',
          body: createChecklist,
          response: { 201: checklist, ...problems(409, 422) },
        },
        config: { permission: 'checklist.manage' },
      },
      async (request, reply) =>
        reply.code(201).send(await commands.createChecklist(runtime, request.actor, request.body)),
    )

    app.get(
      '/checklists/:id',
      {
        schema: {
          summary: 'A checklist with what one of its revisions asks',
          params: byId,
          querystring: checklistRevisionQuery,
          response: { 200: checklist, ...problems(404) },
        },
        config: { permission: 'checklist.read' },
      },
      async (request) => queries.getChecklist(db, request.actor, request.params.id, request.query.revision),
    )

    app.post(
      '/checklists/:id/revisions',
      {
        schema: {
          summary: 'Publish what a checklist asks from now on',
          params: byId,
          body: publishChecklist,
          response: { 201: checklist, ...problems(404, 409, 412, 422) },
        },
        config: { permission: 'checklist.manage' },
      },
      async (request, reply) => {
        const target = { id: request.params.id, expectedVersion: request.expectedVersion }
        return reply
          .code(201)
          .send(await commands.publishChecklist(runtime, request.actor, { ...request.body, ...target }))
      },
    )

    for (const [name, run, summary] of [
      ['archive', commands.archiveChecklist, 'Stop asking a checklist'],
      ['restore', commands.restoreChecklist, 'Ask an archived checklist again'],
    ] as const) {
      app.post(
        `/checklists/:id/${name}`,
        {
          schema: { summary, params: byId, response: { 200: checklist, ...problems(404, 409, 412) } },
          config: { permission: 'checklist.manage' },
        },
        async (request) =>
          run(runtime, request.actor, { id: request.params.id, expectedVersion: request.expectedVersion }),
      )
    }
  }
