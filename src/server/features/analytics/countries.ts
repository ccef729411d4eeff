import { readFile } from 'node:fs/promises'
import { type CountryResponse, Reader } from 'mmdb-lib'
import type { Logger } from 'pino'
import { type AnalyticsSummary, unknownCountry } from '../../../contract/analytics.ts'
import type { Config } from '../../platform/config.ts'

/** Tells the country of an address, ISO 3166-1 or `unknownCountry`, from a local file; nothing leaves the machine. */
export interface CountryDatabase {
  /** What the file says of itself: its type and the day it was built. */
  readonly edition: string
  countryOf(address: string): string
}

/** Reads a database of countries in MaxMind's format (MMDB); throws, saying why, when `path` is none. */
export async function openCountryDatabase(path: string): Promise<CountryDatabase> {
  const reader = new Reader<CountryResponse>(await readFile(path))
  const { databaseType, buildEpoch } = reader.metadata
  if (!/country|city|enterprise/i.test(databaseType)) throw new Error(`${path}: ${databaseType} tells no countries`)
  const lookUp = (address: string) => {
    try {
      return reader.get(address)
    } catch {
      // A damaged part of the file: the visit counts, its country is not known.
      return null
    }
  }
  return {
    edition: `${databaseType}, ${buildEpoch.toISOString().slice(0, 10)}`,
    countryOf(address) {
      const found = lookUp(address.replace(/^::ffff:(?=\d+\.)/, ''))
      const code = found?.country?.iso_code ?? found?.registered_country?.iso_code ?? ''
      return /^[A-Z]{2}$/.test(code) ? code : unknownCountry
    },
  }
}

export interface Countries {
  readonly state: AnalyticsSummary['countries']
  countryOf(address: string): string
}

/** The countries this installation knows: none without GEOIP_DATABASE, none and one warning when that cannot be read. */
export async function openCountries({ GEOIP_DATABASE: path }: Config, log: Logger): Promise<Countries> {
  const none = () => unknownCountry
  if (!path) return { state: 'OFF', countryOf: none }
  try {
    const { countryOf } = await openCountryDatabase(path)
    return { state: 'READY', countryOf }
  } catch (error) {
    log.warn({ err: error, path }, 'GEOIP_DATABASE cannot be read; countries stay unknown')
    return { state: 'UNREADABLE', countryOf: none }
  }
}
