import { memo, type ReactNode, useDeferredValue, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { InfiniteList } from '../../app/api/infinite.ts'
import { cx } from '../class-names.ts'
import { SkeletonRows } from '../skeleton.tsx'
import { ErrorState } from '../states.tsx'
import { usePhone } from '../use-media.ts'
import { useWidth } from '../use-width.ts'
import { BulkBar } from './bulk-bar.tsx'
import { PageCards, PaneCards } from './card-list.tsx'
import { ColumnChooser } from './column-chooser.tsx'
import type { Column, Sort } from './columns.ts'
import { TableRows } from './table-rows.tsx'
import { useListTable } from './use-list-table.ts'

export interface DataTableProps<T> {
  /** Says what is listed, to a screen reader; also remembers the chosen columns under `name`. */
  label: string
  name: string
  query: InfiniteList<T>
  /** Kept outside of the component or memoised. */
  columns: readonly Column<T>[]
  /** What to show when nothing matches: one sentence and one action. */
  empty: ReactNode
  rowHref?: (row: T) => string
  rowId?: (row: T) => string
  /** The row whose detail is open beside the list. */
  isCurrent?: (row: T) => boolean
  sort?: Sort
  onSort?: (sort: Sort) => void
  /** Allows selecting rows; gives the buttons of the bar that appears then. */
  bulkActions?: (ids: string[], clear: () => void) => ReactNode
  /** Beside the column chooser. */
  tools?: ReactNode
}

/** A pane narrower than this shows cards, px. */
const narrow = 560

const ownId = (row: unknown) => (row as { id: string }).id

/**
 * A long list: rows on a desk, cards on a phone, read page by page as one goes down. Its rows follow when what the person
 * did already shows: a press that changes the filter does not wait for them.
 */
export function DataTable<T>(props: DataTableProps<T>) {
  return <Table {...useDeferredValue(props)} />
}

const Table = memo(TableNow) as typeof TableNow

function TableNow<T>(props: DataTableProps<T>) {
  const { query, columns, empty, name, rowId = ownId, bulkActions, tools } = props
  const { t } = useTranslation()
  const phone = usePhone()
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame, !phone)
  const table = useListTable(name, query.items, columns, rowId)
  const visible = useMemo(
    () => columns.filter(({ id }, index) => index === 0 || table.state.columnVisibility[id] !== false),
    [columns, table.state.columnVisibility],
  )
  const selected = useMemo(() => Object.keys(table.state.rowSelection), [table.state.rowSelection])
  const clear = () => table.resetRowSelection(true)

  const Rows = phone ? PageCards : width > 0 && width < narrow ? PaneCards : TableRows
  // The first rows give way to what the person does meanwhile, as `Loaded` does.
  const pending = useDeferredValue(query.isPending)
  const state =
    query.isPending || pending ? (
      <SkeletonRows />
    ) : query.problem && query.items.length === 0 ? (
      <ErrorState error={query.problem} retry={query.retry} />
    ) : query.items.length === 0 ? (
      empty
    ) : null
  if (state) {
    return (
      <div ref={frame} className="card min-h-0 flex-1">
        {state}
      </div>
    )
  }
  return (
    <div ref={frame} className="flex min-h-0 flex-1 flex-col">
      <div
        className={cx('flex min-h-0 flex-1 flex-col transition-opacity', query.isStale && 'opacity-60')}
        aria-busy={query.isStale}
      >
        <Rows {...props} frame={frame} rowId={rowId} columns={visible as readonly Column<T>[]} table={table} />
      </div>
      <div className="flex min-h-10 flex-wrap items-center gap-2 pt-2 text-xs text-muted">
        <p className="flex-1">{t(query.hasMore ? 'list.countMore' : 'list.count', { count: query.items.length })}</p>
        {tools}
        {Rows === TableRows && <ColumnChooser columns={columns} table={table} />}
      </div>
      {query.problem && <ErrorState compact error={query.problem} retry={query.retry} />}
      {bulkActions && selected.length > 0 && (
        <BulkBar count={selected.length} onClear={clear}>
          {bulkActions(selected, clear)}
        </BulkBar>
      )}
    </div>
  )
}
