import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { addUnit } from '../../testing/orders.ts'

let test: TestApp
beforeAll(async () => {
  test = await openTestApp()
})
afterAll(() => test.close())

describe('the states of a unit, kept by the database', () => {
  let unit: string | undefined
  const day = (n: number) => `2026-03-${String(n).padStart(2, '0')}T00:00:00Z`

  /** Writes a unit's states whole, in one transaction; the constraint that refuses them, or null. */
  async function refusalOf(states: readonly (readonly [from: number, to: number | null])[]): Promise<string | null> {
    unit ??= await addUnit(test, test.sites.north, 'RE-01')
    const write = test.runtime.database.transaction(async (tx) => {
      await tx.rows(sql`DELETE FROM asset_status WHERE asset_id = ${unit}`)
      for (const [from, to] of states) {
        await tx.rows(sql`
          INSERT INTO asset_status (id, asset_id, status, from_at, to_at)
          VALUES (gen_random_uuid(), ${unit}, 'STOPPED', ${day(from)}, ${to === null ? null : day(to)})`)
      }
    })
    return write.then(
      () => null,
      (error: { constraint?: string; cause?: { constraint?: string } }) =>
        error.constraint ?? error.cause?.constraint ?? String(error),
    )
  }

  it.each([
    [
      'follow each other',
      [
        [1, 3],
        [3, 9],
        [9, null],
      ],
      null,
    ],
    [
      'come in any order of writing',
      [
        [9, null],
        [1, 3],
        [3, 9],
      ],
      null,
    ],
    [
      'leave a gap',
      [
        [1, 3],
        [4, null],
      ],
      'asset_status_unbroken',
    ],
    [
      'stop',
      [
        [1, 3],
        [3, 9],
      ],
      'asset_status_unbroken',
    ],
    [
      'overlap with the next',
      [
        [1, 4],
        [3, null],
      ],
      'asset_status_unbroken',
    ],
    [
      'run side by side',
      [
        [1, 5],
        [5, null],
        [2, 3],
        [3, null],
      ],
      'asset_status_end',
    ],
    [
      'begin together',
      [
        [1, 3],
        [1, 5],
        [3, 5],
        [5, null],
      ],
      'asset_status_start',
    ],
    [
      'meet in one',
      [
        [1, 5],
        [2, 5],
        [5, null],
      ],
      'asset_status_end',
    ],
    [
      'turn back',
      [
        [5, 2],
        [2, 5],
        [6, null],
      ],
      'asset_status_lasts',
    ],
  ] as const)('that %s', async (_, states, refusal) => {
    expect(await refusalOf(states)).toBe(refusal)
  })
})
