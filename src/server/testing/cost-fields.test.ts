import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { allowed } from '../../contract/permissions.ts'
import { openTestApp, type TestApp } from './app.ts'
import type { JsonSchema } from './arbitrary.ts'
import { operationsOf } from './operations.ts'
import { plantRecords, type Records, recordIdFor } from './records.ts'

let test: TestApp
let records: Records
beforeAll(async () => {
  test = await openTestApp()
  records = await plantRecords(test)
  const { db } = test.runtime.database
  const { personId } = test.operator
  const order = records['work-orders']
  await db.rows(sql`UPDATE work_order SET labour_cost = 7777001, parts_cost = 7777002, service_cost = 7777003`)
  await db.rows(sql`UPDATE person SET hourly_rate = 7777004`)
  await db.rows(sql`INSERT INTO labour_entry (id, work_order_id, person_id, source, from_at, to_at, hours, rate, cost)
    VALUES (gen_random_uuid(), ${order}, ${personId}, 'TYPED', now() - interval '2 hours', now(), 2, 7777005, 7777006)`)
  await db.rows(
    sql`INSERT INTO service_line (id, work_order_id, description, cost) VALUES (gen_random_uuid(), ${order}, 'Torno', 7777007)`,
  )
  await db.rows(sql`INSERT INTO stock_movement (id, part_id, site_id, kind, quantity, value, balance, at)
    VALUES (gen_random_uuid(), ${records.parts}, ${test.sites.north}, 'RECEIPT', 2, 7777008, 2, now())`)
  await db.rows(sql`UPDATE purchase SET total = 7777009`)
})
afterAll(() => test.close())

/** Names under which an answer tells money. */
const money = /cost|price|rate$|budget|value$|amount|total$/i
/** Names that sound like it and are none: meters, scores, counts. */
const others = /^(value|total|offsetValue)$/

/** The fields of a response that tell money and are always there, whoever asks. */
function requiredMoney(
  schema: JsonSchema,
  resolve: (ref: string) => JsonSchema,
  path: string,
  seen: Set<string>,
): string[] {
  if (schema.$ref) {
    if (seen.has(schema.$ref)) return []
    return requiredMoney(resolve(schema.$ref), resolve, path, new Set([...seen, schema.$ref]))
  }
  const own = Object.keys(schema.properties ?? {}).filter(
    (name) => money.test(name) && !others.test(name) && schema.required?.includes(name),
  )
  const inside = Object.entries(schema.properties ?? {})
    .filter(([name]) => schema.required?.includes(name))
    .map(([name, of]) => [name, of] as const)
  const parts = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
  return [
    ...own.map((name) => `${path}.${name}`),
    ...inside.flatMap(([name, of]) => requiredMoney(of, resolve, `${path}.${name}`, seen)),
    ...(schema.items ? requiredMoney(schema.items, resolve, `${path}[]`, seen) : []),
    ...parts.flatMap((part) => requiredMoney(part, resolve, path, seen)),
  ]
}

/** Only those who plan get this half of the dashboard. */
const plannersHalf = '/dashboard'

it('promises no money in any answer that an operator may get', () => {
  const { operations, resolve } = operationsOf(test)
  const found = operations
    .filter(({ permission, path }) => permission && allowed('OPERATOR', permission) && path !== plannersHalf)
    .flatMap(({ method, path, answer }) => requiredMoney(answer, resolve, `${method} ${path}`, new Set()))
  expect(found).toEqual([])
})

it('tells an operator no amount, wherever they look', async () => {
  const { operations } = operationsOf(test)
  const looks = operations.filter(
    ({ method, permission }) => method === 'GET' && permission && allowed('OPERATOR', permission),
  )
  expect(looks.length).toBeGreaterThan(30)
  let seen = 0
  for (const { path } of looks) {
    const url = path.replace('{id}', recordIdFor(path, records)).replace(/\{\w+\}/g, recordIdFor('', records))
    const { status, body } = await test.operator.get(url)
    if (status === 200) seen += 1
    const said = Buffer.isBuffer(body) ? body.toString('latin1') : JSON.stringify(body)
    expect(said, path).not.toMatch(/777700\d|7\.777\.00\d/)
  }
  expect(seen).toBeGreaterThan(20)
  const order = await test.supervisor.get(`/work-orders/${records['work-orders']}`)
  expect(JSON.stringify(order.body)).toMatch(/777700\d/)
})
