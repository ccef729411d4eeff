import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { transitions, type WorkOrderStatus, workOrderStatuses } from '../../../domain/work-order.ts'
import { actionBetween, type WorkOrderAction, workOrderActions } from '../../../domain/work-order-action.ts'
import { type Caller, openTestApp, type TestApp } from '../../testing/app.ts'
import { addUnit, failureCodes, orderTypeId } from '../../testing/orders.ts'

let test: TestApp
let unit: string
let inspection: string
let corrective: string

beforeAll(async () => {
  test = await openTestApp()
  unit = await addUnit(test, test.sites.north, 'RE-01')
  inspection = await orderTypeId(test, 'INSPECTION')
  corrective = await orderTypeId(test, 'CORRECTIVE')
})
afterAll(() => test.close())

async function open(assigneeId: string | null, typeId = inspection): Promise<string> {
  const { status, body } = await test.supervisor.post('/work-orders', {
    title: 'Revisar frenos',
    assetId: unit,
    typeId,
    priority: 'HIGH',
    assigneeId,
  })
  expect(status, JSON.stringify(body)).toBe(201)
  return body.id
}

const bodies: Record<WorkOrderAction, object> = {
  START: {},
  HOLD: { holdReason: 'PARTS' },
  RESUME: {},
  COMPLETE: { notes: 'Listo', hours: 0.01 },
  CLOSE: { reason: 'Revisada' },
  REOPEN: { reason: 'Volvió a fallar' },
  CANCEL: { reason: 'No corresponde' },
}
const act = (caller: Caller, id: string, action: WorkOrderAction, headers = {}) =>
  caller.post(`/work-orders/${id}/${action.toLowerCase()}`, bodies[action], headers)

/** The actions that bring a new order to each state. */
const routeTo: Record<WorkOrderStatus, WorkOrderAction[]> = {
  PENDING: [],
  IN_PROGRESS: ['START'],
  ON_HOLD: ['START', 'HOLD'],
  COMPLETED: ['START', 'COMPLETE'],
  CLOSED: ['START', 'COMPLETE', 'CLOSE'],
  CANCELLED: ['CANCEL'],
}

