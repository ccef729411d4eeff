import { lazy } from 'react'
import { Figure } from './figure.tsx'
import { colourOf, type Point, type Series } from './series.ts'

const Drawing = lazy(async () => ({ default: (await import('./drawing.tsx')).Drawing }))

export interface ChartProps {
  kind: 'bars' | 'lines' | 'pareto'
  /** What the chart shows, for those who cannot see it and as the caption of the table. */
  label: string
  /** What the points are: month, cause, unit. Heads the first column of the table. */
  dimension: string
  points: readonly Point[]
  series: readonly Series[]
  format: (value: number) => string
  height?: number
  /** Bars on top of each other instead of side by side. */
  stacked?: boolean
}

/** Series over points, with the same numbers as a table; drawn by code that only those who see charts fetch. */
export function Chart(props: ChartProps) {
  const { label, dimension, points, series, format, height = 240 } = props
  return (
    <Figure
      label={label}
      height={height}
      legend={
        series.length > 1
          ? series.map((one, index) => ({
              key: one.key,
              label: one.label,
              colour: colourOf(one, index),
              look: one.dashed ? 'dashed' : 'line',
            }))
          : []
      }
      table={{
        rows: points,
        rowKey: ({ key }) => key,
        rowHref: points.some(({ href }) => href) ? ({ href }) => href ?? '' : undefined,
        columns: [
          { id: 'label', header: dimension, value: (point) => point.label },
          ...series.map((one) => ({
            id: one.key,
            header: one.label,
            numeric: true,
            value: (point: Point) => point.values[one.key] ?? null,
            text: (point: Point) => format(point.values[one.key] ?? 0),
          })),
        ],
      }}
    >
      <Drawing {...props} height={height} />
    </Figure>
  )
}
