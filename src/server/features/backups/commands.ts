import { sql } from 'drizzle-orm'
import { command } from '../../platform/command.ts'
import { Problem } from '../../platform/problem.ts'
import { keptBackup } from './queries.ts'

const accepted = { accepted: true } as const

/** Asks a worker for a backup now. */
export const requestBackup = command<null, typeof accepted>('backup.manage', async ({ tx, actor, audit, emit }) => {
  const [running] = await tx.rows(sql`SELECT 1 FROM backup WHERE status = 'RUNNING'`)
  if (running) throw new Problem('backup.running')
  audit('backup.requested', { type: 'backup', id: actor.requestId }, null, null)
  emit('backup.requested', {})
  return accepted
})

/** Asks a worker to restore a backup to a scratch database and compare. */
export const requestDrill = command<{ id: string }, typeof accepted>(
  'backup.manage',
  async ({ tx, audit, emit }, { id }) => {
    await keptBackup(tx, id)
    audit('backup.drillRequested', { type: 'backup', id }, null, null)
    emit('backup.drillRequested', { id })
    return accepted
  },
)

/** Writes down who took an archive away: it holds everything. */
export const takeArchive = command<{ id: string }, { name: string; size: number; copied: boolean }>(
  'backup.manage',
  async ({ tx, audit }, { id }) => {
    const { name, size, copied } = await keptBackup(tx, id)
    audit('backup.downloaded', { type: 'backup', id }, null, { name })
    return { name, size, copied }
  },
)
