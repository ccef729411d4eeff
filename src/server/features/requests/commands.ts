import { eq, sql } from 'drizzle-orm'
import type { AcceptRequest, FaultRequest } from '../../../contract/requests.ts'
import { stoppedSince } from '../../../domain/fault-request.ts'
import type { Actor } from '../../platform/actor.ts'
import { assertVersion, command } from '../../platform/command.ts'
import type { Tx } from '../../platform/database/database.ts'
import { notFound, Problem } from '../../platform/problem.ts'
import { file } from '../files/tables.ts'
import { changeStatus, lockActiveAsset } from '../fleet/commands.ts'
import { correctiveTypeId, insertWorkOrder } from '../work-orders/commands.ts'
import { getRequest, requestScope } from './queries.ts'
import { faultRequest } from './tables.ts'

type Versioned = { id: string; expectedVersion?: number | undefined }

interface NewRequest {
  assetId: string
  what: string
  description: string | null
  reportedAt: string
}

/** A request that nobody has decided, locked until the transaction ends. */
async function lockNewRequest(tx: Tx, actor: Actor, { id, expectedVersion }: Versioned): Promise<NewRequest> {
  const [row] = await tx.rows<NewRequest & { status: string; version: number }>(sql`
    SELECT r.asset_id AS "assetId", r.what, r.description, r.reported_at AS "reportedAt", r.status, r.version
    FROM fault_request r JOIN asset a ON a.id = r.asset_id
    WHERE r.id = ${id} AND ${requestScope(actor)} FOR UPDATE OF r`)
  if (!row) throw notFound()
  if (row.status !== 'NEW') throw new Problem('faultRequest.triaged')
  assertVersion(row.version, expectedVersion)
  return row
}

const decided = ({ actor, now }: { actor: Actor; now: string }) => ({
  triagedAt: now,
  triagedBy: actor.personId,
  version: sql`${faultRequest.version} + 1`,
})

/** Makes a corrective order of a request: it carries the reporter's words and photos and counts from the report. */
export const acceptRequest = command<Versioned & AcceptRequest, FaultRequest>(
  'faultRequest.triage',
  async (context, { title, priority, unitDown, ...target }) => {
    const { tx, actor, now, audit, emit } = context
    const { id } = target
    const { asset } = await getRequest(tx, actor, id)
    const unit = await lockActiveAsset(tx, asset.id, actor)
    const request = await lockNewRequest(tx, actor, target)
    const { what, description, reportedAt } = request
    const order = await insertWorkOrder(context, {
      title,
      description: [what === title ? null : what, description].filter(Boolean).join('\n') || null,
      typeId: await correctiveTypeId(tx),
      priority,
      reportedAt,
      downtimeFrom: unitDown ? reportedAt : null,
      unit,
      origin: 'REQUEST',
    })
    if (unitDown && unit.status === 'OPERATING') {
      const since = stoppedSince(Date.parse(reportedAt), Date.parse(unit.statusSince), Date.parse(now))
      const at = new Date(since).toISOString()
      await changeStatus(context, unit, { status: 'STOPPED', at, reason: title, workOrderId: order.id })
    }
    const photos = await tx
      .update(file)
      .set({ ownerType: 'workOrder', ownerId: order.id })
      .where(sql`${file.ownerType} = 'faultRequest' AND ${file.ownerId} = ${id}`)
      .returning({ id: file.id })
    await tx
      .update(faultRequest)
      .set({ status: 'ACCEPTED', workOrderId: order.id, ...decided(context) })
      .where(eq(faultRequest.id, id))
    audit(
      'faultRequest.accepted',
      { type: 'faultRequest', id },
      { status: 'NEW' },
      { status: 'ACCEPTED', workOrderId: order.id, photoIds: photos.map((photo) => photo.id) },
    )
    emit('faultRequest.triaged', { id, assetId: unit.id })
    return getRequest(tx, actor, id)
  },
)

/** Turns a request down; whoever reported it reads why. */
export const rejectRequest = command<Versioned & { reason: string }, FaultRequest>(
  'faultRequest.triage',
  async (context, { reason, ...target }) => {
    const { tx, actor, audit, emit } = context
    const { id } = target
    const { assetId } = await lockNewRequest(tx, actor, target)
    await tx
      .update(faultRequest)
      .set({ status: 'REJECTED', rejectionReason: reason, ...decided(context) })
      .where(eq(faultRequest.id, id))
    audit('faultRequest.rejected', { type: 'faultRequest', id }, { status: 'NEW' }, { status: 'REJECTED', reason })
    emit('faultRequest.triaged', { id, assetId })
    return getRequest(tx, actor, id)
  },
)
