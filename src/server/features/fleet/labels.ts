import { sql } from 'drizzle-orm'
import type { Content, TableCell } from 'pdfmake/interfaces.js'
import { formatPlate } from '../../../domain/plate.ts'
import type { Actor } from '../../platform/actor.ts'
import { anyOf } from '../../platform/database/keyset.ts'
import { renderPdf } from '../../platform/pdf.ts'
import { notFound } from '../../platform/problem.ts'
import { qrCode } from '../../platform/qr-code.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { words } from '../../platform/words.ts'
import { assetScope } from './queries.ts'
import { typeName } from './types/queries.ts'

interface Labelled {
  id: string
  code: string
  name: string
  plate: string | null
  type: string
}

/** Sizes in points: one unit fills the width of the page, several stand two by two. */
const sizes = {
  large: { qr: 300, code: 44, name: 18, small: 12, margin: 24 },
  sheet: { qr: 108, code: 18, name: 10, small: 8, margin: 8 },
} as const

async function label(
  unit: Labelled,
  base: string,
  size: (typeof sizes)[keyof typeof sizes],
  actor: Actor,
): Promise<Content> {
  const svg = await qrCode(`${base}/report/${unit.id}`)
  const details = [unit.plate && formatPlate(unit.plate), unit.type].filter(Boolean).join(' · ')
  const text: Content = {
    stack: [
      { text: unit.code, fontSize: size.code, bold: true },
      { text: unit.name, fontSize: size.name, margin: [0, 2, 0, 2] },
      { text: details, fontSize: size.small },
      { text: words(actor.locale, 'fleet.scan'), fontSize: size.small, color: '#555555', margin: [0, 6, 0, 0] },
    ],
  }
  const qr: Content = { svg, width: size.qr }
  if (size === sizes.large)
    return {
      stack: [
        { ...qr, alignment: 'center' },
        { ...text, alignment: 'center' },
      ],
    }
  return {
    columns: [
      { ...qr, width: size.qr },
      { ...text, margin: [4, 10, 0, 0] },
    ],
    columnGap: 4,
  }
}

async function unitsOf(runtime: Runtime, actor: Actor, ids: readonly string[]): Promise<Labelled[]> {
  const wanted = [...new Set(ids)]
  const units = await runtime.database.db.rows<Labelled>(sql`
    SELECT a.id, a.code, a.name, a.plate, ${typeName(actor)} AS type
    FROM asset a JOIN asset_type t ON t.id = a.type_id
    WHERE a.id = ${anyOf(wanted, 'uuid')} AND ${assetScope(actor)} ORDER BY a.code`)
  if (units.length < wanted.length) throw notFound()
  return units
}

/** Labels to stick on units: scanning one opens the unit's page under `base`, or a report of a
 * fault for who has no account. One unit large, several two by two. */
export async function labelSheet(
  runtime: Runtime,
  actor: Actor,
  ids: readonly string[],
  base: string,
): Promise<Buffer> {
  const units = await unitsOf(runtime, actor, ids)
  const size = units.length === 1 ? sizes.large : sizes.sheet
  const cells: TableCell[] = []
  for (const unit of units) cells.push({ stack: [await label(unit, base, size, actor)], margin: size.margin })
  if (units.length > 1 && units.length % 2 === 1) cells.push({ text: '' })
  const perRow = units.length === 1 ? 1 : 2
  const body = Array.from({ length: cells.length / perRow }, (_, row) => cells.slice(row * perRow, (row + 1) * perRow))
  const cut = { hLineColor: () => '#999999', vLineColor: () => '#999999', hLineStyle: dashed, vLineStyle: dashed }
  return renderPdf(runtime, actor.locale, {
    title: words(actor.locale, 'fleet.labels'),
    content: { table: { widths: Array(perRow).fill('*'), body, dontBreakRows: true }, layout: cut },
  })
}

/** Where to cut. */
const dashed = () => ({ dash: { length: 4, space: 3 } })
