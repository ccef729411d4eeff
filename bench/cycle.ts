import { sql } from 'drizzle-orm'
import pg from 'pg'
import sharp from 'sharp'
import { answersTo, sheetOf, submission, submit } from '../src/server/features/inspections/testing.ts'
import { generateOrders } from '../src/server/features/plans/generator.ts'
import { openTestApp, type TestApp } from '../src/server/testing/app.ts'
import { fileForm } from '../src/server/testing/multipart.ts'
import { addUnit, orderTypeId } from '../src/server/testing/orders.ts'
import { addPart, stockUp } from '../src/server/testing/parts.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)
const ms = (value: number) => `${value.toFixed(value < 100 ? 1 : 0)} ms`

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

const quantile = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))]!
const spread = (values: readonly number[]) => `p50 ${ms(quantile(values, 0.5))}, p95 ${ms(quantile(values, 0.95))}`

/** Monthly plans of as many units, with a part each; one in a hundred is due today. */
async function measureGenerator(test: TestApp, plans: number): Promise<void> {
  const { db } = test.runtime.database
  await addUnit(test, test.sites.north, 'RE-00')
  const part = await addPart(test)
  await stockUp(test, part, 1_000)
  await db.rows(sql`
    WITH unit AS (
      INSERT INTO asset (id, code, name, type_id, site_id, criticality, status_since, created_at)
      SELECT gen_random_uuid(), 'U-' || g, 'Unidad ' || g, a.type_id, a.site_id, a.criticality, now() - interval '1 year',
        now() - interval '1 year'
      FROM generate_series(1, ${plans}::int) g, (SELECT * FROM asset WHERE code = 'RE-00') a RETURNING id, code, created_at),
    stood AS (
      INSERT INTO asset_status (id, asset_id, status, from_at)
      SELECT gen_random_uuid(), id, 'OPERATING', created_at FROM unit)
    INSERT INTO maintenance_plan (id, name, asset_id, calendar_every, calendar_unit, mode, starts_on, lead_days, priority, levels,
      counts_from, created_at)
    SELECT gen_random_uuid(), 'Mantención ' || code, id, 1, 'month', 'FIXED',
      CASE WHEN code ~ '00$' THEN current_date ELSE current_date + 20 END, 0, 'MEDIUM',
      jsonb_build_array(jsonb_build_object('name', 'Servicio', 'multiple', 1,
        'tasks', jsonb_build_array(jsonb_build_object('text', 'Engrasar', 'hours', 1)),
        'parts', jsonb_build_array(jsonb_build_object('partId', ${part}::text, 'quantity', 1)))),
      now() - interval '1 day', now() - interval '1 day' FROM unit`)
  await db.rows(sql`ANALYZE`)
  let opened = 0
  const first = await timed(async () => {
    const done = await generateOrders(test.runtime, 'bench')
    if (done.failed > 0) throw new Error(`${done.failed} plans failed`)
    opened = done.opened
  })
  const again = await timed(() => generateOrders(test.runtime, 'bench'))
  say(`generator over ${plans} plans: ${ms(first)} with ${opened} orders opened, ${ms(again)} with none   budget 10 s`)
}

