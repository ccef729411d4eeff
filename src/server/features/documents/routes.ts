import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { byId } from '../../../contract/common.ts'
import * as contract from '../../../contract/documents.ts'
import { problems } from '../../../contract/errors.ts'
import { dateAt } from '../../../domain/civil-time.ts'
import type { Runtime } from '../../platform/runtime.ts'
import * as commands from './commands.ts'
import { fleetDocuments } from './fleet.ts'
import { getDocument, listDocuments, listDocumentTypes } from './queries.ts'
import { personReadiness, unitReadiness } from './readiness/queries.ts'
import * as types from './type-commands.ts'

/** Kinds of document: everyone reads them, administrators keep them. */
const documentTypeRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/document-types',
      {
        schema: {
          summary: 'List the kinds of document of units and people',
          querystring: contract.documentTypeQuery,
          response: { 200: z.object({ items: z.array(contract.documentType) }) },
        },
        config: { permission: 'masterData.read' },
      },
      async ({ actor, query }) => ({ items: await listDocumentTypes(runtime.database.db, actor, query) }),
    )

    app.post(
      '/document-types',
      {
        schema: {
          summary: 'Add a kind of document',
          body: contract.createDocumentType,
          response: { 201: contract.documentType, ...problems(409, 422) },
        },
        config: { permission: 'masterData.manage' },
      },
      async ({ actor, body }, reply) => reply.code(201).send(await types.createDocumentType(runtime, actor, body)),
    )

    app.patch(
      '/document-types/:id',
      {
        schema: {
          summary: 'Change or archive a kind of document; what was recorded keeps its dates',
          params: byId,
          body: contract.updateDocumentType,
          response: { 200: contract.documentType, ...problems(404, 409, 412, 422) },
        },
        config: { permission: 'masterData.manage' },
      },
      async ({ actor, params, body, expectedVersion }) =>
        types.updateDocumentType(runtime, actor, { ...body, id: params.id, expectedVersion }),
    )
  }

export const documentRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database
    const today = () => dateAt(Date.parse(runtime.now()), runtime.config.COMPANY_TIME_ZONE)
    await app.register(documentTypeRoutes(runtime))

    app.get(
      '/documents/fleet',
      {
        schema: {
          summary: 'The documents of the fleet as a traffic light, most urgent first',
          querystring: contract.fleetDocumentQuery,
          response: { 200: contract.fleetDocumentPage },
        },
        config: { permission: 'document.read' },
      },
      async ({ actor, query }) => fleetDocuments(db, actor, query, today()),
    )

    for (const [path, of, readinessOf] of [
      ['assets', (id: string) => ({ assetId: id }), unitReadiness],
      ['people', (id: string) => ({ personId: id }), personReadiness],
    ] as const) {
      const whose = path === 'assets' ? 'an asset' : 'a person'
      app.get(
        `/${path}/:id/documents`,
        {
          schema: {
            summary: `The documents of ${whose}, with their history`,
            params: byId,
            response: { 200: contract.heldDocuments, ...problems(404) },
          },
          config: { permission: 'document.read' },
        },
        async ({ actor, params }) => listDocuments(db, actor, of(params.id), today()),
      )

      app.post(
        `/${path}/:id/documents`,
        {
          schema: {
            summary: `Record a document of ${whose}`,
            params: byId,
            body: contract.addDocument,
            response: { 201: contract.heldDocument, ...problems(404, 409, 422) },
          },
          config: { permission: 'document.manage' },
        },
        async ({ actor, params, body }, reply) =>
          reply.code(201).send(await commands.addDocument(runtime, actor, { ...body, subject: of(params.id) })),
      )

      app.get(
        `/${path}/:id/readiness`,
        {
          schema: {
            summary: `Whether ${whose} may work today, and everything that forbids it`,
            params: byId,
            response: { 200: contract.readiness, ...problems(404) },
          },
          config: { permission: 'document.read' },
        },
        async ({ actor, params }) => readinessOf(db, actor, params.id, today()),
      )
    }

    app.get(
      '/documents/:id',
      {
        schema: {
          summary: 'Get a document',
          params: byId,
          response: { 200: contract.heldDocument, ...problems(404) },
        },
        config: { permission: 'document.read' },
      },
      async ({ actor, params }) => getDocument(db, actor, params.id, today()),
    )

    app.post(
      '/documents/:id/renew',
      {
        schema: {
          summary: 'Record the document that renews this one',
          params: byId,
          body: contract.renewDocument,
          response: { 201: contract.heldDocument, ...problems(404, 409, 422) },
        },
        config: { permission: 'document.manage' },
      },
      async ({ actor, params, body }, reply) =>
        reply.code(201).send(await commands.renewDocument(runtime, actor, { ...body, id: params.id })),
    )

    app.post(
      '/documents/:id/void',
      {
        schema: {
          summary: 'Void a document recorded by mistake; the one it renewed counts again',
          params: byId,
          body: contract.voidDocument,
          response: { 200: contract.heldDocument, ...problems(404, 409) },
        },
        config: { permission: 'document.manage' },
      },
      async ({ actor, params, body }) => commands.voidDocument(runtime, actor, { id: params.id, reason: body.reason }),
    )
  }
