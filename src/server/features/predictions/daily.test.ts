import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { HistoryRecord } from '../../../prediction/history.ts'
import { risksNow } from '../../../prediction/risks.ts'
import { systemActor } from '../../platform/actor.ts'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { championInForce } from './artefacts.ts'
import { requestTraining } from './commands.ts'
import { runBatch, startRun } from './daily.ts'
import { days, loadAssets, recordsOf } from './history.ts'
import { runTraining } from './run-training.ts'
import { plantFailures } from './testing.ts'

const now = '2026-09-10T12:00:00.000Z'
const actor = systemActor('job', v7())
let test: TestApp
let units: string[]

beforeAll(async () => {
  test = await openTestApp({ now: () => now })
  units = (await plantFailures(test, { until: now })).ids
})
afterAll(() => test.close())

const rows = <T extends object>(statement: ReturnType<typeof sql>) => test.runtime.database.db.rows<T>(statement)

it('gives a unit in a part of a run the risk it has by the history of the whole fleet', async () => {
  const { db } = test.runtime.database
  // In service since its first record, of which its failures say nothing: it has none.
  await rows(sql`UPDATE asset SET commissioned_on = NULL WHERE id = ${units[0]}`)
  await rows(sql`UPDATE work_order SET category = 'PREVENTIVE' WHERE asset_id = ${units[0]}`)
  // Most failures say which system it was: each is predicted by itself, and has a rate of its own in the fleet.
  await rows(sql`UPDATE work_order SET system = 'ENGINE' WHERE right(number, 1) <> '0'`)
  await rows(sql`UPDATE work_order SET system = 'HYDRAULICS' WHERE right(number, 1) IN ('1', '2', '3')`)
  const { id } = await requestTraining(test.runtime, actor, { cause: 'MANUAL', horizons: [14] })
  await runTraining(test.runtime, { id }, { id, signal: new AbortController().signal })
  await rows(sql`DELETE FROM prediction_batch`)
  await rows(sql`DELETE FROM prediction_run`)
  const run = (await startRun(test.runtime, actor, 5))!
  const batches = await rows<{ id: string }>(sql`SELECT id FROM prediction_batch WHERE run_id = ${run.id}`)
  expect(batches).toHaveLength(3)
  for (const batch of batches) await runBatch(test.runtime, actor, batch)
  const predicted = await rows<{ asset: string; system: string; score: number }>(
    sql`SELECT asset_id AS asset, system, score FROM prediction`,
  )

  const assets = await loadAssets(db)
  const records: HistoryRecord[] = []
  for await (const part of recordsOf(db, now, assets)) records.push(...part)
  const { artefact, model } = (await championInForce(test.runtime, actor))!
  const { bySystem } = model.parameters
  const whole = risksNow({ assets, records, until: days(now) }, artefact, { bySystem, explained: 0, influences: 0 })
  const scores = new Map(whole.map(({ asset, system, score }) => [`${asset} ${system ?? ''}`, score]))
  expect(predicted.length).toBeGreaterThan(units.length)
  expect(new Map(predicted.map(({ asset, system, score }) => [`${asset} ${system}`, score]))).toEqual(scores)
})
