import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Contest } from '../../../contract/prediction-models.ts'
import { systemActor } from '../../platform/actor.ts'
import { modelFolder } from '../../platform/config.ts'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { raiseAlerts } from './alerts.ts'
import { championInForce } from './artefacts.ts'
import { runBatch, startRun } from './daily.ts'
import { checkModel } from './health.ts'
import { followRun, keepUp } from './jobs.ts'
import { resolveOutcomes } from './outcomes.ts'
import { runTraining } from './run-training.ts'
import { plantFailures } from './testing.ts'

let now = '2026-09-10T12:00:00.000Z'
const actor = systemActor('job', v7())
const job = () => ({ id: v7(), signal: new AbortController().signal })
let test: TestApp
let units: string[]

beforeAll(async () => {
  test = await openTestApp({
    now: () => now,
    env: { JWT_ACCESS_TOKEN_LIFETIME: '525600', JWT_REFRESH_TOKEN_LIFETIME: '525600' },
  })
  units = (await plantFailures(test, { until: now })).ids
})
afterAll(() => test.close())

const rows = <T extends object>(statement: ReturnType<typeof sql>) => test.runtime.database.db.rows<T>(statement)
const later = (days: number) => {
  now = new Date(Date.parse(now) + days * 86_400_000).toISOString()
}

async function trainNow(body: object = { horizons: [14] }) {
  const asked = await test.supervisor.post('/predictions/models', body)
  expect(asked.status).toBe(202)
  await runTraining(test.runtime, { id: asked.body.id }, job())
  return (await test.supervisor.get(`/predictions/models/${asked.body.id}`)).body
}

/** Does what is left of a run as a worker would, part by part. */
async function finishRun(size?: number) {
  const run = (await startRun(test.runtime, actor, size))!
  const batches = await rows<{ id: string }>(
    sql`SELECT id FROM prediction_batch WHERE run_id = ${run.id} ORDER BY number`,
  )
  return { run, batches }
}

describe('a training', () => {
  it('waits, can be stopped, and another may begin only then', async () => {
    const first = await test.supervisor.post('/predictions/models', {})
    expect(first.body).toMatchObject({ state: 'QUEUED', cause: 'MANUAL', isDemo: false })
    expect(await test.admin.post('/predictions/models', {})).toMatchObject({
      status: 409,
      body: { code: 'prediction.trainingRunning' },
    })
    expect((await test.supervisor.post(`/predictions/models/${first.body.id}/cancel`)).body.state).toBe('CANCELLED')
    expect((await test.supervisor.post(`/predictions/models/${first.body.id}/cancel`)).body.code).toBe(
      'prediction.notRunning',
    )
    await runTraining(test.runtime, { id: first.body.id }, job())
    expect((await test.supervisor.get(`/predictions/models/${first.body.id}`)).body.state).toBe('CANCELLED')
  })

  it('stops in the middle when somebody says so', async () => {
    const asked = await test.supervisor.post('/predictions/models', {})
    const running = runTraining(test.runtime, { id: asked.body.id }, job())
    await expect
      .poll(async () => (await test.supervisor.get(`/predictions/models/${asked.body.id}`)).body.state, {})
      .toBe('RUNNING')
    expect((await test.supervisor.post(`/predictions/models/${asked.body.id}/cancel`)).status).toBe(200)
    await running
    expect((await test.supervisor.get(`/predictions/models/${asked.body.id}`)).body).toMatchObject({
      state: 'CANCELLED',
      artefactFile: null,
    })
  })

  it('is registered with its data, seed, folds, scores and champion; the same data give the same bytes', async () => {
    expect((await test.supervisor.get('/predictions/statistics')).body).toMatchObject({ state: 'NO_MODEL', day: null })
    expect((await test.supervisor.post('/predictions/run')).body.code).toBe('prediction.noModel')
    const model = await trainNow()
    expect(model).toMatchObject({ state: 'TRAINED', inForce: true, seed: 1, isDemo: false, error: null })
    expect(model.champions).toEqual([expect.objectContaining({ days: 14, name: expect.any(String) })])
    const back = (await test.supervisor.get('/predictions/back-test')).body
    expect(back.contests[0].folds).toHaveLength(6)
    expect(back.contests[0].competitors.map(({ name }: { name: string }) => name)).toContain('empiricalBayes')
    const again = await trainNow()
    expect(again).toMatchObject({ dataHash: model.dataHash, artefactHash: model.artefactHash, inForce: true })
    expect(again.abstentions).toEqual([])
  })

  it('says of a horizon that nobody won who came nearest, and by how much', async () => {
    const [{ id, contests }] = (await rows<{ id: string; contests: Contest[] }>(sql`
      SELECT id, summary -> 'contests' AS contests FROM prediction_model WHERE state = 'TRAINED' LIMIT 1`)) as [
      { id: string; contests: Contest[] },
    ]
    const write = (next: object) =>
      rows(sql`UPDATE prediction_model SET summary = jsonb_set(summary, '{contests}', ${JSON.stringify(next)}::text::jsonb)
        WHERE id = ${id}`)
    await write(contests.map((contest) => ({ ...contest, champion: null })))
    const { abstentions } = (await test.supervisor.get(`/predictions/models/${id}`)).body
    await write(contests)
    const [{ competitors, rows: tested }] = contests as [Contest]
    const [best] = competitors.toSorted((a, b) => a.logLoss - b.logLoss) as [Contest['competitors'][number]]
    const [low, high] = best.interval95.brierSkill
    const params = { best: best.name, skill: best.brierSkill, low, high, rows: tested }
    expect(abstentions).toEqual([{ days: 14, reason: { code: 'NO_USEFUL_MODEL', params } }])
  })
})

