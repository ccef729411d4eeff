import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportDetail, ImportProposal } from '../../../contract/imports.ts'
import { verifyAuditChain } from '../../platform/audit/verify.ts'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { excavatorCounts, excavatorFile, hasExcavators } from '../../testing/excavators.ts'
import { fileForm } from '../../testing/multipart.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
  await app.runtime.jobs.work()
})
afterAll(() => app?.close())

async function settled(id: string): Promise<ImportDetail> {
  for (;;) {
    const { body } = await app.supervisor.get(`/imports/${id}`)
    if (body.status !== 'CHECKING' && body.status !== 'APPLYING') return body
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

test.runIf(hasExcavators())(
  'the excavators become units with their orders, and undo takes exactly them away',
  async () => {
    const { runtime, supervisor, sites } = app
    const { db } = runtime.database
    const expected = excavatorCounts()
    expect(expected.good).toBe(5484)
    const form = fileForm('work-orders-raw.csv.gz', readFileSync(excavatorFile))
    const upload = await app.app.inject({
      method: 'POST',
      url: '/api/v1/imports',
      payload: form.payload,
      headers: { ...form.headers, authorization: `Bearer ${supervisor.token}` },
    })
    expect(upload.statusCode).toBe(201)
    const run: ImportDetail = upload.json()
    expect(run).toMatchObject({ status: 'UPLOADED', target: 'workOrders', rowCount: 5485 })

    const proposal: ImportProposal = (await supervisor.get(`/imports/${run.id}/proposal`)).body
    expect(proposal.mapping.columns).toEqual({
      reportedAt: 'BscStartDate',
      asset: 'Asset',
      title: 'OriginalShorttext',
      type: 'PMType',
      cost: 'Cost',
    })
    expect(proposal.mapping.values.type).toMatchObject({ PM01: 'CORRECTIVE', PM06: 'CORRECTIVE', PM02: 'PREVENTIVE' })
    expect(proposal.assets.map(({ value }) => value).sort()).toEqual(['A', 'B', 'C', 'D', 'E'])

    const mapping = { ...proposal.mapping, newAssets: { type: 'BACKHOE', site: 'NORTE' } }
    expect((await supervisor.put(`/imports/${run.id}/mapping`, mapping)).status).toBe(200)
    expect((await supervisor.post(`/imports/${run.id}/check`)).status).toBe(202)
    const checked = await settled(run.id)
    expect(checked).toMatchObject({ status: 'CHECKED', result: { rows: 5485, accepted: 5484, refused: 1 } })
    expect(checked.result!.errors.map(({ code, column }) => `${code} ${column}`).sort()).toEqual([
      'badNumber Cost',
      'unknownValue PMType',
    ])
    expect((await db.rows(sql`SELECT id FROM work_order`)).length).toBe(0)
    expect((await db.rows(sql`SELECT id FROM asset`)).length).toBe(0)
    const csv = await supervisor.get(`/imports/${run.id}/errors.csv`)
    expect(String(csv.body)).toContain(`${expected.malformed[0]};PMType;unknownValue;`)

    expect((await supervisor.post(`/imports/${run.id}/apply`, {})).body).toMatchObject({ code: 'import.rowsRefused' })
    expect((await supervisor.post(`/imports/${run.id}/apply`, { skipRefused: true })).status).toBe(202)
    const started = performance.now()
    expect(await settled(run.id)).toMatchObject({ status: 'APPLIED', rowsDone: 5485 })
    process.stderr.write(`applied in ${Math.round(performance.now() - started)} ms\n`)

    const rows = await db.rows<{ key: string; count: number }>(sql`
    SELECT a.code || ' ' || w.category || ' ' || extract(year FROM w.reported_at AT TIME ZONE 'America/Santiago') AS key,
      count(*) AS count
    FROM work_order w JOIN asset a ON a.id = w.asset_id GROUP BY 1`)
    expect(Object.fromEntries(rows.map(({ key, count }) => [key, count]))).toEqual(expected.counts)
    const [sums] = await db.rows<Record<string, unknown>>(sql`
    SELECT sum(service_cost)::bigint AS cost, (SELECT sum(cost)::bigint FROM service_line) AS lines,
      count(*) FILTER (WHERE status = 'CLOSED' AND completed_at = reported_at AND hours_worked = 0) AS closed,
      count(DISTINCT id) FILTER (WHERE system IS NOT NULL) > 4000 AS "haveSystem",
      (SELECT count(*) FROM work_order_status WHERE to_at IS NULL) AS states,
      (SELECT count(*) FROM asset_status WHERE to_at IS NULL) AS units,
      count(*) FILTER (WHERE site_id = ${sites.north}) AS "atSite"
    FROM work_order`)
    expect(sums).toEqual({
      cost: expected.cost,
      lines: expected.cost,
      closed: 5484,
      haveSystem: true,
      states: 5484,
      units: 5,
      atSite: 5484,
    })
    const gaps = await db.rows(sql`
    SELECT year FROM (
      SELECT substr(number, 4, 4) AS year, count(*) AS n, max(substr(number, 9)::int) AS last FROM work_order GROUP BY 1
    ) y WHERE n <> last`)
    expect(gaps).toEqual([])
    const outOfOrder = await db.rows(sql`
    SELECT number FROM (SELECT number, reported_at, lag(reported_at) OVER (ORDER BY number) AS before FROM work_order) o
    WHERE reported_at < before`)
    expect(outOfOrder).toEqual([])

    const other = await app.supervisor.get(`/imports?limit=10`)
    expect(other.body.items[0]).toMatchObject({ id: run.id, created: 5489 })
    expect((await app.otherSupervisor.get(`/imports/${run.id}`)).status).toBe(404)

    expect((await supervisor.post(`/imports/${run.id}/undo`)).body).toMatchObject({ status: 'UNDONE' })
    const [left] = await db.rows<Record<string, unknown>>(sql`
    SELECT (SELECT count(*) FROM work_order) AS orders, (SELECT count(*) FROM asset) AS assets,
      (SELECT count(*) FROM service_line) AS lines, (SELECT sum(value)::int FROM counter WHERE name LIKE 'workOrder-%') AS numbers`)
    expect(left).toEqual({ orders: 0, assets: 0, lines: 0, numbers: 5484 })
    expect((await verifyAuditChain(db)).intact).toBe(true)
  },
)
