import { sql } from 'drizzle-orm'
import type { ImportMapping, ImportProposal, ImportShape } from '../../../contract/imports.ts'
import { parseAssetCode } from '../../../domain/asset.ts'
import { type ImportTarget, importFields } from '../../../domain/import/fields.ts'
import { plainText } from '../../../domain/import/plain-text.ts'
import { proposeColumns, proposeTarget } from '../../../domain/import/propose-columns.ts'
import {
  proposeCategory,
  proposeCriticality,
  proposeMeter,
  proposePriority,
  proposeStatus,
  systemNamed,
} from '../../../domain/import/propose-values.ts'
import { proposeUnitCode } from '../../../domain/import/unit-code.ts'
import { parsePlate } from '../../../domain/plate.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { languageOf } from '../../platform/problem.ts'
import { storedRun } from './queries.ts'
import { loadReferences, type References } from './references.ts'

const fixedDefaults: Record<ImportTarget, Record<string, string>> = {
  workOrders: { status: 'CLOSED', priority: 'MEDIUM' },
  assets: { criticality: 'MEDIUM' },
  meterReadings: { meter: 'HOURS' },
}

function named(rows: Iterable<{ code: string } & Partial<Record<'name' | 'nameEs' | 'nameEn', string>>>, text: string) {
  const plain = plainText(text)
  return (
    [...rows].find(({ code, name, nameEs, nameEn }) =>
      [code, name, nameEs, nameEn].some((word) => word !== undefined && plainText(word) === plain),
    )?.code ?? null
  )
}

/** The unit that a file's word for it means: by code, plate, serial number or name; else the code it would get. */
function unitProposer({ assets }: References) {
  const known = [...assets.values()].filter(({ inScope }) => inScope)
  const byPlate = new Map(known.flatMap(({ plate, code }) => (plate ? [[plate, code] as const] : [])))
  const bySerial = new Map(
    known.flatMap(({ serialNumber, code }) => (serialNumber ? [[serialNumber, code] as const] : [])),
  )
  const byName = new Map(known.map(({ name, code }) => [plainText(name), code]))
  return (text: string): string | null => {
    const code = parseAssetCode(text)
    if (code && assets.has(code)) return code
    const plate = parsePlate(text)?.text
    return (
      (plate && byPlate.get(plate)) ||
      bySerial.get(text.toUpperCase()) ||
      byName.get(plainText(text)) ||
      proposeUnitCode(text)
    )
  }
}

function valueProposers(references: References): Record<string, (text: string) => string | null> {
  const types = [...references.orderTypes.values()]
  return {
    type(text) {
      const category = proposeCategory(text)
      return named(types, text) ?? types.find((type) => type.category === category)?.code ?? null
    },
    status: proposeStatus,
    priority: proposePriority,
    criticality: proposeCriticality,
    meter: proposeMeter,
    system: systemNamed,
    assetType: (text) => named(references.assetTypes.values(), text),
    site: (text) => named(references.sites.values(), text),
    asset: unitProposer(references),
  }
}

/** What the file's columns and values most probably mean. */
function proposeMapping(shape: ImportShape, target: ImportTarget, references: References): ImportMapping {
  const columns = proposeColumns(target, shape.columns)
  const mapping: ImportMapping = {
    target,
    columns,
    dateOrders: {},
    decimals: {},
    values: {},
    defaults: { ...fixedDefaults[target] },
    newAssets: null,
    newAssetsBy: {},
  }
  if (target === 'assets' && references.sites.size === 1) mapping.defaults.site = [...references.sites.keys()][0]!
  const propose = valueProposers(references)
  for (const { name, kind } of importFields[target]) {
    const column = shape.columns.find((one) => one.name === columns[name])
    if (column?.type.kind === 'date') mapping.dateOrders[name] = column.type.order
    if (column?.type.kind === 'number' && kind === 'number') mapping.decimals[name] = column.type.decimal
    if (kind !== 'choice' || !column?.values) continue
    const entries = column.values.flatMap(({ value }) => {
      const code = propose[name]?.(value) ?? null
      return code === null || code === value ? [] : [[value, code] as const]
    })
    if (entries.length > 0) mapping.values[name] = Object.fromEntries(entries)
  }
  return mapping
}

/** The mapping kept for files of this shape, with its columns as this file writes them; `null` when none fits. */
async function rememberedMapping(db: Db, shape: ImportShape, shapeHash: string): Promise<ImportMapping | null> {
  const [kept] = await db.rows<{ mapping: ImportMapping }>(sql`
    SELECT mapping FROM import_mapping WHERE shape_hash = ${shapeHash}`)
  if (!kept) return null
  const names = new Map(shape.columns.map(({ name }) => [plainText(name), name]))
  const columns = Object.entries(kept.mapping.columns).map(([field, column]) => [field, names.get(plainText(column))])
  if (columns.some(([, column]) => column === undefined)) return null
  return { ...kept.mapping, columns: Object.fromEntries(columns) }
}

/** Equivalences that people confirmed before win over guesses; values never seen before are guessed. */
function merged(guess: ImportMapping, kept: ImportMapping): ImportMapping {
  const fields = new Set([...Object.keys(guess.values), ...Object.keys(kept.values)])
  const values = [...fields].map((field) => [field, { ...guess.values[field], ...kept.values[field] }])
  return { ...kept, values: Object.fromEntries(values) }
}

export async function proposeFor(
  db: Db,
  actor: Actor,
  id: string,
  asked: ImportTarget | undefined,
): Promise<ImportProposal> {
  const run = await storedRun(db, actor, id, 'read')
  const references = await loadReferences(db, actor)
  const { shape, shapeHash } = run
  const kept = run.mapping ?? (await rememberedMapping(db, shape, shapeHash))
  const fits = kept !== null && (asked === undefined || kept.target === asked)
  const target = asked ?? kept?.target ?? proposeTarget(shape.columns)
  const guess = proposeMapping(shape, target, references)
  const mapping = run.mapping && fits ? run.mapping : fits ? merged(guess, kept) : guess
  const language = languageOf(actor.locale)
  const option = ({ code, nameEs, nameEn }: { code: string; nameEs: string; nameEn: string }) => ({
    code,
    name: language === 'es' ? nameEs : nameEn,
  })
  return {
    mapping,
    remembered: fits && !run.mapping,
    options: {
      orderTypes: [...references.orderTypes.values()].map(option),
      assetTypes: [...references.assetTypes.values()].map(option),
      sites: [...references.sites.values()],
    },
    assets: unitsNamed(shape, mapping, references),
  }
}

function unitsNamed(shape: ImportShape, mapping: ImportMapping, references: References): ImportProposal['assets'] {
  const column = shape.columns.find(({ name }) => name === mapping.columns.asset)
  const propose = unitProposer(references)
  return (column?.values ?? []).map(({ value, count }) => {
    const code = parseAssetCode(mapping.values.asset?.[value] ?? '') ?? propose(value)
    return { value, count, code, exists: code !== null && references.assets.has(code) }
  })
}
