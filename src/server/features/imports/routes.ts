import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { byId, fileOf, page } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import * as contract from '../../../contract/imports.ts'
import { noContent } from '../../platform/http/no-content.ts'
import { Problem } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { words } from '../../platform/words.ts'
import * as commands from './commands.ts'
import { errorsAsCsv } from './errors-csv.ts'
import { proposeFor } from './proposal.ts'
import * as queries from './queries.ts'
import { undoImport } from './undo.ts'

async function uploadOf(request: FastifyRequest): Promise<{ name: string; bytes: Buffer }> {
  if (!request.isMultipart()) throw new Problem('request.unsupportedMediaType')
  const part = await request.file({ limits: { fileSize: contract.importByteLimit } })
  if (!part) throw new Problem('import.noFile')
  return { name: part.filename || 'import', bytes: await part.toBuffer() }
}

export const importRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database
    const config = { permission: 'import.manage' } as const

    app.get(
      '/imports',
      {
        schema: {
          summary: 'Imports, newest first',
          querystring: contract.importsQuery,
          response: { 200: page(contract.importSummary) },
        },
        config,
      },
      async (request) => queries.listImports(db, request.actor, request.query),
    )

    app.post(
      '/imports',
      {
        schema: {
          summary: 'Upload a CSV (also gzipped) or XLSX file of at most 50 MB and learn its shape',
          consumes: ['multipart/form-data'],
          querystring: contract.importProposalQuery,
          body: contract.importUpload,
          response: { 201: contract.importDetail, ...problems(422) },
        },
        config,
        bodyLimit: contract.importByteLimit + 64 * 1024,
      },
      async (request, reply) => {
        const file = await uploadOf(request)
        const { target } = request.query
        return reply
          .code(201)
          .send(await commands.uploadImport(runtime, request.actor, { ...file, target, dialect: {} }))
      },
    )

    app.get(
      '/imports/:id',
      {
        schema: {
          summary: 'One import: its file, mapping, progress and result',
          params: byId,
          response: { 200: contract.importDetail, ...problems(404) },
        },
        config,
      },
      async (request) => queries.importDetail(db, request.actor, request.params.id),
    )

    app.delete(
      '/imports/:id',
      {
        schema: {
          summary: 'Forget a file that was not imported',
          params: byId,
          response: { 204: z.null(), ...problems(404, 409) },
        },
        config,
      },
      (request, reply) => noContent(reply, commands.discardImport(runtime, request.actor, { id: request.params.id })),
    )

    app.put(
      '/imports/:id/dialect',
      {
        schema: {
          summary: 'Read the file again with another sheet, encoding, separator or heading row',
          params: byId,
          body: contract.importDialect,
          response: { 200: contract.importDetail, ...problems(404, 409, 422) },
        },
        config,
      },
      async (request) =>
        commands.rereadImport(runtime, request.actor, { id: request.params.id, dialect: request.body }),
    )

    app.get(
      '/imports/:id/proposal',
      {
        schema: {
          summary: 'What the columns and values of the file probably mean, for a person to confirm',
          params: byId,
          querystring: contract.importProposalQuery,
          response: { 200: contract.importProposal, ...problems(404) },
        },
        config,
      },
      async (request) => proposeFor(db, request.actor, request.params.id, request.query.target),
    )

    app.put(
      '/imports/:id/mapping',
      {
        schema: {
          summary: 'Say what the columns and values mean',
          params: byId,
          body: contract.importMapping,
          response: { 200: contract.importDetail, ...problems(404, 409, 412) },
        },
        config,
      },
      async (request) =>
        commands.saveImportMapping(runtime, request.actor, {
          id: request.params.id,
          mapping: request.body,
          expectedVersion: request.expectedVersion,
        }),
    )

    app.post(
      '/imports/:id/check',
      {
        schema: {
          summary: 'Dry run: judge every row and count what would be created, in the background',
          params: byId,
          response: { 202: contract.importDetail, ...problems(404, 409, 422) },
        },
        config,
      },
      async (request, reply) =>
        reply.code(202).send(await commands.checkImport(runtime, request.actor, { id: request.params.id })),
    )

    app.get(
      '/imports/:id/errors',
      {
        schema: {
          summary: 'Rows that the check refused, in the order of the file',
          params: byId,
          querystring: contract.importErrorsQuery,
          response: { 200: page(contract.importRowError), ...problems(404) },
        },
        config,
      },
      async (request) => queries.listRowErrors(db, request.actor, request.params.id, request.query),
    )

    app.get(
      '/imports/:id/errors.csv',
      {
        schema: {
          summary: 'Rows that the check refused, as CSV',
          params: byId,
          response: { 200: fileOf('text/csv'), ...problems(404) },
        },
        config,
      },
      async (request, reply) => {
        const { actor, params } = request
        const { fileName } = await queries.importDetail(db, actor, params.id)
        const stem = fileName.replace(/\.(csv|xlsx|txt|gz)$/gi, '').replace(/[^\w.-]+/g, '-')
        return reply
          .type('text/csv; charset=utf-8')
          .header(
            'content-disposition',
            `attachment; filename="${words(actor.locale, 'imports.errors.file')}-${stem}.csv"`,
          )
          .send(Readable.from(errorsAsCsv(db, actor, params.id)) as never)
      },
    )

    app.post(
      '/imports/:id/apply',
      {
        schema: {
          summary: 'Import the checked file, all of it or nothing, in the background',
          params: byId,
          body: contract.applyImport,
          response: { 202: contract.importDetail, ...problems(404, 409, 422) },
        },
        config,
      },
      async (request, reply) =>
        reply
          .code(202)
          .send(await commands.applyImport(runtime, request.actor, { id: request.params.id, ...request.body })),
    )

    app.post(
      '/imports/:id/undo',
      {
        schema: {
          summary: 'Remove exactly what the import created, when nobody changed it since',
          params: byId,
          response: { 200: contract.importDetail, ...problems(404, 409, 422) },
        },
        config,
      },
      async (request) => undoImport(runtime, request.actor, { id: request.params.id }),
    )
  }
