import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actorOf } from '../../features/people/queries.ts'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { plantRecords } from '../../testing/records.ts'
import { fleetRisks } from './fleet-risks.ts'

let test: TestApp
beforeAll(async () => {
  test = await openTestApp()
  await plantRecords(test)
})
afterAll(() => test.close())

const risksOf = async (personId: string) => {
  const actor = await actorOf(test.runtime.database.db, personId, 'telegram')
  return fleetRisks(test.runtime)(actor!)
}

describe('the risks that the bot tells', () => {
  it('are those of one’s sites, with the record that raises them most, marked when they were learnt from a demo', async () => {
    const reasons = [
      { topic: 'age', detail: null, effect: -0.2, facts: {}, records: [] },
      {
        ...{ topic: 'failures', detail: null, effect: 0.3, facts: {} },
        records: [
          { kind: 'workOrder', id: '01890000-0000-7000-8000-000000000001', number: 'OT-2026-000007', at: 'now' },
        ],
      },
    ]
    await test.runtime.database.db.rows(
      sql`UPDATE prediction SET reasons = ${JSON.stringify(reasons)}::jsonb, is_demo = true`,
    )
    expect(await risksOf(test.supervisor.personId)).toMatchObject([
      { probability: 0.5, days: 14, reason: expect.stringMatching(/^DATOS SIMULADOS.* fallas: OT-2026-000007$/) },
    ])
    expect(await risksOf(test.otherSupervisor.personId)).toEqual([])
    expect(await risksOf(test.operator.personId)).toEqual([])
  })
})