/** Ten photos as a telephone takes them, which no compressor makes small. */
async function measureChecklist(test: TestApp): Promise<void> {
  const unit = await addUnit(test, test.sites.north, 'RE-01')
  const sheet = await sheetOf(test.supervisor, unit)
  const points = sheet.sections.flatMap((section) => section.points).slice(0, 10)
  const failed: Record<string, { photoIds: string[]; note: string }> = {}
  for (const [i, { id }] of points.entries()) {
    const noise = { type: 'gaussian' as const, mean: 90 + 8 * i, sigma: 30 }
    const photo = await sharp({ create: { width: 1_600, height: 1_200, channels: 3, background: '#888', noise } })
      .jpeg({ quality: 80 })
      .toBuffer()
    const { payload, headers } = fileForm('foto.jpg', photo)
    const answer = await test.app.inject({
      method: 'POST',
      url: `/api/v1/files?ownerType=inspectionDraft&ownerId=${test.supervisor.personId}&kind=PHOTO`,
      payload,
      headers: { ...headers, authorization: `Bearer ${test.supervisor.token}` },
    })
    failed[id] = { photoIds: [answer.json().id], note: 'Con desgaste' }
  }
  const { status, body } = await submit(test.supervisor, submission(unit, sheet, { answers: answersTo(sheet, failed) }))
  if (status !== 201) throw new Error(JSON.stringify(body))
  const [times, busy]: [number[], number[]] = [[], []]
  let bytes = 0
  for (let round = 0; round < 8; round++) {
    const before = process.cpuUsage()
    times.push(
      await timed(async () => {
        const pdf = await test.supervisor.get(`/inspections/${body.id}/inspection.pdf`)
        if (pdf.status !== 200) throw new Error(`the PDF answered ${pdf.status}`)
        bytes = pdf.body.length
      }),
    )
    const { user, system } = process.cpuUsage(before)
    busy.push((user + system) / 1_000)
  }
  const [first, ...rest] = times
  say(
    `checklist PDF with ${points.length} photos: ${ms(first!)} the first time, ${spread(rest)} (${ms(quantile(busy.slice(1), 0.5))} of processor), ${(bytes / 1e6).toFixed(2)} MB   budget 400 ms, 1.5 MB`,
  )
}

/** Issues through the API in this process, in turns with the least SQL that books the same through bare `pg`. */
async function measureIssue(test: TestApp, rounds: number): Promise<void> {
  if (!test.databaseUrl) throw new Error('needs a server: TEST_DATABASE_URL')
  const assetId = await addUnit(test, test.sites.north, 'RE-02')
  const typeId = await orderTypeId(test, 'PREVENTIVE')
  const part = await addPart(test)
  await stockUp(test, part, 10 * rounds)
  const order = async () =>
    (await test.supervisor.post('/work-orders', { title: 'Cambio', assetId, typeId, priority: 'LOW' })).body
      .id as string
  const [ours, theirs] = [await order(), await order()]
  const client = new pg.Client({ connectionString: test.databaseUrl })
  await client.connect()
  const bare = async () => {
    await client.query('BEGIN')
    await client.query('SELECT 1 FROM work_order WHERE id = $1 FOR UPDATE', [theirs])
    const { rows } = await client.query(
      'SELECT on_hand, value FROM part_stock WHERE part_id = $1 AND site_id = $2 FOR UPDATE',
      [part, test.sites.north],
    )
    const { on_hand: onHand, value } = rows[0]
    await client.query(
      `INSERT INTO stock_movement (id, part_id, site_id, kind, quantity, value, balance, work_order_id, at)
       VALUES (gen_random_uuid(), $1, $2, 'ISSUE', -1, -round($3::numeric / $4::numeric, 6), $4::numeric - 1, $5, now())`,
      [part, test.sites.north, value, onHand, theirs],
    )
    await client.query('UPDATE work_order SET parts_cost = parts_cost + 1000, version = version + 1 WHERE id = $1', [
      theirs,
    ])
    await client.query('COMMIT')
  }
  const issue = async () => {
    const answer = await test.supervisor.post(`/work-orders/${ours}/parts/issue`, { partId: part, quantity: 1 })
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  }
  const [api, sqlAlone]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds + 30; round++) {
    const [a, b] = [await timed(issue), await timed(bare)]
    if (round < 30) continue
    api.push(a)
    sqlAlone.push(b)
  }
  await client.end()
  const ratio = quantile(api, 0.95) / quantile(sqlAlone, 0.95)
  say(`stock issue, ${rounds} in turns: API ${spread(api)}; bare SQL ${spread(sqlAlone)}; p95 × ${ratio.toFixed(1)}`)
}

/** The maintenance cycle, each part on a database of its own. */
const parts: Record<string, (test: TestApp) => Promise<void>> = {
  generator: (test) => measureGenerator(test, Number(process.argv[3] ?? 10_000)),
  checklist: measureChecklist,
  issue: (test) => measureIssue(test, Number(process.argv[3] ?? 300)),
}
const measure = parts[process.argv[2] ?? '']
if (!measure) throw new Error(`usage: node bench/cycle.ts ${Object.keys(parts).join('|')} [how many]`)
const test = await openTestApp()
try {
  await measure(test)
} finally {
  await test.close()
}
