import { describe, expect, it } from 'vitest'
import { ConfigError } from './platform/config.ts'
import { assertSupported, connectFailure } from './platform/database/connect-failure.ts'
import { startupFailure } from './startup-failure.ts'

const failure = (fields: object, message = 'x') => Object.assign(new Error(message), fields)
const url = 'postgres://faena:geheim@db.example:6543/flota'

describe('why a start failed', () => {
  it.each([
    [new ConfigError('PORT: wrong'), 'configuration: PORT: wrong'],
    [failure({ code: 'EADDRINUSE', port: 8000 }), 'port 8000 is taken; set PORT to a free one'],
    [failure({ code: 'EADDRNOTAVAIL', address: '10.9.9.9' }), '10.9.9.9 is no address of this machine; correct HOST'],
    [
      failure({ code: 'EACCES', syscall: 'listen', port: 80 }),
      'no permission to listen on port 80; set PORT above 1023',
    ],
    [
      failure({ code: 'EROFS', path: '/data' }),
      'cannot write /data (EROFS); set DATA_DIR to a folder that can be written',
    ],
    [failure({ code: 'ENOSPC' }), 'the disk is full; free some space and start again'],
    [failure({ cause: failure({ code: '53100' }) }), 'the disk is full; free some space and start again'],
    [
      connectFailure(failure({ code: 'ECONNREFUSED' }), url),
      'cannot reach the database at db.example:6543: ECONNREFUSED',
    ],
    [
      connectFailure(failure({ code: '28P01' }), url),
      'the database at db.example:6543 refused the user faena or the password of DATABASE_URL',
    ],
    [
      connectFailure(failure({ code: '3D000' }), url),
      'there is no database flota at db.example:6543; create it or correct DATABASE_URL',
    ],
  ])('%s', (error, line) => {
    expect(startupFailure(error)).toBe(line)
    expect(startupFailure(error)).not.toContain('geheim')
  })

  it('tells all that is known of a failure nobody foresaw', () => {
    expect(startupFailure(new TypeError('surprise'))).toMatch(/TypeError: surprise\n.*startup-failure\.test/s)
  })

  it('names the version of a PostgreSQL that is too old', () => {
    expect(() => assertSupported(140_012)).toThrow('PostgreSQL 15 or later is needed; DATABASE_URL leads to version 14')
    expect(() => assertSupported(150_000)).not.toThrow()
  })
})