describe('the daily run', () => {
  it('predicts each unit once, whoever works at it and however often', async () => {
    await rows(sql`DELETE FROM prediction_batch`)
    await rows(sql`DELETE FROM prediction_run`)
    const [{ run, batches }] = await Promise.all([finishRun(5), finishRun(5), finishRun(5)])
    expect(batches).toHaveLength(3)
    await Promise.all([...batches, ...batches, ...batches].map(({ id }) => runBatch(test.runtime, actor, { id })))
    const [count] = await rows<{ n: number; units: number }>(
      sql`SELECT count(*) AS n, count(DISTINCT asset_id) AS units FROM prediction`,
    )
    expect(count).toEqual({ n: units.length, units: units.length })
    const [ended] = await rows<{ finished: boolean }>(
      sql`SELECT finished_at IS NOT NULL AS finished FROM prediction_run WHERE id = ${run.id}`,
    )
    expect(ended!.finished).toBe(true)
    const answer = await test.admin.get('/predictions')
    expect(answer.status).toBe(200)
    const list = answer.body.items
    expect(list).toHaveLength(units.length)
    expect(list.map(({ rank }: { rank: number }) => rank)).toEqual(units.map((_, i) => i + 1))
    expect(list[0].probability).toBeGreaterThan(list.at(-1).probability)
    expect(list[0].reasons[0].records[0]).toMatchObject({ kind: 'workOrder', number: expect.stringMatching(/^OT-/) })
    expect(list[0]).toMatchObject({ isDemo: false, alike: { rows: expect.any(Number) } })
  })

  it('shows each supervisor the units of their sites, by filter, and an operator none', async () => {
    const own = (await test.supervisor.get('/predictions?riskClass=CRITICAL,HIGH')).body.items
    expect(own.length).toBeGreaterThan(0)
    expect(new Set(own.map(({ site }: { site: { id: string } }) => site.id))).toEqual(new Set([test.sites.north]))
    const other = (await test.otherSupervisor.get('/predictions')).body.items
    expect((await test.supervisor.get(`/predictions/risks/${other[0].id}`)).status).toBe(404)
    expect((await test.supervisor.get(`/predictions/units/${other[0].asset.id}`)).status).toBe(404)
    expect((await test.operator.get('/predictions')).status).toBe(403)
    const page = (await test.admin.get('/predictions?limit=5')).body
    const next = (await test.admin.get(`/predictions?limit=200&cursor=${encodeURIComponent(page.nextCursor)}`)).body
    expect([...page.items, ...next.items].map(({ rank }) => rank)).toEqual(units.map((_, i) => i + 1))
  })

  it('opens one order for each high risk however many workers tell of it, gives it to somebody, and then keeps quiet', async () => {
    const { run } = await finishRun()
    const told = await Promise.all([1, 2, 3].map(() => raiseAlerts(test.runtime, actor, { id: run.id })))
    const alerts = (await test.admin.get('/predictions/alerts')).body.items
    expect(alerts.length).toBe(told.reduce((sum, n) => sum + n, 0))
    expect(alerts.length).toBeGreaterThan(1)
    const orders = await rows<{ asset: string; n: number; priority: string; assigned: boolean; days: number }>(sql`
      SELECT asset_id AS asset, count(*) AS n, min(priority) AS priority, bool_and(assignee_id IS NOT NULL) AS assigned,
        round(extract(epoch FROM min(due_at) - ${now}::timestamptz) / 86400)::int AS days
      FROM work_order WHERE category = 'PREDICTIVE' GROUP BY asset_id`)
    expect(orders.length).toBeGreaterThan(1)
    for (const { n, priority, days, assigned } of orders) {
      expect([n, assigned]).toEqual([1, true])
      expect(priority === 'URGENT' ? 2 : 7).toBe(days)
    }
    later(15)
    expect(await raiseAlerts(test.runtime, actor, { id: run.id })).toBe(0)
    later(-15)
    const first = alerts.find(({ workOrder }: { workOrder: object | null }) => workOrder)
    const [prediction] = (await test.admin.get(`/predictions?assetId=${first.asset.id}`)).body.items
    expect(await test.admin.post(`/predictions/risks/${prediction.id}/order`, {})).toMatchObject({
      status: 409,
      body: { code: 'prediction.orderOpen' },
    })
  })

  it('lets people accept, turn down and call done what was only suggested', async () => {
    const list = (await test.admin.get('/predictions')).body.items
    const free = list.filter(({ alert }: { alert: object | null }) => !alert)
    expect((await test.admin.post(`/predictions/risks/${free[0].id}/dismiss`, { reason: 'no' })).body.code).toBe(
      'prediction.notSuggested',
    )
    const both = await Promise.all([1, 2].map(() => test.admin.post(`/predictions/risks/${free[0].id}/order`, {})))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    for (const [n, action] of ['dismiss', 'done'].entries()) {
      const { id, asset, horizon } = free[n + 1]
      await rows(sql`
        INSERT INTO prediction_alert (id, asset_id, day, raised_at, horizon, until_at, model_id, reasons, is_demo, advice)
        SELECT ${v7()}, ${asset.id}, day, ${now}, ${horizon}, ${now}::timestamptz + interval '14 days', model_id, '[]', false, 'SUGGESTED'
        FROM prediction WHERE id = ${id}`)
      const body = action === 'done' ? { note: 'ya se hizo' } : { reason: 'recién reparada' }
      expect((await test.admin.post(`/predictions/risks/${id}/${action}`, {})).status).toBe(400)
      const decided = await test.admin.post(`/predictions/risks/${id}/${action}`, body)
      expect(decided.body.alert.advice).toBe(action === 'done' ? 'DONE' : 'REJECTED')
    }
  })
})