describe('an order’s life', () => {
  const actions = Object.keys(workOrderActions) as WorkOrderAction[]

  it.each(workOrderStatuses)('from %s every role may do what the table says, and nothing else', async (from) => {
    const callers = [test.admin, test.supervisor, test.operator]
    for (const caller of callers) {
      const operator = caller === test.operator
      for (const action of actions) {
        const id = await open(test.operator.personId)
        for (const step of routeTo[from]) expect((await act(test.supervisor, id, step)).status).toBe(200)
        const { status, body } = await act(caller, id, action)
        const rule = workOrderActions[action]
        const possible = (rule.from as readonly WorkOrderStatus[]).includes(from)
        expect(possible).toBe(
          (transitions[from] as readonly string[]).includes(rule.to) && actionBetween(from, rule.to) === action,
        )
        const expected = operator && rule.supervisor ? 403 : possible ? 200 : 409
        expect(status, `${from} ${action} ${operator ? 'operator' : 'planner'}: ${JSON.stringify(body)}`).toBe(expected)
        if (status === 200) expect(body.status).toBe(rule.to)
        if (status === 409) expect(body).toMatchObject({ code: 'workOrder.transitionNotAllowed' })
      }
    }
  })

  it('says in the caller’s language from where to where it cannot go', async () => {
    const id = await open(null)
    const { body } = await test.supervisor.post(`/work-orders/${id}/complete`, {})
    expect(body.title).toBe('La orden está pendiente: desde ahí no puede pasar a terminada.')
  })

  it('is the business of whoever it is assigned to, and of those who plan', async () => {
    const reported = await test.supervisor.post('/work-orders', {
      title: 'Ruido',
      assetId: unit,
      typeId: inspection,
      priority: 'LOW',
      assigneeId: test.operator.personId,
    })
    expect((await act(test.otherOperator, reported.body.id, 'START')).status).toBe(404)
    expect((await act(test.otherSupervisor, reported.body.id, 'START')).status).toBe(404)
    const fault = await test.operator.post('/work-orders/report', { assetId: unit, what: 'Fuga', canMove: true })
    expect(fault.status).toBe(201)
    expect(fault.body.actions).toEqual([])
    expect((await act(test.operator, fault.body.id, 'START')).body.code).toBe('workOrder.notAssigned')
  })

  it('keeps its states as intervals that follow each other', async () => {
    const id = await open(null)
    for (const step of ['START', 'HOLD', 'RESUME', 'COMPLETE', 'REOPEN', 'COMPLETE', 'CLOSE'] as const) {
      expect((await act(test.supervisor, id, step)).status).toBe(200)
    }
    const { body } = await test.supervisor.get(`/work-orders/${id}`)
    expect(body.history.map((h: { status: string }) => h.status)).toEqual([
      'PENDING',
      'IN_PROGRESS',
      'ON_HOLD',
      'IN_PROGRESS',
      'COMPLETED',
      'IN_PROGRESS',
      'COMPLETED',
      'CLOSED',
    ])
    expect(body.history[2]).toMatchObject({ holdReason: 'PARTS', by: { id: test.supervisor.personId } })
    for (const [i, step] of body.history.entries()) expect(step.to).toBe(body.history[i + 1]?.from ?? null)
    expect(body.assignee.id, 'who starts an order nobody has, takes it').toBe(test.supervisor.personId)
  })

  it('waits for approval when its type asks for it', async () => {
    const id = await open(test.operator.personId, await orderTypeId(test, 'MODIFICATION'))
    expect((await act(test.operator, id, 'START')).body.code).toBe('workOrder.awaitsApproval')
    expect((await test.operator.post(`/work-orders/${id}/approve`)).status).toBe(403)
    const approved = await test.supervisor.post(`/work-orders/${id}/approve`)
    expect(approved.body).toMatchObject({ approvedBy: { id: test.supervisor.personId }, awaitsApproval: false })
    expect((await test.supervisor.post(`/work-orders/${id}/approve`)).body.code).toBe('workOrder.nothingToApprove')
    expect((await act(test.operator, id, 'START')).status).toBe(200)
  })

  it('refuses a change made from an older version', async () => {
    const id = await open(null)
    const { headers } = await test.supervisor.get(`/work-orders/${id}`)
    const seen = { 'if-match': String(headers.etag) }
    expect((await test.supervisor.patch(`/work-orders/${id}`, { title: 'Uno' }, seen)).status).toBe(200)
    expect((await test.supervisor.patch(`/work-orders/${id}`, { title: 'Dos' }, seen)).status).toBe(412)
    expect((await act(test.supervisor, id, 'START', seen)).status).toBe(412)
  })
})

