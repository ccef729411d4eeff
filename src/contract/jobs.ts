import { z } from 'zod'
import { instant, page, pageQuery, reference, uuid } from './common.ts'

/** `DEAD`: failed for the last time; it stays until somebody retries or discards it. */
export const jobStates = ['WAITING', 'RETRYING', 'RUNNING', 'DONE', 'DEAD', 'CANCELLED'] as const
export type JobState = (typeof jobStates)[number]

const name = z
  .string()
  .max(120)
  .regex(/^[\w.-]+$/)
const seconds = z.number().nullable()

const run = z.object({
  id: uuid,
  state: z.enum(jobStates),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  seconds,
  error: z.string().nullable(),
})

export const schedule = z
  .object({
    name: z.string(),
    cron: z.string(),
    zone: z.string().meta({ description: 'IANA zone that the cron expression is read in' }),
    pausedAt: instant.nullable(),
    pausedBy: reference.nullable(),
    nextRunAt: instant.nullable().meta({ description: 'none while paused' }),
    lastRun: run.nullable(),
  })
  .meta({ id: 'Schedule' })
export type Schedule = z.infer<typeof schedule>
export const scheduleList = z.object({ items: z.array(schedule) })
export const bySchedule = z.strictObject({ name })

const queue = z
  .object({
    name: z.string(),
    scheduled: z.boolean().meta({ description: 'filled by the clock; the others by events' }),
    waiting: z.int(),
    running: z.int(),
    dead: z.int(),
    oldestWaitingAt: instant.nullable(),
  })
  .meta({ id: 'JobQueue' })
export type JobQueue = z.infer<typeof queue>
export const queueList = z.object({ items: z.array(queue) })

export const job = run
  .extend({
    queue: z.string(),
    createdAt: instant,
    attempts: z.int().meta({ description: 'begun so far' }),
    most: z.int().meta({ description: 'attempts before it is given up' }),
    worker: z.string().nullable().meta({ description: 'host and process of the last attempt' }),
  })
  .meta({ id: 'Job' })
export type JobRecord = z.infer<typeof job>

export const jobQuery = z.strictObject({
  ...pageQuery,
  queue: name.optional(),
  state: z.enum(jobStates).optional(),
  from: instant.optional(),
  to: instant.optional().meta({ description: 'exclusive' }),
})
export type JobQuery = z.infer<typeof jobQuery>
export const jobPage = page(job)
export const byJob = z.strictObject({ queue: name, id: uuid })
