import { z } from 'zod'
import { instant, page, pageQuery, uuid } from './common.ts'

export const backupOrigins = ['SCHEDULE', 'REQUEST', 'COMMAND'] as const
export const backupStatuses = ['RUNNING', 'DONE', 'FAILED'] as const

const drill = z
  .object({
    at: instant,
    passed: z.boolean(),
    ms: z.int().meta({ description: 'milliseconds it took' }),
    tables: z.int(),
    rows: z.int(),
    files: z.int(),
    error: z.string().nullable(),
  })
  .meta({ id: 'BackupDrill' })

const backup = z
  .object({
    id: uuid,
    origin: z.enum(backupOrigins),
    status: z.enum(backupStatuses),
    startedAt: instant,
    finishedAt: instant.nullable(),
    name: z.string(),
    size: z.int().nullable().meta({ description: 'bytes' }),
    sha256: z.string().nullable(),
    rows: z.int().nullable(),
    files: z.int().nullable(),
    copied: z.boolean().meta({ description: 'the bucket of BACKUP_URL keeps a copy' }),
    removed: z.boolean().meta({ description: 'the archive was given up by the rule of retention' }),
    error: z.string().nullable(),
    drill: drill.nullable().meta({ description: 'the latest restore of it to a scratch database' }),
  })
  .meta({ id: 'Backup' })
export type Backup = z.infer<typeof backup>

export const backupQuery = z.strictObject(pageQuery)
export const backupPage = page(backup)

export const backupState = z
  .object({
    nextAt: instant.nullable().meta({ description: 'when the next one is made; none while the schedule is paused' }),
    nextDrillAt: instant.nullable().meta({ description: 'when one is next restored for a trial' }),
    running: z.boolean(),
    lastDoneAt: instant.nullable(),
    lastDrill: z.object({ at: instant, passed: z.boolean() }).nullable(),
    copies: z.boolean().meta({ description: 'a bucket gets copies' }),
    stale: z.boolean().meta({ description: 'none was made within 26 hours' }),
  })
  .meta({ id: 'BackupState' })
export type BackupState = z.infer<typeof backupState>

export const accepted = z.object({ accepted: z.literal(true) })