describe('completion', () => {
  const missingOf = (body: { errors: { field: string; code: string }[] }) => body.errors.map(({ field }) => field)

  it('lists everything missing and everything wrong at once', async () => {
    const id = await open(null, corrective)
    await act(test.supervisor, id, 'START')
    const none = await test.supervisor.post(`/work-orders/${id}/complete`, {})
    expect(none.status).toBe(422)
    expect(missingOf(none.body)).toEqual(['notes', 'hours', 'failureModeId', 'failureCauseId', 'failureActionId'])
    const codes = await failureCodes(test)
    const mixed = await test.supervisor.post(`/work-orders/${id}/complete`, {
      notes: 'Cambiado',
      failureModeId: codes.failureCauseId,
      failureCauseId: codes.failureCauseId,
      downtimeTo: '2026-02-01T00:00:00Z',
    })
    expect(missingOf(mixed.body)).toEqual(['hours', 'failureActionId', 'downtimeFrom', 'failureModeId'])
    const { body } = await test.supervisor.get(`/work-orders/${id}`)
    expect(body).toMatchObject({ status: 'IN_PROGRESS', completionNotes: null, hoursWorked: 0 })
    expect(body.missing).toEqual(['notes', 'hoursWorked', 'failureMode', 'failureCause', 'failureAction'])
  })

  it('takes the failure code only from the list of the unit’s type or of every type', async () => {
    const [foreign] = await test.runtime.database.db.rows<{ id: string }>(sql`
      SELECT f.id FROM failure_code f JOIN asset_type t ON t.id = f.asset_type_id WHERE t.code = 'PICKUP' AND f.kind = 'MODE' LIMIT 1`)
    const [generic] = await test.runtime.database.db.rows<{ id: string }>(sql`
      SELECT id FROM failure_code WHERE asset_type_id IS NULL AND kind = 'MODE' LIMIT 1`)
    const id = await open(null, corrective)
    await act(test.supervisor, id, 'START')
    const codes = await failureCodes(test)
    const done = (failureModeId: string) =>
      test.supervisor.post(`/work-orders/${id}/complete`, { notes: 'x', hours: 0.5, ...codes, failureModeId })
    expect((await done(foreign!.id)).body.errors).toMatchObject([{ field: 'failureModeId', code: 'unknown' }])
    expect((await done(generic!.id)).body).toMatchObject({ status: 'COMPLETED', failureMode: { id: generic!.id } })
  })

  it('puts the unit back to work and closes its downtime', async () => {
    const machine = await addUnit(test, test.sites.north, 'RE-02')
    const fault = await test.supervisor.post('/work-orders/report', {
      assetId: machine,
      what: 'No parte',
      canMove: false,
    })
    expect(fault.body).toMatchObject({ priority: 'URGENT', category: 'CORRECTIVE', asset: { status: 'STOPPED' } })
    const { id } = fault.body
    const started = await test.supervisor.post(`/work-orders/${id}/start`, { unitInMaintenance: true, timer: true })
    expect(started.body.asset).toMatchObject({ status: 'IN_MAINTENANCE', statusReason: 'No parte' })
    const { status, body } = await test.supervisor.post(`/work-orders/${id}/complete`, {
      notes: 'Batería nueva',
      hours: 1.5,
      ...(await failureCodes(test)),
      assetStatus: 'OPERATING',
    })
    expect(status).toBe(200)
    expect(body.asset.status).toBe('OPERATING')
    expect(body.downtimeFrom).not.toBeNull()
    expect(body.downtimeTo).toBe(body.completedAt)
    const intervals = await test.runtime.database.db.rows<{ status: string; from: string; to: string | null }>(sql`
      SELECT status, from_at AS from, to_at AS to FROM asset_status WHERE asset_id = ${machine} ORDER BY from_at`)
    expect(intervals.map((i) => i.status)).toEqual(['OPERATING', 'STOPPED', 'IN_MAINTENANCE', 'OPERATING'])
    for (const [i, { to }] of intervals.entries()) expect(to).toBe(intervals[i + 1]?.from ?? null)
  })

  it('stays complete: an edit may not take back what completion needed', async () => {
    const id = await open(null)
    await act(test.supervisor, id, 'START')
    await act(test.supervisor, id, 'COMPLETE')
    const { status, body } = await test.supervisor.patch(`/work-orders/${id}`, { completionNotes: ' ' })
    expect([status, body.code]).toEqual([422, 'workOrder.incomplete'])
    await act(test.supervisor, id, 'CLOSE')
    const closed = await test.supervisor.patch(`/work-orders/${id}`, { title: 'Otro' })
    expect([closed.status, closed.body.code]).toEqual([409, 'workOrder.final'])
  })
})

describe('cancelling', () => {
  it('names the order it repeats, of the same unit only', async () => {
    const [first, second] = [await open(null), await open(null)]
    const other = await addUnit(test, test.sites.north, 'RE-03')
    const elsewhere = await test.supervisor.post('/work-orders', {
      title: 'x',
      assetId: other,
      typeId: inspection,
      priority: 'LOW',
    })
    const cancelAs = (duplicateOfId: string) =>
      test.supervisor.post(`/work-orders/${second}/cancel`, { reason: 'Repetida', duplicateOfId })
    expect((await cancelAs(second)).body.errors[0].code).toBe('self')
    expect((await cancelAs(elsewhere.body.id)).body.errors[0].code).toBe('otherUnit')
    expect((await cancelAs(first)).body.duplicateOf.id).toBe(first)
    expect((await test.supervisor.get(`/work-orders/${first}`)).body.duplicates).toMatchObject([{ id: second }])
  })
})
