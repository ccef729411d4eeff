import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { byId } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import * as contract from '../../../contract/notices.ts'
import { noContent } from '../../platform/http/no-content.ts'
import type { Runtime } from '../../platform/runtime.ts'
import * as commands from './commands.ts'
import * as queries from './queries.ts'

export const noticeRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database

    app.get(
      '/notices',
      {
        schema: {
          summary: 'This person’s notices, the newest first',
          querystring: contract.noticeQuery,
          response: { 200: contract.noticePage },
        },
        config: { permission: 'notice.use' },
      },
      (request) => queries.listNotices(runtime, request.actor, request.query),
    )

    app.get(
      '/notices/summary',
      {
        schema: { summary: 'How many notices are unread', response: { 200: contract.noticeSummary } },
        config: { permission: 'notice.use' },
      },
      (request) => queries.noticeSummary(db, request.actor),
    )

    app.post(
      '/notices/read',
      {
        schema: {
          summary: 'Mark as read what came until an instant',
          body: contract.markRead,
          response: { 204: z.null(), ...problems(400) },
        },
        config: { permission: 'notice.use' },
      },
      (request, reply) => noContent(reply, commands.readNoticesUntil(runtime, request.actor, request.body)),
    )

    app.post(
      '/notices/:id/read',
      {
        schema: {
          summary: 'Mark a notice as read',
          params: byId,
          response: { 200: contract.notice, ...problems(404) },
        },
        config: { permission: 'notice.use' },
      },
      (request) => commands.readNotice(runtime, request.actor, request.params),
    )

    app.post(
      '/notices/:id/acknowledge',
      {
        schema: {
          summary: 'Answer for a critical notice, so that it climbs no further',
          params: byId,
          response: { 200: contract.notice, ...problems(404, 409) },
        },
        config: { permission: 'notice.use' },
      },
      (request) => commands.acknowledgeNotice(runtime, request.actor, request.params),
    )

    app.get(
      '/me/notice-preferences',
      {
        schema: {
          summary: 'What reaches this person outside the app, and when',
          response: { 200: contract.noticePreferences },
        },
        config: { permission: 'notice.use' },
      },
      (request) => queries.preferencesOf(db, runtime, request.actor),
    )

    app.put(
      '/me/notice-preferences',
      {
        schema: {
          summary: 'Choose channels by kind of notice, quiet hours and digests',
          body: contract.updateNoticePreferences,
          response: { 200: contract.noticePreferences, ...problems(400, 412) },
        },
        config: { permission: 'notice.use' },
      },
      (request) =>
        commands.updatePreferences(runtime, request.actor, {
          ...request.body,
          ...(request.expectedVersion === undefined ? {} : { expectedVersion: request.expectedVersion }),
        }),
    )

    app.get(
      '/push/key',
      {
        schema: { summary: 'The key a browser subscribes with', response: { 200: contract.pushKey } },
        config: { permission: 'notice.use' },
      },
      async () => ({ publicKey: runtime.config.VAPID_PUBLIC_KEY ?? null }),
    )

    app.post(
      '/push/subscriptions',
      {
        schema: {
          summary: 'Send this person’s notices to this browser',
          body: contract.pushSubscription,
          response: { 204: z.null(), ...problems(400, 409) },
        },
        config: { permission: 'notice.use' },
      },
      (request, reply) => noContent(reply, commands.subscribeToPush(runtime, request.actor, request.body)),
    )

    app.post(
      '/push/subscriptions/forget',
      {
        schema: {
          summary: 'Send nothing more to this browser',
          body: contract.forgetPush,
          response: { 204: z.null(), ...problems(400) },
        },
        config: { permission: 'notice.use' },
      },
      (request, reply) => noContent(reply, commands.unsubscribeFromPush(runtime, request.actor, request.body)),
    )

    app.get(
      '/deliveries',
      {
        schema: {
          summary: 'What went out of the product, what waits and what failed',
          querystring: contract.deliveryQuery,
          response: { 200: contract.deliveryPage },
        },
        config: { permission: 'delivery.manage' },
      },
      (request) => queries.listDeliveries(runtime, request.actor, request.query),
    )

    app.post(
      '/deliveries/:id/retry',
      {
        schema: {
          summary: 'Send again what was given up',
          params: byId,
          response: { 204: z.null(), ...problems(404, 409) },
        },
        config: { permission: 'delivery.manage' },
      },
      (request, reply) => noContent(reply, commands.retryDelivery(runtime, request.actor, request.params)),
    )
  }
