import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { problems } from '../../../contract/errors.ts'
import * as contract from '../../../contract/jobs.ts'
import type { Runtime } from '../../platform/runtime.ts'
import * as commands from './commands.ts'
import { listJobs, listQueues, listSchedules } from './queries.ts'

export const jobRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database

    app.get(
      '/schedules',
      {
        schema: { summary: 'What runs by the clock, and how it went last', response: { 200: contract.scheduleList } },
        config: { permission: 'job.read' },
      },
      async () => ({ items: await listSchedules(runtime) }),
    )

    for (const [action, summary, run] of [
      ['pause', 'Stop a schedule until somebody resumes it', commands.pauseSchedule],
      ['resume', 'Let a paused schedule run again', commands.resumeSchedule],
      ['run', 'Run a schedule now, out of its turn', commands.runSchedule],
    ] as const) {
      app.post(
        `/schedules/:name/${action}`,
        {
          schema: {
            summary,
            params: contract.bySchedule,
            response: { 200: contract.schedule, ...problems(404, ...(action === 'run' ? ([409] as const) : [])) },
          },
          config: { permission: 'job.manage' },
        },
        (request) => run(runtime, request.actor, request.params),
      )
    }

    app.get(
      '/jobs/queues',
      {
        schema: { summary: 'What waits, runs and has died in each queue', response: { 200: contract.queueList } },
        config: { permission: 'job.read' },
      },
      async () => ({ items: await listQueues(db) }),
    )

    app.get(
      '/jobs',
      {
        schema: {
          summary: 'Jobs with how they ended, newest first',
          querystring: contract.jobQuery,
          response: { 200: contract.jobPage },
        },
        config: { permission: 'job.read' },
      },
      (request) => listJobs(db, request.query),
    )

    app.post(
      '/jobs/:queue/:id/retry',
      {
        schema: {
          summary: 'Give a job that was given up one more attempt',
          params: contract.byJob,
          response: { 204: z.null(), ...problems(404) },
        },
        config: { permission: 'job.manage' },
      },
      async (request, reply) => reply.code(204).send(await commands.retryJob(runtime, request.actor, request.params)),
    )

    app.delete(
      '/jobs/:queue/:id',
      {
        schema: {
          summary: 'Discard a job that was given up',
          params: contract.byJob,
          response: { 204: z.null(), ...problems(404) },
        },
        config: { permission: 'job.manage' },
      },
      async (request, reply) => reply.code(204).send(await commands.discardJob(runtime, request.actor, request.params)),
    )
  }
