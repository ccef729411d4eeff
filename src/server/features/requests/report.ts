import { sql } from 'drizzle-orm'
import type { PublicReport } from '../../../contract/requests.ts'
import { checkNewReport, type UnitReports } from '../../../domain/fault-request.ts'
import type { Actor } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import type { Tx } from '../../platform/database/database.ts'
import { notFound, Problem } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { randomToken, tokenHash } from '../../platform/secrets.ts'
import { type KeptUpload, keepUpload } from '../files/commands.ts'
import { file } from '../files/tables.ts'
import { faultRequest } from './tables.ts'

export interface Photo {
  name: string
  bytes: Buffer
}

interface Entry {
  assetId: string
  report: PublicReport
  photos: readonly KeptUpload[]
}

/** One report at a time for a unit, so that none passes its limits. */
async function lockUnitInService(tx: Tx, assetId: string): Promise<void> {
  const found = await tx.rows(sql`
    SELECT 1 FROM asset WHERE id = ${assetId} AND archived_at IS NULL FOR NO KEY UPDATE`)
  if (found.length === 0) throw notFound()
}

async function assertRoomFor(db: Pick<Tx, 'rows'>, assetId: string, now: string): Promise<void> {
  const [reports] = await db.rows<UnitReports>(sql`
    SELECT count(*) FILTER (WHERE status = 'NEW') AS pending,
      count(*) FILTER (WHERE reported_at > ${now}::timestamptz - interval '1 hour') AS "lastHour"
    FROM fault_request WHERE asset_id = ${assetId}
      AND (status = 'NEW' OR reported_at > ${now}::timestamptz - interval '1 hour')`)
  const refusal = checkNewReport(reports!)
  if (refusal?.code === 'TOO_MANY_PENDING') throw new Problem('faultRequest.unitFull', refusal.params)
  if (refusal) throw new Problem('faultRequest.unitTooOften', refusal.params)
}

const enterReport = command<Entry, { token: string }>('faultRequest.submit', async (context, input) => {
  const { tx, now, audit, emit } = context
  const { assetId, report, photos } = input
  await lockUnitInService(tx, assetId)
  await assertRoomFor(tx, assetId, now)
  const token = randomToken()
  const [row] = await tx
    .insert(faultRequest)
    .values({ ...report, assetId, tokenHash: tokenHash(token), reportedAt: now })
    .returning({ id: faultRequest.id })
  const { id } = row!
  if (photos.length > 0) {
    const owner = { ownerType: 'faultRequest', ownerId: id, kind: 'PHOTO_BEFORE', createdAt: now } as const
    await tx.insert(file).values(photos.map(({ intake, kept }) => ({ ...owner, ...intake, ...kept })))
  }
  const photoIds = photos.map(({ kept }) => kept.id)
  audit('faultRequest.submitted', { type: 'faultRequest', id }, null, { assetId, ...report, photoIds })
  emit('faultRequest.submitted', { id, assetId })
  return { token }
})

/**
 * Takes a report from anybody who stands before a unit. Its pictures are checked and stored before the transaction,
 * which then decides; of a refused report nothing is kept.
 */
export async function submitReport(
  runtime: Runtime,
  actor: Actor,
  { assetId, report, photos }: { assetId: string; report: PublicReport; photos: readonly Photo[] },
): Promise<{ token: string }> {
  await assertRoomFor(runtime.database.db, assetId, runtime.now())
  const kept: KeptUpload[] = []
  try {
    for (const photo of photos) kept.push(await keepUpload(runtime, { kind: 'PHOTO_BEFORE', ...photo }))
    return await enterReport(runtime, actor, { assetId, report, photos: kept })
  } catch (error) {
    for (const { discard } of kept) await discard()
    throw error
  }
}
