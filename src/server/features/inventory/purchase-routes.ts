import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { byId, fileOf } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import * as contract from '../../../contract/purchasing.ts'
import { dateAt } from '../../../domain/civil-time.ts'
import type { Runtime } from '../../platform/runtime.ts'
import * as commands from './purchase-commands.ts'
import { getPurchase, listPurchases } from './purchase-queries.ts'
import { purchaseSheet } from './purchase-sheet.ts'
import * as suppliers from './suppliers.ts'

const changed = { 200: contract.purchase, ...problems(404, 409, 412, 422) }

/** Suppliers, and purchases from the request to the last delivery. */
export const purchaseRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { database, config } = runtime
    const { db } = database
    const today = () => dateAt(Date.parse(runtime.now()), config.COMPANY_TIME_ZONE)

    app.get(
      '/suppliers',
      {
        schema: {
          summary: 'Suppliers by name',
          querystring: contract.supplierQuery,
          response: { 200: z.object({ items: z.array(contract.supplier) }) },
        },
        config: { permission: 'purchase.read' },
      },
      async ({ query }) => ({ items: await suppliers.listSuppliers(db, query.archived) }),
    )

    app.post(
      '/suppliers',
      {
        schema: {
          summary: 'Add a supplier',
          body: contract.createSupplier,
          response: { 201: contract.supplier, ...problems(409, 422) },
        },
        config: { permission: 'purchase.manage' },
      },
      async ({ actor, body }, reply) => reply.code(201).send(await suppliers.createSupplier(runtime, actor, body)),
    )

    app.patch(
      '/suppliers/:id',
      {
        schema: {
          summary: 'Change a supplier',
          params: byId,
          body: contract.updateSupplier,
          response: { 200: contract.supplier, ...problems(404, 409, 412) },
        },
        config: { permission: 'purchase.manage' },
      },
      async ({ actor, params, body, expectedVersion }) =>
        suppliers.updateSupplier(runtime, actor, { ...params, expectedVersion, change: body }),
    )

    for (const [action, run, summary] of [
      ['archive', suppliers.archiveSupplier, 'Archive a supplier that owes nothing'],
      ['restore', suppliers.restoreSupplier, 'Bring an archived supplier back'],
    ] as const) {
      app.post(
        `/suppliers/:id/${action}`,
        {
          schema: { summary, params: byId, response: { 200: contract.supplier, ...problems(404, 409, 412, 422) } },
          config: { permission: 'purchase.manage' },
        },
        async ({ actor, params, expectedVersion }) => run(runtime, actor, { ...params, expectedVersion }),
      )
    }

    app.get(
      '/purchases',
      {
        schema: {
          summary: 'Purchases for the sites in scope',
          querystring: contract.purchaseQuery,
          response: { 200: contract.purchasePage },
        },
        config: { permission: 'purchase.read' },
      },
      async ({ actor, query }) => listPurchases(db, actor, query, today()),
    )

    app.get(
      '/purchases/:id',
      {
        schema: { summary: 'One purchase', params: byId, response: { 200: contract.purchase, ...problems(404) } },
        config: { permission: 'purchase.read' },
      },
      async ({ actor, params }) => getPurchase(db, actor, params.id, config, today()),
    )

    app.get(
      '/purchases/:id/order.pdf',
      {
        schema: {
          summary: 'The order as the supplier gets it',
          params: byId,
          response: { 200: fileOf('application/pdf'), ...problems(404, 409) },
        },
        config: { permission: 'purchase.read' },
      },
      async ({ actor, params }, reply) => {
        const { bytes, fileName } = await purchaseSheet(runtime, actor, params.id, today())
        return reply
          .type('application/pdf')
          .header('content-disposition', `inline; filename="${fileName}"`)
          .send(bytes as never)
      },
    )

    app.post(
      '/purchases',
      {
        schema: {
          summary: 'Request a purchase',
          body: contract.createPurchase,
          response: { 201: contract.purchase, ...problems(409, 422) },
        },
        config: { permission: 'purchase.manage' },
      },
      async ({ actor, body }, reply) => reply.code(201).send(await commands.createPurchase(runtime, actor, body)),
    )

    app.patch(
      '/purchases/:id',
      {
        schema: {
          summary: 'Change a request before it is ordered',
          params: byId,
          body: contract.updatePurchase,
          response: changed,
        },
        config: { permission: 'purchase.manage' },
      },
      async ({ actor, params, body, expectedVersion }) =>
        commands.updatePurchase(runtime, actor, { ...params, expectedVersion, change: body }),
    )

    app.post(
      '/purchases/:id/order',
      {
        schema: {
          summary: 'Order what was requested from a supplier; above the limit it waits for approval',
          params: byId,
          body: contract.orderPurchase,
          response: changed,
        },
        config: { permission: 'purchase.manage' },
      },
      async ({ actor, params, body, expectedVersion }) =>
        commands.orderPurchase(runtime, actor, { ...params, ...body, expectedVersion }),
    )

    app.post(
      '/purchases/:id/approve',
      {
        schema: { summary: 'Approve an order above the limit', params: byId, response: changed },
        config: { permission: 'purchase.approve' },
      },
      async ({ actor, params, expectedVersion }) =>
        commands.approvePurchase(runtime, actor, { ...params, expectedVersion }),
    )

    app.post(
      '/purchases/:id/receipts',
      {
        schema: { summary: 'Receive what arrived', params: byId, body: contract.receivePurchase, response: changed },
        config: { permission: 'purchase.manage' },
      },
      async ({ actor, params, body, expectedVersion }) =>
        commands.receivePurchase(runtime, actor, { ...params, ...body, expectedVersion }),
    )

    for (const [action, run, permission, summary] of [
      ['return', commands.returnPurchase, 'purchase.approve', 'Give an order back instead of approving it'],
      ['close', commands.closePurchase, 'purchase.manage', 'Close an order of which the rest will not come'],
      ['cancel', commands.cancelPurchase, 'purchase.manage', 'Cancel a purchase of which nothing has arrived'],
    ] as const) {
      app.post(
        `/purchases/:id/${action}`,
        {
          schema: { summary, params: byId, body: contract.purchaseReason, response: changed },
          config: { permission },
        },
        async ({ actor, params, body, expectedVersion }) =>
          run(runtime, actor, { ...params, ...body, expectedVersion }),
      )
    }
  }
