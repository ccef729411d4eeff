import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dateOfDayNumber, dayNumber } from './civil-time.ts'
import { documentState, expiryOf, inspectionMonth, reminderDays, reminderDue, ruleFor } from './document-expiry.ts'

const march = { kind: 'ON_DATE', month: 3, day: 31 } as const
const september = { kind: 'ON_DATE', month: 9, day: 30 } as const
const byPlate = { kind: 'PLATE_DIGIT' } as const
const sixMonths = { kind: 'MONTHS', months: 6 } as const
const date = fc.integer({ min: dayNumber('2000-01-01'), max: dayNumber('2100-12-31') }).map(dateOfDayNumber)

describe('expiryOf', () => {
  it.each([
    ['a pickup’s permit paid in February', march, '2026-02-05', '2027-03-31'],
    ['on the last day', march, '2026-03-31', '2027-03-31'],
    ['late', march, '2026-05-10', '2027-03-31'],
    ['of a new vehicle in January', march, '2026-01-10', '2026-03-31'],
    ['a truck’s in September', september, '2026-09-15', '2027-09-30'],
    ['plate ending in 3: June', byPlate, '2026-06-05', '2027-06-30'],
    ['every six months from the end of August', sixMonths, '2026-08-31', '2027-02-28'],
    ['in a leap year', sixMonths, '2027-08-31', '2028-02-29'],
  ] as const)('%s', (_, rule, issuedOn, expected) => {
    expect(expiryOf(rule, issuedOn, 'BBCL13')).toBe(expected)
  })

  it('leaves to people what no rule says', () => {
    expect(expiryOf(null, '2026-01-01', 'BBCL13')).toBeNull()
    expect(expiryOf(byPlate, '2026-01-01', null)).toBeNull()
  })

  it('inspects each last digit in the month the ministry gave it, none in March or December', () => {
    const months = [...'9012345678'].map((digit) => inspectionMonth(`BBCL1${digit}`))
    expect(months).toEqual([1, 2, 4, 5, 6, 7, 8, 9, 10, 11])
  })

  it('always lies after the renewal window and at most a year beyond it, on the day of the rule', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 0, max: 9 }), (issuedOn, digit) => {
        for (const rule of [march, september, byPlate]) {
          const expiry = expiryOf(rule, issuedOn, `BBCL1${digit}`)!
          const days = dayNumber(expiry) - dayNumber(issuedOn)
          expect(days).toBeGreaterThan(60)
          expect(days).toBeLessThanOrEqual(60 + 366)
          if (rule.kind === 'ON_DATE') expect(Number(expiry.slice(5, 7))).toBe(rule.month)
          else expect(addDays(expiry, 1).slice(8)).toBe('01')
        }
      }),
    )
  })

  it('never expires earlier for being issued later', () => {
    fc.assert(
      fc.property(date, fc.nat(800), fc.constantFrom(march, september, byPlate, sixMonths), (first, later, rule) => {
        const second = addDays(first, later)
        expect(expiryOf(rule, second, 'BBCL17')! >= expiryOf(rule, first, 'BBCL17')!).toBe(true)
      }),
    )
  })
})

describe('ruleFor', () => {
  const rules = [
    { assetTypeIds: ['truck'], onlyOnRoad: false, expiry: september },
    { assetTypeIds: ['loader'], onlyOnRoad: true, expiry: september },
  ]
  it('asks machinery for it only on public roads, and nobody it is not for', () => {
    expect(ruleFor(rules, { typeId: 'truck', plate: null })?.expiry).toEqual(september)
    expect(ruleFor(rules, { typeId: 'loader', plate: null })).toBeNull()
    expect(ruleFor(rules, { typeId: 'loader', plate: 'BBCL12' })?.expiry).toEqual(september)
    expect(ruleFor(rules, { typeId: 'crane', plate: 'BBCL12' })).toBeNull()
    expect(ruleFor([], { typeId: 'crane', plate: null })).not.toBeNull()
  })
})

describe('documentState', () => {
  it('is valid through its last day', () => {
    expect(documentState('2026-11-25', '2026-11-25')).toBe('EXPIRING')
    expect(documentState('2026-11-24', '2026-11-25')).toBe('EXPIRED')
    expect(documentState('2026-12-25', '2026-11-25')).toBe('EXPIRING')
    expect(documentState('2026-12-26', '2026-11-25')).toBe('VALID')
    expect(documentState(null, '2026-11-25')).toBe('VALID')
  })
})

describe('reminderDue', () => {
  it('is the nearest threshold reached', () => {
    const on = (left: number) => reminderDue(addDays('2026-11-25', left), '2026-11-25')
    expect([61, 60, 31, 30, 16, 15, 8, 7, 0, -1].map(on)).toEqual([null, 60, 60, 30, 30, 15, 15, 7, 7, null])
  })

  it('looked at daily, gives each threshold once and in order; after a pause, only the nearest', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 90 }), fc.nat(20), (expiresOn, from, pause) => {
        const given = new Set<number>()
        for (let left = from; left >= 0; left -= left === from ? pause + 1 : 1) {
          const due = reminderDue(expiresOn, addDays(expiresOn, -left))
          if (due !== null) given.add(due)
        }
        expect([...given]).toEqual([...given].sort((a, b) => b - a))
        if (pause === 0)
          expect([...given]).toEqual(
            reminderDays.slice(
              reminderDays.findLastIndex((d) => d >= from) + (reminderDays.some((d) => d >= from) ? 0 : 1),
            ),
          )
      }),
    )
  })
})
