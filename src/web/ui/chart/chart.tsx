import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../button.tsx'
import { cx } from '../class-names.ts'
import { SimpleTable } from '../list/simple-table.tsx'
import { Skeleton } from '../skeleton.tsx'
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

/** A chart and, one press away, the same numbers as a table; drawn by code that only those who see charts fetch. */
export function Chart(props: ChartProps) {
  const { label, dimension, points, series, format, height = 240 } = props
  const { t } = useTranslation()
  const [asTable, setAsTable] = useState(false)
  return (
    <figure>
      <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-1">
        <ul className="flex flex-1 flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
          {series.length > 1 &&
            series.map((one, index) => (
              <li key={one.key} className="flex items-center gap-1.5">
                <span
                  aria-hidden="true"
                  className={cx('w-3.5 border-t-[3px]', one.dashed && 'border-dashed')}
                  style={{ borderColor: colourOf(one, index) }}
                />
                {one.label}
              </li>
            ))}
        </ul>
        <Button variant="ghost" size="sm" icon={asTable ? 'reports' : 'list'} onClick={() => setAsTable(!asTable)}>
          {t(asTable ? 'chart.asChart' : 'chart.asTable')}
        </Button>
      </div>
      {asTable ? (
        <div className="overflow-y-auto" style={{ maxHeight: height + 80 }}>
          <SimpleTable
            label={label}
            rows={points}
            rowKey={({ key }) => key}
            rowHref={points.some(({ href }) => href) ? ({ href }) => href ?? '' : undefined}
            columns={[
              { id: 'label', header: dimension, cell: (point: Point) => point.label },
              ...series.map((one) => ({
                id: one.key,
                header: one.label,
                numeric: true,
                cell: (point: Point) => {
                  const value = point.values[one.key]
                  return value === null || value === undefined ? t('kpi.unknown') : format(value)
                },
              })),
            ]}
          />
        </div>
      ) : (
        <div role="img" aria-label={label} style={{ height }}>
          <Suspense fallback={<Skeleton className="h-full w-full" />}>
            <Drawing {...props} height={height} />
          </Suspense>
        </div>
      )}
    </figure>
  )
}