describe('the outcome ledger', () => {
  it('takes a person’s word, ends the rest by facts at the horizon, and lists misses', async () => {
    const alerts = (await test.admin.get('/predictions/alerts?outcome=OPEN')).body.items
    const [answered, failed, ...rest] = alerts
    const said = await test.admin.post(`/predictions/alerts/${answered.id}/outcome`, {
      outcome: 'PREVENTED',
      note: 'manguera',
    })
    expect(said.body).toMatchObject({ outcome: 'PREVENTED', outcomeBy: { name: 'Ada Admin' } })
    const again = await test.admin.post(`/predictions/alerts/${answered.id}/outcome`, { outcome: 'FALSE' })
    expect(again.body.code).toBe('prediction.outcomeSettled')
    later(3)
    const fault = (assetId: string) =>
      test.admin.post('/work-orders/report', { assetId, what: 'No frena', canMove: true })
    expect((await fault(failed.asset.id)).status).toBeLessThan(300)
    const quietUnits = (await test.admin.get('/predictions')).body.items.filter(
      ({ alert, asset }: { alert: object | null; asset: { id: string } }) => !alert && asset.id !== answered.asset.id,
    )
    await fault(quietUnits.at(-1).asset.id)
    await resolveOutcomes(test.runtime, actor, {})
    const open = (await test.admin.get('/predictions/alerts?outcome=OPEN')).body.items
    expect(open).toHaveLength(rest.length)
    later(14)
    await resolveOutcomes(test.runtime, actor, {})
    const ended = (await test.admin.get('/predictions/alerts')).body.items
    expect(ended.find(({ id }: { id: string }) => id === failed.id).outcome).toBe('HIT')
    expect(ended.filter(({ outcome }: { outcome: string }) => outcome === 'FALSE')).toHaveLength(rest.length)
    const card = (await test.admin.get('/predictions/scorecard')).body
    expect(card.months[0]).toMatchObject({
      month: '2026-09',
      hits: 1,
      prevented: 1,
      false: rest.length,
      open: 0,
      failures: 2,
      misses: 1,
    })
    expect(card.misses).toEqual([
      expect.objectContaining({ asset: quietUnits.at(-1).asset, probability: expect.any(Number) }),
    ])
    const risks = (await test.admin.get('/predictions/high-risk')).body
    expect(risks.months.map(({ month, hits, misses }: Record<string, unknown>) => [month, hits, misses])).toEqual([
      ['2026-09', 1, 1],
      ['2026-08', 0, 0],
    ])
    expect((await test.otherSupervisor.get('/predictions/scorecard')).body.months[0].alerts).toBeLessThan(alerts.length)
  })
})

