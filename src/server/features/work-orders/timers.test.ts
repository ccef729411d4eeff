import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { addUnit, orderTypeId } from '../../testing/orders.ts'

let test: TestApp
let order: string
let now = '2026-06-10T08:00:00.000Z'
const longSessions = { JWT_ACCESS_TOKEN_LIFETIME: '500000', JWT_REFRESH_TOKEN_LIFETIME: '500000' }

beforeAll(async () => {
  test = await openTestApp({ now: () => now, env: longSessions })
  const opened = await test.supervisor.post('/work-orders', {
    title: 'Revisar',
    assetId: await addUnit(test, test.sites.north, 'RE-01'),
    typeId: await orderTypeId(test, 'INSPECTION'),
    priority: 'LOW',
    assigneeId: test.operator.personId,
  })
  order = opened.body.id
  expect((await test.supervisor.post(`/work-orders/${order}/start`, {})).status).toBe(200)
})
afterAll(() => test.close())

/** Hours of one day. */
type Span = readonly [from: number, to: number | null]
type Timer = readonly [from: number, to: number | null, after: number | null]
const hour = (n: number | null) => (n === null ? null : `2026-03-01T${String(n).padStart(2, '0')}:00:00Z`)

/** Writes the timers of a person whole, in one transaction; the constraint that refuses them, or null. */
async function refusalOf(timers: readonly Timer[]): Promise<string | null> {
  const person = test.admin.personId
  const write = test.runtime.database.transaction(async (tx) => {
    await tx.rows(sql`DELETE FROM labour_entry WHERE person_id = ${person}`)
    for (const [from, to, after] of timers) {
      await tx.rows(sql`
        INSERT INTO labour_entry (id, work_order_id, person_id, source, from_at, to_at, after_at, rate)
        VALUES (gen_random_uuid(), ${order}, ${person}, 'TIMER', ${hour(from)}, ${hour(to)}, ${hour(after)}, 0)`)
    }
  })
  return write.then(
    () => null,
    (error: { constraint?: string; cause?: { constraint?: string } }) =>
      error.constraint ?? error.cause?.constraint ?? String(error),
  )
}

/** Every way to say, of each timer, which of the others or none was before it. */
function* everyAfter(spans: readonly Span[]): Generator<Timer[]> {
  const ends = [null, ...spans.map(([, to]) => to).filter((to) => to !== null)]
  for (let way = 0; way < ends.length ** spans.length; way++) {
    yield spans.map(([from, to], i) => [from, to, ends[Math.floor(way / ends.length ** i) % ends.length]!])
  }
}

describe('the timers of a person, kept by the database', () => {
  it.each<[string, Span, Span]>([
    ['one within another', [1, 9], [3, 5]],
    ['one across the end of another', [1, 5], [4, 9]],
    ['two that begin together', [1, 5], [1, 9]],
    ['two that end together', [1, 9], [5, 9]],
    ['the same twice', [1, 9], [1, 9]],
    ['one that runs since before another ended', [1, 5], [4, null]],
    ['one that runs since before another began', [2, null], [4, 6]],
    ['two that run', [1, null], [5, null]],
  ])('never overlap, whatever they say was before them: %s', async (_, ...spans) => {
    for (const timers of everyAfter(spans)) expect(await refusalOf(timers)).toMatch(/^labour_entry_/)
    for (const timers of everyAfter([...spans, [11, 12]])) expect(await refusalOf(timers)).toMatch(/^labour_entry_/)
  })

  it.each<[string, Timer[], string | null]>([
    [
      'one after the other',
      [
        [1, 3, null],
        [3, 5, 3],
        [5, null, 5],
      ],
      null,
    ],
    [
      'in any order of writing and with gaps',
      [
        [8, 9, 5],
        [1, 3, null],
        [4, 5, 3],
      ],
      null,
    ],
    ['without length', [[1, 1, null]], 'labour_entry_lasts'],
    ['after one that never was', [[4, 5, 3]], 'labour_entry_in_turn'],
    [
      'after one that ends later',
      [
        [1, 9, null],
        [3, 5, 9],
      ],
      'labour_entry_waits',
    ],
    [
      'two after the same',
      [
        [1, 2, null],
        [3, 4, 2],
        [5, 6, 2],
      ],
      'labour_entry_after',
    ],
    [
      'two that are the first',
      [
        [1, 2, null],
        [3, 4, null],
      ],
      'labour_entry_after',
    ],
  ])('are written %s', async (_, timers, refusal) => {
    expect(await refusalOf(timers)).toBe(refusal)
  })

  it('close up when one between two others is removed, and the next one follows the last', async () => {
    const later = (minutes: number) => {
      now = new Date(Date.parse(now) + minutes * 60_000).toISOString()
    }
    const run = async () => {
      expect((await test.operator.post(`/work-orders/${order}/labour/timer`)).status).toBe(200)
      const { entryId } = (await test.operator.get('/me/timer')).body.timer
      later(30)
      expect((await test.operator.post(`/work-orders/${order}/labour/${entryId}/stop`, {})).status).toBe(200)
      later(10)
      return entryId
    }
    const remove = async (entryId: string) =>
      expect((await test.supervisor.delete(`/work-orders/${order}/labour/${entryId}`)).status).toBe(200)
    const [first, second, third] = [await run(), await run(), await run()]
    await remove(second)
    await remove(first)
    const fourth = await run()
    const links = await test.runtime.database.db.rows(sql`
      SELECT l.id, b.id AS before FROM labour_entry l
      LEFT JOIN labour_entry b ON b.person_id = l.person_id AND b.timed_to = l.after_at
      WHERE l.person_id = ${test.operator.personId} ORDER BY l.from_at`)
    expect(links).toEqual([
      { id: third, before: null },
      { id: fourth, before: third },
    ])
  })
})
