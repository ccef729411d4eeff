import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseSearch, stringifySearch } from './search-params.ts'

test('addresses stay readable and mean the same on the way back', () => {
  expect(stringifySearch({ status: 'PENDING,ON_HOLD', q: 'bomba de vacío', cursor: undefined, sort: '' })).toBe(
    '?status=PENDING,ON_HOLD&q=bomba+de+vac%C3%ADo',
  )
  expect(parseSearch('?status=PENDING,ON_HOLD&n=05&x=true')).toEqual({ status: 'PENDING,ON_HOLD', n: '05', x: 'true' })
})

test('whatever is written is read back', () => {
  const name = fc.stringMatching(/^[a-z][a-zA-Z]{0,8}$/)
  const value = fc.string({ minLength: 1, unit: 'grapheme' })
  fc.assert(
    fc.property(fc.dictionary(name, fc.oneof(value, fc.array(value, { minLength: 2, maxLength: 4 }))), (search) => {
      expect(parseSearch(stringifySearch(search))).toEqual({ ...search })
    }),
  )
})
