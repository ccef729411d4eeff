import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startOfDate } from '../../../domain/civil-time.ts'
import { verifyAuditChain } from '../../platform/audit/verify.ts'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import * as world from '../kpis/testing.ts'
import { everyTwoHundredFifty, planBody } from '../plans/testing.ts'

const day = 86_400_000
const start = startOfDate('2025-01-01', world.zone)

let app: TestApp
let planId: string
let asked: { typeId: string; measure: 'HOURS'; planId: string; plannedCost: number; failureCost: number }

/** A unit at 10 h a day that fails every 9 to 11 days: it wears out. */
beforeAll(async () => {
  app = await openTestApp({ now: () => new Date(start + 60 * day).toISOString(), connections: 4 })
  const { db } = app.runtime.database
  const data = await world.masterData(db)
  const id = v7()
  const failures = [9, 20, 30, 39, 50, 59].map((on) => {
    const at = start + on * day
    return world.plainOrder(id, { reportedAt: at, startedAt: at, completedAt: at + 3_600_000, cost: 500 })
  })
  const history: world.History = {
    units: [{ id, code: 'A', commissionedOn: '2025-01-01', archivedAt: null, createdAt: start }],
    states: [],
    readings: [0, 60].map((on) => ({ unit: id, at: start + on * day, total: 10 * on })),
    orders: failures,
  }
  await world.writeHistory(db, history, app.sites.north, data)
  await db.rows(sql`UPDATE asset_type SET has_hours = true WHERE id = ${data.assetTypeId}`)
  const plan = await app.supervisor.post('/plans', planBody({ ...everyTwoHundredFifty, assetId: id }))
  expect(plan.status).toBe(201)
  planId = plan.body.id
  asked = { typeId: data.assetTypeId, measure: 'HOURS', planId, plannedCost: 100, failureCost: 2000 }
})
afterAll(() => app?.close())

const planVersion = async () => (await app.supervisor.get(`/plans/${planId}`)).body.version as number
const propose = async (more: object = {}) =>
  app.supervisor.post('/interval-proposals', {
    ...{ ...asked, planVersion: await planVersion(), every: 70, reason: 'Falla antes de la pauta' },
    ...more,
  })

test('a proposal rests on the fit of the records, and there is one at a time', async () => {
  const study = (await app.supervisor.get(`/reliability?typeId=${asked.typeId}&plannedCost=100&failureCost=2000`)).body
  expect(study.replacement.known).toBe(true)
  expect(study.plans).toMatchObject([{ id: planId, meter: { every: 250, kind: 'HOURS' }, proposed: false }])

  for (const [more, status, field] of [
    [{ every: 250 }, 400, 'every'],
    [{ every: 0 }, 400, 'every'],
    [{ planId: v7() }, 400, 'planId'],
    [{ measure: 'DAYS' }, 400, 'planId'],
    [{ planVersion: 99 }, 412, undefined],
    [{ plannedCost: 5000 }, 409, undefined],
  ] as const) {
    const refused = await propose(more)
    expect([refused.status, refused.body.errors?.[0]?.field], JSON.stringify(more)).toEqual([status, field])
  }
  const made = await propose()
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({
    ...{ plan: { id: planId }, from: 250, to: 70, unit: 'HOURS', status: 'PENDING', stale: false, mayDecide: true },
    ...{ n: 6, plannedCost: 100, failureCost: 2000, optimum: study.replacement.age, shape: study.life.shape },
    proposedBy: { id: app.supervisor.personId },
  })
  expect((await propose()).body).toMatchObject({ status: 409, code: 'proposal.pending' })

  const path = `/interval-proposals/${made.body.id}`
  expect((await app.otherSupervisor.get(path)).status).toBe(404)
  expect((await app.otherSupervisor.post(`${path}/approve`, { reason: 'x' })).status).toBe(404)
  expect((await app.operator.post(`${path}/approve`, { reason: 'x' })).status).toBe(403)
  expect((await app.otherSupervisor.get('/interval-proposals')).body.items).toEqual([])
})

test('a plan that changed since makes it stale: it can only be rejected', async () => {
  const [{ id }] = (await app.supervisor.get('/interval-proposals?status=PENDING')).body.items
  await app.supervisor.patch(`/plans/${planId}`, { name: 'Pauta 250 h' })
  expect((await app.admin.get(`/interval-proposals/${id}`)).body).toMatchObject({ stale: true })
  const refused = await app.admin.post(`/interval-proposals/${id}/approve`, { reason: 'Sí' })
  expect(refused.body).toMatchObject({ status: 409, code: 'proposal.stale' })
  expect((await app.admin.post(`/interval-proposals/${id}/reject`, {})).status).toBe(400)
  const rejected = await app.admin.post(`/interval-proposals/${id}/reject`, { reason: 'El plan ya cambió' })
  expect(rejected.body).toMatchObject({ status: 'REJECTED', decisionReason: 'El plan ya cambió', stale: false })
  expect((await app.supervisor.get(`/plans/${planId}`)).body.meter).toEqual({ every: 250, kind: 'HOURS' })
})

test('of two who approve at once one changes the plan, and both changes are in the audit', async () => {
  const made = (await propose()).body
  const approve = (who: TestApp['admin']) =>
    who.post(`/interval-proposals/${made.id}/approve`, { reason: 'De acuerdo' })
  const answers = await Promise.all([approve(app.admin), approve(app.supervisor)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 409)!.body.code).toBe('proposal.decided')
  const plan = (await app.supervisor.get(`/plans/${planId}`)).body
  expect(plan).toMatchObject({ meter: { every: 70, kind: 'HOURS' }, version: 3 })
  const { items } = (await app.supervisor.get(`/interval-proposals?planId=${planId}`)).body
  expect(items.map(({ status }: { status: string }) => status)).toEqual(['APPROVED', 'REJECTED'])

  const { db } = app.runtime.database
  const audited = await db.rows<{ action: string; requests: number }>(sql`
    SELECT action, count(DISTINCT request_id) AS requests FROM audit_entry
    WHERE entity_id IN (${made.id}, ${planId}) AND request_id = (
      SELECT request_id FROM audit_entry WHERE action = 'intervalProposal.approved') GROUP BY action ORDER BY action`)
  expect(audited.map(({ action }) => action)).toEqual(['intervalProposal.approved', 'plan.changed'])
  expect((await verifyAuditChain(db)).intact).toBe(true)
})
