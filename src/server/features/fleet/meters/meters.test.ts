import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reading } from '../../../../contract/meters.ts'
import { openTestApp, type TestApp } from '../../../testing/app.ts'
import { addUnit } from '../../../testing/fleet.ts'

let test: TestApp
const now = Date.parse('2026-05-10T15:00:00Z')
beforeAll(async () => {
  test = await openTestApp({ now: () => new Date(now).toISOString() })
})
afterAll(() => test.close())

const day = 86_400_000
const daysAgo = (days: number) => new Date(now - days * day).toISOString()
const newUnit = async () => (await addUnit(test, test.supervisor, { commissionedOn: '2020-01-01' })).body

const record = (unit: { id: string }, body: object) => test.supervisor.post(`/assets/${unit.id}/readings`, body)
const hours = (unit: { id: string }, value: number, days: number, more = {}) =>
  record(unit, { meter: 'HOURS', value, at: daysAgo(days), ...more })
const stateOf = async (unit: { id: string }) => (await test.supervisor.get(`/assets/${unit.id}`)).body.meters[0]
const readingsOf = async (unit: { id: string }): Promise<Reading[]> =>
  (await test.supervisor.get(`/assets/${unit.id}/readings?meter=HOURS&limit=200`)).body.items

describe('recording a reading', () => {
  it('refuses what cannot be, each with its reason on the field', async () => {
    const unit = await newUnit()
    await hours(unit, 100, 10)
    await hours(unit, 180, 2)
    const refusal = async (value: number, days: number, more = {}) =>
      (await hours(unit, value, days, more)).body.errors[0]
    expect(await refusal(90, 1)).toMatchObject({ field: 'value', code: 'READING_LOWER' })
    expect(await refusal(200, 5)).toMatchObject({ field: 'value', code: 'READING_HIGHER_THAN_NEXT' })
    expect(await refusal(300, 1)).toMatchObject({
      code: 'READING_MORE_THAN_24H_PER_DAY',
      message: 'Son 120 h más en 2 días; caben 48 h.',
    })
    expect(await refusal(180, 2)).toMatchObject({ field: 'at', code: 'READING_DUPLICATE_INSTANT' })
    expect(await refusal(190, -1)).toMatchObject({ field: 'at', code: 'READING_IN_FUTURE' })
    expect(await refusal(0, 5, { replacement: { finalValue: 150 } })).toMatchObject({
      field: 'at',
      code: 'READING_REPLACEMENT_NOT_LAST',
    })
    expect(await stateOf(unit)).toMatchObject({ meter: 'HOURS', total: 180 })
  })

  it('takes a reading between two older ones without changing what the unit shows', async () => {
    const unit = await newUnit()
    await hours(unit, 100, 10)
    await hours(unit, 180, 2)
    expect((await hours(unit, 150, 5)).status).toBe(201)
    expect(await stateOf(unit)).toMatchObject({ total: 180, at: daysAgo(2).replace('.000Z', 'Z') })
  })

  it('goes on counting over a replaced meter', async () => {
    const unit = await newUnit()
    await hours(unit, 1000, 20)
    const replaced = await hours(unit, 5, 10, { replacement: { finalValue: 1100.5 } })
    expect(replaced.body).toMatchObject({ value: 5, total: 1100.5, isReplacement: true })
    expect((await hours(unit, 30, 5)).body).toMatchObject({ value: 30, total: 1125.5 })
    expect(await stateOf(unit)).toMatchObject({ total: 1125.5, dial: 30 })
  })

  it('refuses a meter that the type does not have', async () => {
    const pickup = (await addUnit(test, test.supervisor, { typeCode: 'PICKUP' })).body
    expect((await hours(pickup, 5, 0)).body.errors).toMatchObject([{ field: 'meter', code: 'noSuchMeter' }])
  })
})

describe('voiding a reading', () => {
  it('keeps it visible with its reason, and lets the reading before count again', async () => {
    const unit = await newUnit()
    await hours(unit, 100, 10)
    const wrong = (await hours(unit, 190, 5)).body
    const voided = await test.supervisor.post(`/readings/${wrong.id}/void`, { reason: 'Se leyó otro equipo' })
    expect(voided.body).toMatchObject({ voidReason: 'Se leyó otro equipo', voidedBy: 'Sofía Supervisora' })
    expect(await stateOf(unit)).toMatchObject({ total: 100 })
    expect((await readingsOf(unit)).map(({ value }) => value)).toEqual([190, 100])
    expect((await hours(unit, 120, 5)).status).toBe(201)
  })

  it('is refused for a replacement that later readings rest on, and to operators', async () => {
    const unit = await newUnit()
    await hours(unit, 100, 10)
    const replaced = (await hours(unit, 0, 9, { replacement: { finalValue: null } })).body
    const later = (await hours(unit, 5, 8)).body
    const voiding = (id: string, by = test.supervisor) => by.post(`/readings/${id}/void`, { reason: 'x' })
    expect(await voiding(replaced.id)).toMatchObject({ status: 409, body: { code: 'meter.laterReadings' } })
    expect((await voiding(later.id, test.operator)).status).toBe(403)
    expect((await voiding(later.id, test.otherSupervisor)).status).toBe(404)
    expect((await voiding(later.id)).status).toBe(200)
    expect((await voiding(replaced.id)).status).toBe(200)
    expect(await stateOf(unit)).toMatchObject({ total: 100 })
  })
})

describe('whatever is recorded, in any order and at once', () => {
  it('leaves totals that never fall', async () => {
    const attempt = fc.record({ value: fc.integer({ min: 0, max: 400 }), daysAgo: fc.integer({ min: 0, max: 20 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(attempt, { minLength: 4, maxLength: 10 }), async (attempts) => {
        const unit = await newUnit()
        const answers = await Promise.all(attempts.map(({ value, daysAgo }) => hours(unit, value, daysAgo)))
        const kept = (await readingsOf(unit)).reverse()
        expect(kept).toHaveLength(answers.filter(({ status }) => status === 201).length)
        for (const [i, { total }] of kept.entries()) expect(total).toBeGreaterThanOrEqual(kept[i - 1]?.total ?? 0)
        expect((await stateOf(unit)).total).toBe(kept.at(-1)?.total ?? null)
      }),
      { numRuns: 12 },
    )
  })

  it('takes one of twenty readings of the same moment', async () => {
    const unit = await newUnit()
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => hours(unit, i, 1)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  })
})