describe('an alert budget', () => {
  it('shows what is missed, and then only so many alerts go out in a week', async () => {
    const what = (await test.supervisor.get('/predictions/alert-budget')).body
    expect(what.options[0]).toMatchObject({ perWeek: 1 })
    expect(what.options.at(-1).missedPerMonth).toBeLessThan(what.options[0].missedPerMonth)
    expect((await test.supervisor.put('/parameters/predictions.alertBudget', { value: 1 })).status).toBe(403)
    expect((await test.admin.put('/parameters/predictions.alertBudget', { value: 0 })).status).toBe(400)
    expect((await test.admin.put('/parameters/predictions.alertBudget', { value: 1 })).body).toMatchObject({ value: 1 })
    await rows(sql`UPDATE work_order SET status = 'CLOSED', completed_at = ${now} WHERE category = 'PREDICTIVE'`)
    const { run, batches } = await finishRun()
    for (const { id } of batches) await runBatch(test.runtime, actor, { id })
    await followRun(test.runtime, actor, { id: run.id })
    const open = (await test.admin.get('/predictions/alerts?outcome=OPEN')).body.items
    expect(open).toHaveLength(1)
    expect(await raiseAlerts(test.runtime, actor, { id: run.id })).toBe(0)
    await test.admin.put('/parameters/predictions.alertBudget', { value: null })
    const history = (await test.supervisor.get('/parameters/predictions.alertBudget/history')).body.items
    expect(history.map(({ value }: { value: unknown }) => value)).toEqual([null, 1])
  })
})

describe('a model whose file is damaged, missing or of another format', () => {
  it('is marked, told of, and gives way to the last good one; without any the rest goes on', async () => {
    expect(await checkModel(test.runtime, actor)).toMatchObject({ state: 'OK' })
    const good = (await championInForce(test.runtime, actor))!
    const model = await trainNow()
    const path = join(modelFolder(test.runtime.config), model.artefactFile)
    const bytes = Buffer.from((await championInForce(test.runtime, actor))!.bytes)
    bytes[200]! ^= 1
    writeFileSync(path, bytes)
    expect((await championInForce(test.runtime, actor))!.model.id).toBe(good.model.id)
    expect((await test.admin.get(`/predictions/models/${model.id}`)).body.broken).toMatchObject({ reason: 'corrupt' })
    expect((await test.admin.get('/predictions/models/health')).body).toMatchObject({
      state: 'WARNING',
      modelId: good.model.id,
    })
    for (const one of await rows<{ file: string }>(
      sql`SELECT artefact_file AS file FROM prediction_model WHERE artefact_file IS NOT NULL`,
    )) {
      writeFileSync(join(modelFolder(test.runtime.config), one.file), 'nothing')
    }
    expect(await startRun(test.runtime, actor)).toBeNull()
    expect((await test.admin.get('/predictions/models/health')).body.state).toBe('FAILED')
    expect((await test.admin.get('/predictions/statistics')).body.state).toBe('NO_MODEL')
    expect((await test.admin.get('/dashboard')).status).toBe(200)
  })
})

describe('too little history', () => {
  it('gives no probability and says what is missing', async () => {
    await rows(
      sql`UPDATE work_order SET duplicate_of_id = (SELECT id FROM work_order LIMIT 1) WHERE reported_at < ${'2026-08-25'}`,
    )
    const model = await trainNow({})
    expect(model).toMatchObject({ state: 'ABSTAINED', error: { code: 'TOO_FEW_FAILURES', params: { needed: 30 } } })
    expect(model.abstentions).toEqual([7, 14, 30].map((days) => ({ days, reason: model.error })))
    expect((await test.admin.get('/predictions/statistics')).body.state).toBe('ABSTAINS')
    await keepUp(test.runtime, actor)
    expect((await test.admin.get('/predictions/models')).body.items[0].id).toBe(model.id)
    later(31)
    await keepUp(test.runtime, actor)
    const [newest] = await rows(sql`SELECT cause, state FROM prediction_model ORDER BY created_at DESC LIMIT 1`)
    expect(newest).toEqual({ cause: 'MONTHLY', state: 'QUEUED' })
  })
})
