import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { AppLink } from '../app-link.tsx'
import { cx } from '../class-names.ts'
import type { Column } from './columns.ts'
import type { RowsProps } from './table-rows.tsx'

interface CardProps<T> extends RowsProps<T> {
  row: T
  selected: boolean
}

/** One row as a card; the whole card is the link, except its checkbox. Scrolling and measuring leave it as it is. */
export const Card = memo(RowCard) as typeof RowCard

function RowCard<T>({ row, selected, columns, rowHref, rowId, isCurrent, bulkActions, table }: CardProps<T>) {
  const { t } = useTranslation()
  const href = rowHref?.(row)
  const title = columns.find(({ card }) => card === 'title') ?? columns[0]
  const marks = columns.filter(({ card }) => card === 'mark')
  const placed = (place: 'lead' | 'meta') => columns.filter(({ card }) => card === place)
  const lines = columns.filter((column) => column !== title && (column.card ?? 'line') === 'line')
  const current = isCurrent?.(row)
  return (
    <div
      aria-current={current || undefined}
      className={cx('card relative p-3', current ? 'border-accent bg-accent-soft' : href && 'hover:border-muted')}
    >
      <div className="flex flex-wrap items-start justify-end gap-x-2 gap-y-1">
        {bulkActions && (
          <label className="relative z-[1] -m-3 grid size-12 place-items-center">
            <span className="sr-only">{t('list.select')}</span>
            <input
              type="checkbox"
              className="check"
              checked={selected}
              onChange={() => table.getRow(rowId(row)).toggleSelected()}
            />
          </label>
        )}
        <div className="min-w-0 flex-1 basis-32 font-semibold">
          {href ? (
            <AppLink href={href} data-row className="after:absolute after:inset-0">
              {title?.cell(row)}
            </AppLink>
          ) : (
            title?.cell(row)
          )}
        </div>
        {marks.map((column) => (
          <div key={column.id}>{column.cell(row)}</div>
        ))}
      </div>
      <Leads columns={placed('lead')} row={row} />
      <Meta columns={placed('meta')} row={row} />
      {lines.length > 0 && (
        <dl className="mt-1.5 grid gap-0.5 text-sm">
          {lines.map((column) => (
            <Line key={column.id} column={column} row={row} />
          ))}
        </dl>
      )}
    </div>
  )
}

/** What stands under the title without its heading, a line each. */
export function Leads<T>({ columns, row }: { columns: readonly Column<T>[]; row: T }) {
  return columns.map((column) => (
    <p key={column.id} className="[overflow-wrap:anywhere]">
      {column.cell(row)}
    </p>
  ))
}

/** Small facts in one line; what a screen reader says has their headings. */
export function Meta<T>({ columns, row }: { columns: readonly Column<T>[]; row: T }) {
  const facts = columns.map((column) => ({ column, value: column.cell(row) })).filter(({ value }) => value)
  if (facts.length === 0) return null
  return (
    <dl className="mt-0.5 flex flex-wrap gap-x-3 text-sm text-muted">
      {facts.map(({ column, value }) => (
        <div key={column.id}>
          <dt className="sr-only">{column.header}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** One fact under its heading: the heading at the start, the value at the end. */
export function Line<T>({ column, row }: { column: Column<T>; row: T }) {
  return (
    <div className="flex gap-2">
      <dt className="shrink-0 text-muted">{column.header}</dt>
      <dd className="min-w-0 flex-1 text-end">{column.cell(row)}</dd>
    </div>
  )
}
