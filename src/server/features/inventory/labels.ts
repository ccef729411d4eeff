import { sql } from 'drizzle-orm'
import type { Content, TableCell } from 'pdfmake/interfaces.js'
import type { Actor } from '../../platform/actor.ts'
import { anyOf } from '../../platform/database/keyset.ts'
import { renderPdf } from '../../platform/pdf.ts'
import { notFound } from '../../platform/problem.ts'
import { qrCode } from '../../platform/qr-code.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { words } from '../../platform/words.ts'
import { stockScope } from './queries.ts'

interface Labelled {
  id: string
  number: string
  description: string
  bins: string[]
}

const perRow = 3
const longestDescription = 60

async function partsOf(runtime: Runtime, actor: Actor, ids: readonly string[]): Promise<Labelled[]> {
  const wanted = [...new Set(ids)]
  const parts = await runtime.database.db.rows<Labelled>(sql`
    SELECT p.id, p.number, p.description, coalesce((SELECT array_agg(DISTINCT s.bin) FROM part_stock s
      WHERE s.part_id = p.id AND s.bin IS NOT NULL AND ${stockScope(actor, sql`s.site_id`)}), '{}') AS bins
    FROM part p WHERE p.id = ${anyOf(wanted, 'uuid')} ORDER BY p.number`)
  if (parts.length < wanted.length) throw notFound()
  return parts
}

async function label({ id, number, description, bins }: Labelled, base: string): Promise<Content> {
  const svg = await qrCode(`${base}/inventory/${id}`)
  const short =
    description.length > longestDescription ? `${description.slice(0, longestDescription - 1)}…` : description
  return {
    columns: [
      { svg, width: 58 },
      {
        stack: [
          { text: number, fontSize: number.length > 14 ? 8 : 11, bold: true },
          { text: short, fontSize: 8, margin: [0, 2, 0, 2] },
          { text: bins.join(' · '), fontSize: 10, bold: true },
        ],
      },
    ],
    columnGap: 4,
  }
}

const dashed = () => ({ dash: { length: 4, space: 3 } })

/** Labels for bins, three in a row: scanning one opens the part under `base`. */
export async function partLabels(
  runtime: Runtime,
  actor: Actor,
  ids: readonly string[],
  base: string,
): Promise<Buffer> {
  const cells: TableCell[] = []
  for (const part of await partsOf(runtime, actor, ids))
    cells.push({ stack: [await label(part, base)], margin: [2, 6, 2, 6] })
  while (cells.length % perRow > 0) cells.push({ text: '' })
  const body = Array.from({ length: cells.length / perRow }, (_, row) => cells.slice(row * perRow, (row + 1) * perRow))
  const cut = { hLineColor: () => '#999999', vLineColor: () => '#999999', hLineStyle: dashed, vLineStyle: dashed }
  return renderPdf(runtime, actor.locale, {
    title: words(actor.locale, 'inventory.labels'),
    content: { table: { widths: Array(perRow).fill('*'), body, dontBreakRows: true }, layout: cut },
  })
}
