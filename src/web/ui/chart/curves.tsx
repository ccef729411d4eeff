import { lazy } from 'react'
import { useTranslation } from 'react-i18next'
import { Figure } from './figure.tsx'
import type { FigureColumn } from './figure-table.ts'
import { colourOf, type Series } from './series.ts'

const CurvesDrawing = lazy(async () => ({ default: (await import('./curves-drawing.tsx')).CurvesDrawing }))

export interface Line {
  key: string
  label: string
  tone?: Series['tone']
  look?: 'line' | 'steps' | 'dashed' | 'points'
  points: readonly { x: number; y: number }[]
}

export interface Band {
  key: string
  label: string
  tone?: Series['tone']
  steps?: boolean
  points: readonly { x: number; lower: number; upper: number }[]
}

export interface Axis {
  label: string
  format: (value: number) => string
}

export interface CurvesProps {
  /** What the picture shows, for those who cannot see it and as the caption of the table. */
  label: string
  x: Axis & { log?: boolean }
  /** On `weibull` paper a Weibull law is a straight line; `share` goes from 0 to 1. */
  y: Axis & { scale?: 'share' | 'weibull' }
  lines: readonly Line[]
  bands?: readonly Band[]
  /** Upright lines with a word: an optimum. */
  marks?: readonly { x: number; label: string; tone?: Series['tone'] }[]
  /** An interval of x, shaded over the whole height. */
  span?: { from: number; to: number; label: string }
  height?: number
}

interface Row {
  x: number
  values: Record<string, number>
}

/** The numbers at each x of any line or band, in order. */
export function rowsOf(lines: readonly Line[], bands: readonly Band[]): Row[] {
  const rows = new Map<number, Row>()
  const at = (x: number) => {
    const row = rows.get(x) ?? { x, values: {} }
    rows.set(x, row)
    return row.values
  }
  for (const { key, points } of lines) for (const { x, y } of points) at(x)[key] = y
  for (const { key, points } of bands) {
    for (const { x, lower, upper } of points) Object.assign(at(x), { [`${key}.lower`]: lower, [`${key}.upper`]: upper })
  }
  return [...rows.values()].sort((a, b) => a.x - b.x)
}

/** Curves over a number, with their bands and, one press away, the same numbers as a table. */
export function Curves(props: CurvesProps) {
  const { label, x, y, lines, bands = [], span, height = 280 } = props
  const { t } = useTranslation()
  const rows = rowsOf(lines, bands)
  const column = (id: string, header: string): FigureColumn<Row> => ({
    id,
    header,
    numeric: true,
    value: ({ values }) => values[id] ?? null,
    text: ({ values }) => y.format(values[id] ?? 0),
  })
  return (
    <Figure
      label={label}
      height={height}
      legend={[
        ...lines.map((line, index) => ({
          key: line.key,
          label: line.label,
          colour: colourOf(line, index),
          look:
            line.look === 'points'
              ? ('point' as const)
              : line.look === 'dashed'
                ? ('dashed' as const)
                : ('line' as const),
        })),
        ...bands.map((band, index) => ({
          key: band.key,
          label: band.label,
          colour: colourOf(band, index),
          look: 'area' as const,
        })),
        ...(span ? [{ key: 'span', label: span.label, colour: 'var(--warning)', look: 'area' as const }] : []),
      ]}
      table={{
        rows,
        rowKey: (row) => String(row.x),
        columns: [
          { id: 'x', header: x.label, numeric: true, value: (row) => row.x, text: (row) => x.format(row.x) },
          ...lines.map((line) => column(line.key, line.label)),
          ...bands.flatMap((band) => [
            column(`${band.key}.lower`, t('chart.lower', { band: band.label })),
            column(`${band.key}.upper`, t('chart.upper', { band: band.label })),
          ]),
        ],
      }}
    >
      <CurvesDrawing {...props} rows={rows} height={height} />
    </Figure>
  )
}
