import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../platform/config.ts'
import { countryDatabase } from '../../testing/mmdb.ts'
import { openCountries, openCountryDatabase } from './countries.ts'

const folder = mkdtempSync(join(tmpdir(), 'faena-countries-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: string | Buffer): string {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

async function opened(path: string | undefined) {
  const warnings: { path: string; msg: string }[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => warnings.push(JSON.parse(line)) })
  const countries = await openCountries(readConfig({ GEOIP_DATABASE: path }), log)
  return { countries, warnings }
}

describe('the countries of addresses', () => {
  it('are read from the file, of both kinds of address', async () => {
    const networks = { '190.20.0.0/16': 'CL', '190.21.128.0/17': 'AR', '2001:db8::/32': 'PE', '1.0.0.0/8': 'xx' }
    const { edition, countryOf } = await openCountryDatabase(file('good.mmdb', countryDatabase(networks)))
    expect(edition).toBe('Faena-Test-Country, 2026-11-24')
    const known = {
      ...{ '190.20.255.255': 'CL', '190.21.0.1': 'ZZ', '190.21.200.1': 'AR', '::ffff:190.20.1.1': 'CL' },
      ...{
        '2001:db8:7::1': 'PE',
        '2001:db9::1': 'ZZ',
        '127.0.0.1': 'ZZ',
        '::1': 'ZZ',
        '1.2.3.4': 'ZZ',
        nonsense: 'ZZ',
      },
    }
    for (const [address, country] of Object.entries(known)) expect(countryOf(address), address).toBe(country)
  })

  it('are unknown without a file, and without a word about it', async () => {
    const { countries, warnings } = await opened(undefined)
    expect(countries.state).toBe('OFF')
    expect(countries.countryOf('190.20.1.1')).toBe('ZZ')
    expect(warnings).toEqual([])
  })

  it.each([
    ['missing', join(folder, 'missing.mmdb')],
    ['no database', file('text.mmdb', 'GEO')],
    ['of something else', file('asn.mmdb', countryDatabase({ '190.20.0.0/16': 'CL' }, 'GeoLite2-ASN'))],
  ])('are unknown when the file is %s, with one warning', async (_what, path) => {
    const { countries, warnings } = await opened(path)
    expect(countries.state).toBe('UNREADABLE')
    expect(countries.countryOf('190.20.1.1')).toBe('ZZ')
    expect(warnings).toMatchObject([{ path, msg: expect.stringContaining('GEOIP_DATABASE') }])
  })
})
