import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { AppLink } from '../app-link.tsx'
import { cx } from '../class-names.ts'
import type { DataTableProps } from './data-table.tsx'
import { TableHead } from './table-head.tsx'
import type { ListTable } from './use-list-table.ts'
import { useMoreAtEnd } from './use-more-at-end.ts'
import { useRowKeys } from './use-row-keys.ts'
import { useRowPress } from './use-row-press.ts'

export interface RowsProps<T> extends DataTableProps<T> {
  table: ListTable
  rowId: (row: T) => string
  /** Holds the rows, and before them what stands for them. */
  frame: RefObject<HTMLElement | null>
}

const estimate = 41
/** What a column without a width keeps before the table scrolls sideways. */
const freeWidth = '11rem'

export function TableRows<T>(props: RowsProps<T>) {
  const { query, columns, rowHref, rowId, isCurrent, label, bulkActions, table } = props
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: query.items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimate,
    getItemKey: (index) => rowId(query.items[index] as T),
    overscan: 12,
  })
  const shown = virtualizer.getVirtualItems()
  useMoreAtEnd(query, shown.at(-1)?.index ?? 0)
  const toggle = (index: number) => table.getRow(rowId(query.items[index] as T)).toggleSelected()
  useRowKeys({
    count: query.items.length,
    container: scroller,
    reveal: (index) => virtualizer.scrollToIndex(index),
    toggle: bulkActions && toggle,
  })
  const press = useRowPress()
  const before = shown[0]?.start ?? 0
  const after = virtualizer.getTotalSize() - (shown.at(-1)?.end ?? 0)
  const span = columns.length + (bulkActions ? 1 : 0)

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by the keyboard
    <section ref={scroller} tabIndex={0} aria-label={label} className="card min-h-0 flex-1 overflow-auto">
      <table
        className="w-full table-fixed border-separate border-spacing-0"
        style={{ minWidth: `calc(${columns.map(({ width }) => width ?? freeWidth).join(' + ')})` }}
        aria-rowcount={query.hasMore ? -1 : query.items.length + 1}
      >
        <TableHead {...props} />
        <tbody>
          <Spacer height={before} span={span} />
          {shown.map(({ index, key }) => {
            const row = query.items[index] as T
            const href = rowHref?.(row)
            const id = rowId(row)
            const selected = table.state.rowSelection[id] === true
            const current = isCurrent?.(row)
            return (
              <tr
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                aria-rowindex={index + 2}
                aria-current={current || undefined}
                onClick={href ? (event) => press(event, href) : undefined}
                className={cx(
                  'group',
                  href && 'cursor-pointer',
                  current || selected ? 'bg-accent-soft' : href && 'hover:bg-surface-secondary',
                )}
              >
                {bulkActions && (
                  <td className="border-b border-separator ps-3 align-middle">
                    <input
                      type="checkbox"
                      className="check block"
                      aria-label={t('list.select')}
                      checked={selected}
                      onChange={() => toggle(index)}
                    />
                  </td>
                )}
                {columns.map((column, at) => (
                  <td
                    key={column.id}
                    className={cx('border-b border-separator px-3 py-2 align-middle', column.numeric && 'numeric')}
                  >
                    {at === 0 && href ? (
                      <AppLink href={href} data-row className="font-medium hover:underline">
                        {column.cell(row)}
                      </AppLink>
                    ) : (
                      column.cell(row)
                    )}
                  </td>
                ))}
              </tr>
            )
          })}
          <Spacer height={after} span={span} />
        </tbody>
      </table>
      {query.isFetchingMore && (
        <p role="status" className="sticky left-0 px-3 py-3 text-center text-muted">
          {t('list.loadingMore')}
        </p>
      )}
    </section>
  )
}

/** Stands for the rows out of sight, so that the bar of the scroll is true. */
function Spacer({ height, span }: { height: number; span: number }) {
  if (height <= 0) return null
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row takes no focus
    <tr aria-hidden="true">
      <td colSpan={span} style={{ height, padding: 0 }} />
    </tr>
  )
}
