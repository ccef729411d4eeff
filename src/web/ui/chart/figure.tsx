import { type ReactNode, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../button.tsx'
import { cx } from '../class-names.ts'
import { SimpleTable } from '../list/simple-table.tsx'
import { Skeleton } from '../skeleton.tsx'
import { useNear } from '../use-near.ts'
import { ChartDownload } from './chart-download.tsx'
import type { FigureTable, LegendEntry } from './figure-table.ts'

interface FigureProps<Row> {
  /** What the picture shows, for those who cannot see it, as the caption of the table and the title of files. */
  label: string
  height: number
  legend: readonly LegendEntry[]
  /** The numbers behind the picture: its table, and its CSV. */
  table: FigureTable<Row>
  /** The drawing, usually lazy: it brings the chart library along. */
  children: ReactNode
}

/** A picture, drawn when one comes near it, and, one press away, the same numbers as a table; either can be saved as a file. */
export function Figure<Row>({ label, height, legend, table, children }: FigureProps<Row>) {
  const { t } = useTranslation()
  const [asTable, setAsTable] = useState(false)
  const drawing = useRef<HTMLDivElement>(null)
  const near = useNear(drawing)
  const { rows, columns, rowKey, rowHref } = table
  const blank = <Skeleton className="h-full w-full" />
  return (
    <figure>
      <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-1">
        <ul className="flex flex-1 flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
          {legend.map((entry) => (
            <li key={entry.key} className="flex items-center gap-1.5">
              <Swatch entry={entry} />
              {entry.label}
            </li>
          ))}
        </ul>
        <div className="flex flex-wrap gap-1">
          <Button variant="ghost" size="sm" icon={asTable ? 'reports' : 'list'} onClick={() => setAsTable(!asTable)}>
            {t(asTable ? 'chart.asChart' : 'chart.asTable')}
          </Button>
          <ChartDownload label={label} legend={legend} table={table} drawing={drawing} drawn={!asTable} />
        </div>
      </div>
      {asTable ? (
        <div className="overflow-y-auto" style={{ maxHeight: height + 80 }}>
          <SimpleTable
            compared
            label={label}
            rows={rows}
            rowKey={rowKey}
            rowHref={rowHref}
            columns={columns.map(({ id, header, numeric, value, text }) => ({
              id,
              header,
              numeric,
              cell: (row: Row) => (value(row) === null ? t('kpi.unknown') : (text?.(row) ?? value(row))),
            }))}
          />
        </div>
      ) : (
        <div ref={drawing} role="img" aria-label={label} style={{ height }}>
          {near ? <Suspense fallback={blank}>{children}</Suspense> : blank}
        </div>
      )}
    </figure>
  )
}

function Swatch({ entry: { look, colour } }: { entry: LegendEntry }) {
  if (look === 'area' || look === 'point') {
    const shape = look === 'area' ? 'h-3 w-3.5 opacity-30' : 'size-2.5 rounded-full'
    return <span aria-hidden="true" className={shape} style={{ background: colour }} />
  }
  return (
    <span
      aria-hidden="true"
      className={cx('w-3.5 border-t-[3px]', look === 'dashed' && 'border-dashed')}
      style={{ borderColor: colour }}
    />
  )
}
