import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { byId } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import * as contract from '../../../contract/webhooks.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Runtime } from '../../platform/runtime.ts'
import * as commands from './commands.ts'
import { listDeliveries, listWebhooks } from './queries.ts'
import { newWebhookSecret } from './signature.ts'

const permission = 'webhook.manage'

/** A replayed answer is not the first one: it cannot hold the secret that the first one did. */
const once = ({ idempotency: _, ...actor }: Actor): Actor => actor

export const webhookRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database

    app.get(
      '/webhooks',
      {
        schema: { summary: 'Addresses that are told what happens', response: { 200: contract.webhookList } },
        config: { permission },
      },
      async () => ({ items: await listWebhooks(db, runtime.now()) }),
    )

    app.post(
      '/webhooks',
      {
        schema: {
          summary: 'Add an address; the secret that signs its messages is shown once',
          body: contract.createWebhook,
          response: { 201: contract.createdWebhook, ...problems(422) },
        },
        config: { permission },
      },
      async ({ actor, body }, reply) => {
        const secret = newWebhookSecret()
        const webhook = await commands.createWebhook(runtime, once(actor), { input: body, secret })
        return reply.code(201).send({ secret, webhook })
      },
    )

    app.patch(
      '/webhooks/:id',
      {
        schema: {
          summary: 'Change an address, what it hears of, or stop it',
          params: byId,
          body: contract.updateWebhook,
          response: { 200: contract.webhook, ...problems(404, 412, 422) },
        },
        config: { permission },
      },
      ({ actor, params, body, expectedVersion }) =>
        commands.updateWebhook(runtime, actor, { id: params.id, expectedVersion, change: body }),
    )

    app.post(
      '/webhooks/:id/rotate-secret',
      {
        schema: {
          summary: 'A new secret, shown once; the old one signs as well for a day',
          params: byId,
          response: { 200: contract.createdWebhook, ...problems(404) },
        },
        config: { permission },
      },
      async ({ actor, params }) => {
        const secret = newWebhookSecret()
        return { secret, webhook: await commands.rotateSecret(runtime, once(actor), { id: params.id, secret }) }
      },
    )

    app.post(
      '/webhooks/:id/try',
      {
        schema: {
          summary: 'Send a message that means nothing',
          params: byId,
          response: { 202: contract.webhook, ...problems(404) },
        },
        config: { permission },
      },
      async ({ actor, params }, reply) => reply.code(202).send(await commands.tryWebhook(runtime, actor, params)),
    )

    app.delete(
      '/webhooks/:id',
      {
        schema: {
          summary: 'Remove an address with its delivery log',
          params: byId,
          response: { 204: z.null(), ...problems(404) },
        },
        config: { permission },
      },
      async ({ actor, params }, reply) => reply.code(204).send(await commands.removeWebhook(runtime, actor, params)),
    )

    app.get(
      '/webhook-deliveries',
      {
        schema: {
          summary: 'Messages to webhooks with how they ended, newest first',
          querystring: contract.deliveryQuery,
          response: { 200: contract.deliveryPage },
        },
        config: { permission },
      },
      ({ query }) => listDeliveries(db, query),
    )

    app.post(
      '/webhook-deliveries/:id/replay',
      {
        schema: {
          summary: 'Send a message again, under the same id',
          params: byId,
          response: { 204: z.null(), ...problems(404) },
        },
        config: { permission },
      },
      async ({ actor, params }, reply) => reply.code(204).send(await commands.replayDelivery(runtime, actor, params)),
    )
  }
