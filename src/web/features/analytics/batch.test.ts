import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyticsBatch } from '../../../contract/analytics.ts'
import { batchLimits } from '../../../contract/analytics-limits.ts'
import { scriptErrorKinds } from '../../../domain/script-error.ts'
import { describeError, openBatch } from './batch.ts'

const view = { page: '/assets', from: null }
const frame = { release: '1', language: 'en', device: 'PHONE' } as const

describe('what a page load tells', () => {
  it('is sent once, and nothing is sent of nothing', () => {
    const batch = openBatch()
    expect(batch.take()).toBeNull()
    batch.addView(view)
    batch.addVital('v1-1', { page: '/login', name: 'CLS', value: 0.1 })
    batch.addVital('v1-1', { page: '/login', name: 'CLS', value: 0.4 })
    expect(batch.take()).toEqual({ views: [view], vitals: [{ page: '/login', name: 'CLS', value: 0.1 }], errors: [] })
    expect(batch.take()).toBeNull()
  })

  it('has the same error once with its count, again later, and no more than twenty different ones', () => {
    const batch = openBatch()
    const add = (message: string) => batch.addError('/assets', describeError('ERROR', message, ''))
    for (let i = 0; i < 1500; i += 1) add('same')
    expect(batch.take()!.errors).toMatchObject([{ message: 'same', count: batchLimits.repeats }])
    for (let i = 0; i < 40; i += 1) add(`other ${i}`)
    add('same')
    const sent = [1, 2, 3, 4].flatMap(() => batch.take()!.errors)
    expect(sent).toHaveLength(20)
    expect(sent.at(-1)).toMatchObject({ message: 'same', count: 1 })
    expect(batch.take()).toBeNull()
  })

  it('is always a batch that the server takes, whatever was thrown', () => {
    const thrown = fc.oneof(
      fc.anything(),
      fc
        .string({ maxLength: 3000 })
        .map((message) => Object.assign(new TypeError(message), { stack: message.repeat(5) })),
      fc.string().map((code) => ({ code })),
    )
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...scriptErrorKinds), thrown, fc.string()), { maxLength: 30 }),
        (all) => {
          const batch = openBatch()
          for (let i = 0; i < 60; i += 1) batch.addView(view)
          for (const [kind, error, source] of all) batch.addError('/assets', describeError(kind, error, source))
          for (let parts = batch.take(); parts; parts = batch.take()) {
            expect(analyticsBatch.safeParse({ ...frame, ...parts }).error).toBeUndefined()
            expect(Buffer.byteLength(JSON.stringify({ ...frame, ...parts }))).toBeLessThan(batchLimits.bytes)
          }
        },
      ),
    )
  })

  it('says of an error its name, of a refusal its code, and of neither whom it is about', () => {
    expect(describeError('ERROR', new RangeError('for ana@faena.example'), 'https://a/b.js?x=1')).toMatchObject({
      message: 'RangeError: for :email',
      source: 'https://a/b.js',
    })
    expect(describeError('REJECTION', { code: 'request.invalid', title: 'Ana' }, '').message).toBe('request.invalid')
    expect(describeError('REJECTION', undefined, '')).toMatchObject({ message: '[object Undefined]', stack: '' })
    expect(describeError('ERROR', '', '').message).toBe('ERROR')
  })
})
