import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { forgetOldRecords } from './jobs.ts'

let test: TestApp
beforeAll(async () => {
  test = await openTestApp()
})
afterAll(() => test.close())

it('forgets what is older than the parameters say, and keeps dead jobs and last runs', async () => {
  const { db } = test.runtime.database
  const count = async (table: string, where = sql`true`) => {
    const [row] = await db.rows<{ n: number }>(sql`SELECT count(*) AS n FROM ${sql.raw(table)} WHERE ${where}`)
    return row!.n
  }
  await test.admin.post('/sites', { code: 'X', name: 'Equis' }, { 'idempotency-key': 'una' })
  await db.rows(sql`UPDATE idempotency_key SET created_at = now() - interval '25 hours'`)
  await test.admin.post('/sites', { code: 'Y', name: 'Ye' }, { 'idempotency-key': 'dos' })
  await db.rows(
    sql`UPDATE session SET expires_at = now() - interval '91 days' WHERE person_id = ${test.otherOperator.personId}`,
  )
  await db.rows(sql`
    INSERT INTO jobs.job (name, state, started_on, completed_on)
    SELECT name, state::jobs.job_state, now() - days * interval '1 day', now() - days * interval '1 day' FROM (VALUES
      ('kpi.refresh', 'completed', 20), ('kpi.refresh', 'completed', 16), ('import.requested.run', 'completed', 20),
      ('import.requested.run', 'completed', 10), ('import.requested.run', 'failed', 300)) v(name, state, days)`)
  await forgetOldRecords(test.runtime)
  expect(await count('idempotency_key')).toBe(1)
  expect(await count('session', sql`person_id = ${test.otherOperator.personId}`)).toBe(0)
  expect(await count('session')).toBe(4)
  expect(await count('jobs.job', sql`name = 'kpi.refresh'`)).toBe(1)
  expect(await count('jobs.job', sql`name = 'import.requested.run'`)).toBe(2)

  expect((await test.admin.put('/parameters/retention.jobDays', { value: 0 })).body.errors[0].field).toBe('value')
  expect((await test.supervisor.put('/parameters/retention.jobDays', { value: 5 })).status).toBe(403)
  const set = await test.admin.put('/parameters/retention.jobDays', { value: 5 })
  expect(set.body).toMatchObject({ value: 5, fallback: 14, changedBy: { id: test.admin.personId } })
  await forgetOldRecords(test.runtime)
  expect(await count('jobs.job', sql`name = 'import.requested.run'`)).toBe(1)
  await test.admin.put('/parameters/retention.jobDays', { value: 14 })
  const { body: history } = await test.admin.get('/parameters/retention.jobDays/history')
  expect(history.items.map(({ value }: { value: number }) => value)).toEqual([14, 5])
})
