import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { byId } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import * as contract from '../../../contract/order-master-data.ts'
import type { Runtime } from '../../platform/runtime.ts'
import * as commands from './master-data.ts'

/** Order types and failure codes: everyone reads them, administrators keep them. */
export const orderMasterDataRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database

    app.get(
      '/order-types',
      {
        schema: {
          summary: 'List order types',
          querystring: contract.orderTypeQuery,
          response: { 200: z.object({ items: z.array(contract.orderType) }) },
        },
        config: { permission: 'masterData.read' },
      },
      async ({ query }) => ({ items: await commands.listOrderTypes(db, query.archived === 'true') }),
    )

    app.post(
      '/order-types',
      {
        schema: {
          summary: 'Add an order type',
          body: contract.createOrderType,
          response: { 201: contract.orderType, ...problems(409, 422) },
        },
        config: { permission: 'masterData.manage' },
      },
      async ({ actor, body }, reply) => reply.code(201).send(await commands.createOrderType(runtime, actor, body)),
    )

    app.patch(
      '/order-types/:id',
      {
        schema: {
          summary: 'Change or archive an order type',
          params: byId,
          body: contract.updateOrderType,
          response: { 200: contract.orderType, ...problems(404, 409, 412) },
        },
        config: { permission: 'masterData.manage' },
      },
      async ({ actor, params, body, expectedVersion }) =>
        commands.updateOrderType(runtime, actor, { ...body, id: params.id, expectedVersion }),
    )

    app.delete(
      '/order-types/:id',
      {
        schema: {
          summary: 'Delete an order type that nothing refers to',
          params: byId,
          response: { 204: z.null(), ...problems(404, 409) },
        },
        config: { permission: 'masterData.manage' },
      },
      async ({ actor, params }, reply) => reply.code(204).send(await commands.removeOrderType(runtime, actor, params)),
    )

    app.get(
      '/failure-codes',
      {
        schema: {
          summary: 'List failure codes',
          querystring: contract.failureCodeQuery,
          response: { 200: z.object({ items: z.array(contract.failureCode) }) },
        },
        config: { permission: 'masterData.read' },
      },
      async ({ query }) => ({ items: await commands.listFailureCodes(db, query) }),
    )

    app.post(
      '/failure-codes',
      {
        schema: {
          summary: 'Add a failure code',
          body: contract.createFailureCode,
          response: { 201: contract.failureCode, ...problems(409, 422) },
        },
        config: { permission: 'masterData.manage' },
      },
      async ({ actor, body }, reply) => reply.code(201).send(await commands.createFailureCode(runtime, actor, body)),
    )

    app.patch(
      '/failure-codes/:id',
      {
        schema: {
          summary: 'Change or archive a failure code',
          params: byId,
          body: contract.updateFailureCode,
          response: { 200: contract.failureCode, ...problems(404, 409, 412) },
        },
        config: { permission: 'masterData.manage' },
      },
      async ({ actor, params, body, expectedVersion }) =>
        commands.updateFailureCode(runtime, actor, { ...body, id: params.id, expectedVersion }),
    )

    app.delete(
      '/failure-codes/:id',
      {
        schema: {
          summary: 'Delete a failure code that nothing refers to',
          params: byId,
          response: { 204: z.null(), ...problems(404, 409) },
        },
        config: { permission: 'masterData.manage' },
      },
      async ({ actor, params }, reply) =>
        reply.code(204).send(await commands.removeFailureCode(runtime, actor, params)),
    )
  }
