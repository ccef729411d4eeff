import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { columnProfile, describeColumn, observe } from './column-profile.ts'
import { instantOfWritten, parseWrittenDate } from './date-text.ts'

const civil = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2069-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

const typeOf = (values: string[], name = 'Fecha') => {
  const profile = columnProfile(name)
  for (const value of values) observe(profile, value)
  return describeColumn(profile).type
}

describe('reading dates', () => {
  test('every day is read back from every way of writing it', () => {
    fc.assert(
      fc.property(civil, fc.constantFrom('/', '-', '.', ' '), (date, sign) => {
        const [year, month, day] = date.split('-') as [string, string, string]
        const same = { date, time: null, offset: null }
        expect(parseWrittenDate([day, month, year].join(sign), 'DMY')).toEqual(same)
        expect(parseWrittenDate([Number(day), Number(month), year.slice(2)].join(sign), 'DMY')).toEqual(same)
        expect(parseWrittenDate([month, day, year].join(sign), 'MDY')).toEqual(same)
        expect(parseWrittenDate([year, month, day].join(sign), 'YMD')).toEqual(same)
        expect(parseWrittenDate(`${year}${month}${day}`, 'YMD')).toEqual(same)
        const serial = Math.round((Date.parse(date) - Date.UTC(1899, 11, 30)) / 86_400_000)
        expect(parseWrittenDate(String(serial), 'SERIAL')).toEqual(same)
      }),
    )
  })

  test.each([
    ['5-ene-2024', 'DMY', '2024-01-05', null],
    ['5 septiembre 2024', 'DMY', '2024-09-05', null],
    ['Jan 5, 2024 3:07 PM', 'MDY', '2024-01-05', '15:07:00'],
    ['2024-01-05T23:59:59Z', 'YMD', '2024-01-05', '23:59:59'],
    ['05/01/2024 12:00 a. m.', 'DMY', '2024-01-05', '00:00:00'],
  ] as const)('%s', (text, order, date, time) => {
    expect(parseWrittenDate(text, order)).toMatchObject({ date, time })
  })

  test.each(['31/02/2024', '29/02/2023', '13/13/2024', '1/1/1900', '01/02', 'hoy', '2024-01-05 25:00', ''])(
    'not a day: %s',
    (text) => {
      for (const order of ['DMY', 'MDY', 'YMD'] as const) expect(parseWrittenDate(text, order)).toBeNull()
    },
  )

  test('an instant is by the clocks of the zone, a date alone the start of its day', () => {
    const at = (text: string) =>
      new Date(instantOfWritten(parseWrittenDate(text, 'YMD')!, 'America/Santiago')).toISOString()
    expect(at('2026-01-15 08:30')).toBe('2026-01-15T11:30:00.000Z')
    expect(at('2026-07-15 08:30')).toBe('2026-07-15T12:30:00.000Z')
    expect(at('2026-07-15 08:30-03:00')).toBe('2026-07-15T11:30:00.000Z')
    // Midnight of 6 September 2026 does not exist in Chile: the day starts at one.
    expect(at('2026-09-06')).toBe('2026-09-06T04:00:00.000Z')
  })
})

describe('guessing the order of a column', () => {
  test('the order that wrote the column is the guess, or is among the named alternatives', () => {
    fc.assert(
      fc.property(
        fc.array(civil, { minLength: 1, maxLength: 40 }),
        fc.constantFrom('DMY', 'MDY', 'YMD'),
        (dates, order) => {
          const written = dates.map((date) => {
            const [year, month, day] = date.split('-')
            return (
              order === 'DMY' ? [day, month, year] : order === 'MDY' ? [month, day, year] : [year, month, day]
            ).join('/')
          })
          const type = typeOf(written)
          if (type.kind !== 'date') throw new Error('not seen as dates')
          expect([type.order, ...type.alternatives]).toContain(order)
          expect(type.ambiguous).toBe(type.alternatives.length > 0)
          const decided = dates.some((date) => Number(date.slice(8)) > 12)
          if (decided) expect(type).toMatchObject({ order, ambiguous: false })
        },
      ),
    )
  })

  test('one stray row does not hide the column', () => {
    expect(typeOf([...Array.from({ length: 40 }, () => '25/12/2025'), 'total'])).toMatchObject({
      kind: 'date',
      order: 'DMY',
    })
  })

  test('days counted as a spreadsheet does are dates only under such a heading', () => {
    expect(typeOf(['45000', '45001'])).toMatchObject({ kind: 'date', order: 'SERIAL' })
    expect(typeOf(['45000', '45001'], 'Costo')).toMatchObject({ kind: 'number' })
  })
})
