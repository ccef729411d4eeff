import { DrizzleQueryError } from 'drizzle-orm/errors'
import { describe, expect, it } from 'vitest'
import { isConnectionLost } from './connect-failure.ts'

const coded = (code: string) => Object.assign(new Error('some words'), { code })

describe('a lost connection', () => {
  it.each([
    coded('ECONNREFUSED'),
    coded('57P02'),
    coded('57P03'),
    new Error('Connection terminated unexpectedly'),
    new Error('Client has encountered a connection error and is not queryable'),
    new Error('timeout exceeded when trying to connect'),
    new DrizzleQueryError('SELECT 1', [], new Error('Connection terminated')),
  ])('is known by its code or by the words of the driver: %s', (error) => {
    expect(isConnectionLost(error)).toBe(true)
  })

  it.each([coded('23505'), coded('40P01'), new Error('Something else'), new Error('A Connection terminated')])(
    'is nothing else: %s',
    (error) => {
      expect(isConnectionLost(error)).toBe(false)
    },
  )
})
