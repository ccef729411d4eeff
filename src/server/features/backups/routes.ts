import { createReadStream, existsSync } from 'node:fs'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { accepted, backupPage, backupQuery, backupState as backupStateSchema } from '../../../contract/backups.ts'
import { byId, fileOf } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import { notFound } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import * as commands from './commands.ts'
import { backupState, listBackups } from './queries.ts'
import { archiveHere } from './run.ts'

export const backupRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database

    app.get(
      '/backups',
      {
        schema: { summary: 'Backups, newest first', querystring: backupQuery, response: { 200: backupPage } },
        config: { permission: 'backup.manage' },
      },
      (request) => listBackups(db, request.query),
    )

    app.get(
      '/backups/state',
      {
        schema: { summary: 'When backups are made, and how the latest went', response: { 200: backupStateSchema } },
        config: { permission: 'backup.manage' },
      },
      () => backupState(runtime),
    )

    app.post(
      '/backups',
      {
        schema: { summary: 'Make a backup now', response: { 202: accepted, ...problems(409, 422) } },
        config: { permission: 'backup.manage' },
      },
      async (request, reply) => reply.code(202).send(await commands.requestBackup(runtime, request.actor, null)),
    )

    app.post(
      '/backups/:id/drill',
      {
        schema: {
          summary: 'Restore a backup to a scratch database and compare',
          params: byId,
          response: { 202: accepted, ...problems(404, 422) },
        },
        config: { permission: 'backup.manage' },
      },
      async (request, reply) =>
        reply.code(202).send(await commands.requestDrill(runtime, request.actor, request.params)),
    )

    app.get(
      '/backups/:id/archive',
      {
        schema: {
          summary: 'The archive of a backup',
          params: byId,
          response: { 200: fileOf('application/x-tar'), ...problems(404) },
        },
        config: { permission: 'backup.manage' },
      },
      async (request, reply) => {
        const taken = await commands.takeArchive(runtime, request.actor, request.params)
        const path = await archiveHere(runtime, taken)
        if (!existsSync(path)) throw notFound()
        return reply
          .type('application/x-tar')
          .header('content-disposition', `attachment; filename="${taken.name}"`)
          .header('content-length', taken.size)
          .header('cache-control', 'private, no-store')
          .send(createReadStream(path) as never)
      },
    )
  }
