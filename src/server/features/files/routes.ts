import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { byId, fileOf } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import { addFileQuery, type FileKind, fileQuery, fileUpload, storedFile } from '../../../contract/files.ts'
import { noContent } from '../../platform/http/no-content.ts'
import { Problem, refuseField } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import * as commands from './commands.ts'
import { sizeLimit } from './intake.ts'
import type { FileOwners } from './owners.ts'
import * as queries from './queries.ts'

/** A page of photos asks for many at once. */
const pictures = { max: 1200, timeWindow: '1 minute' }

/** The one file of a multipart body, no larger than its kind may be. */
async function uploadOf(request: FastifyRequest, kind: FileKind): Promise<{ name: string; bytes: Buffer }> {
  if (!request.isMultipart()) throw new Problem('request.unsupportedMediaType')
  const { bytes: most, megabytes } = sizeLimit(kind)
  const part = await request.file({ limits: { fileSize: most } })
  if (!part) throw refuseField('file', 'required')
  try {
    const bytes = await part.toBuffer()
    if (bytes.length === 0) throw refuseField('file', 'required')
    return { name: part.filename, bytes }
  } catch (error) {
    if ((error as { code?: string }).code === 'FST_REQ_FILE_TOO_LARGE')
      throw new Problem('file.tooLarge', { megabytes })
    throw error
  }
}

/** Pictures may be shown; everything else is only ever saved, and neither can run as a page of this site. */
function headed(reply: FastifyReply, name: string, mediaType: string): FastifyReply {
  const disposition = mediaType.startsWith('image/') ? 'inline' : 'attachment'
  const plain = name.normalize('NFKD').replace(/[^\x20-\x7e]|["\\%]/g, '') || 'file'
  return reply
    .type(mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : mediaType)
    .header('content-disposition', `${disposition}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, max-age=300')
}

export const fileRoutes =
  (runtime: Runtime, owners: FileOwners): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database

    app.get(
      '/files',
      {
        schema: {
          summary: 'Files of one record, newest first',
          querystring: fileQuery,
          response: { 200: z.object({ items: z.array(storedFile) }), ...problems(404) },
        },
        config: { permission: 'file.read' },
      },
      async (request) => ({ items: await queries.listFiles(db, owners, request.actor, request.query) }),
    )

    app.post(
      '/files',
      {
        schema: {
          summary: 'Add a photo or a document to a record',
          consumes: ['multipart/form-data'],
          querystring: addFileQuery,
          body: fileUpload,
          response: { 201: storedFile, ...problems(404, 409, 422) },
        },
        config: { permission: 'file.add' },
        bodyLimit: sizeLimit('DOCUMENT').bytes + 64 * 1024,
      },
      async (request, reply) => {
        const upload = await uploadOf(request, request.query.kind)
        const added = await commands.addFile(runtime, owners, request.actor, { owner: request.query, ...upload })
        return reply.code(201).send(added)
      },
    )

    app.get(
      '/files/:id',
      {
        schema: {
          summary: "A file's bytes",
          params: byId,
          response: { 200: fileOf('application/octet-stream'), ...problems(404) },
        },
        config: { permission: 'file.read', rateLimit: pictures },
      },
      async (request, reply) => {
        const found = await queries.getFile(db, owners, request.actor, request.params.id)
        return headed(reply, found.name, found.mediaType).send(runtime.files.open(found.storageKey) as never)
      },
    )

    app.get(
      '/files/:id/thumbnail',
      {
        schema: {
          summary: 'A small picture of an image file',
          params: byId,
          response: { 200: fileOf('image/webp'), ...problems(404) },
        },
        config: { permission: 'file.read', rateLimit: pictures },
      },
      async (request, reply) => {
        const found = await queries.getFile(db, owners, request.actor, request.params.id)
        if (!found.thumbnailKey) throw new Problem('record.notFound')
        return headed(reply, `${found.id}.webp`, 'image/webp').send(runtime.files.open(found.thumbnailKey) as never)
      },
    )

    app.delete(
      '/files/:id',
      {
        schema: {
          summary: 'Take a file away from its record',
          params: byId,
          response: { 204: z.null(), ...problems(404, 409) },
        },
        config: { permission: 'file.remove' },
      },
      (request, reply) =>
        noContent(reply, commands.removeFile(runtime, request.actor, { owners, id: request.params.id })),
    )
  }
