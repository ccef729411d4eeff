import { type Criticality, criticalities, parseAssetCode } from '../../../domain/asset.ts'
import { startOfDate } from '../../../domain/civil-time.ts'
import { parsePlate } from '../../../domain/plate.ts'
import { parseSerialNumber } from '../../../domain/serial-number.ts'
import type { PreparedAsset, Setting } from './prepared.ts'
import type { RowValues } from './row-values.ts'

const nameLimit = 120
const shortLimit = 60
const notesLimit = 2000
const knownCriticalities = new Set<string>(criticalities)

/** Notes a value that an earlier row, or another unit, already has. */
function uniqueIn(existing: Iterable<string | null>) {
  const taken = new Set(existing)
  const seen = new Set<string>()
  return (row: RowValues, field: string, value: string | null) => {
    if (value === null) return
    if (taken.has(value)) row.refuse(field, field === 'code' ? 'assetExists' : 'taken')
    else if (seen.has(value)) row.refuse(field, 'repeated')
    seen.add(value)
  }
}

/** Reads units; each is in service since its commissioning, or since the import when that is unknown. */
export function assetPreparer({ references, now, zone }: Setting) {
  const known = [...references.assets.values()]
  const uniqueCode = uniqueIn(known.map(({ code }) => code))
  const uniquePlate = uniqueIn(known.map(({ plate }) => plate))
  const uniqueSerial = uniqueIn(known.map(({ serialNumber }) => serialNumber))

  const parsed = (
    row: RowValues,
    field: string,
    parse: (text: string) => string | null,
    code: 'invalidCode' | 'invalidPlate' | 'invalidSerial',
  ) => {
    const text = row.text(field)
    if (text === null) return null
    const value = parse(text)
    if (value === null) row.refuse(field, code)
    return value
  }

  return (row: RowValues): PreparedAsset | null => {
    const code = parsed(row, 'code', parseAssetCode, 'invalidCode')
    const plate = parsed(row, 'plate', (text) => parsePlate(text)?.text ?? null, 'invalidPlate')
    const serialNumber = parsed(row, 'serialNumber', parseSerialNumber, 'invalidSerial')
    uniqueCode(row, 'code', code)
    uniquePlate(row, 'plate', plate)
    uniqueSerial(row, 'serialNumber', serialNumber)
    const type = row.choice('assetType', references.assetTypes)
    const site = row.choice('site', references.sites)
    const year = row.number('year', { min: 1950, max: Number(now.slice(0, 4)) + 1, whole: true })
    const criticality = row.choice('criticality', knownCriticalities) ?? 'MEDIUM'
    const commissioned = row.date('commissionedOn')
    const short = (field: string, limit: number) => row.text(field)?.slice(0, limit) ?? null
    const since = commissioned ? new Date(startOfDate(commissioned.date, zone)).toISOString() : now
    if (since > now) row.refuse('commissionedOn', 'inFuture')
    if (row.errors.length > 0 || !code || !type || !site) return null
    return {
      code,
      type,
      site,
      name: short('name', nameLimit) ?? code,
      make: short('make', shortLimit),
      model: short('model', shortLimit),
      year,
      serialNumber,
      plate,
      criticality: criticality as Criticality,
      commissionedOn: commissioned?.date ?? null,
      notes: short('notes', notesLimit),
      since,
    }
  }
}
