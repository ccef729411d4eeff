import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AppLink } from '../app-link.tsx'
import { cx } from '../class-names.ts'
import type { Column } from './columns.ts'
import type { RowsProps } from './table-rows.tsx'
import { useMoreAtEnd } from './use-more-at-end.ts'

const estimate = 116

/** The same rows on a phone: one card each, the whole card the link. */
export function CardList<T>({ query, columns, rowHref, rowId, isCurrent, label, bulkActions, table }: RowsProps<T>) {
  const { t } = useTranslation()
  const list = useRef<HTMLUListElement>(null)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => setTop((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY), [])
  const virtualizer = useWindowVirtualizer({
    count: query.items.length,
    estimateSize: () => estimate,
    getItemKey: (index) => rowId(query.items[index] as T),
    overscan: 6,
    scrollMargin: top,
  })
  const shown = virtualizer.getVirtualItems()
  useMoreAtEnd(query, shown.at(-1)?.index ?? 0)
  const title = columns.find(({ card }) => card === 'title') ?? columns[0]
  const marks = columns.filter(({ card }) => card === 'mark')
  const lines = columns.filter((column) => column !== title && (column.card ?? 'line') === 'line')

  return (
    <>
      <ul ref={list} aria-label={label} className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {shown.map(({ index, key, start }) => {
          const row = query.items[index] as T
          const href = rowHref?.(row)
          const id = rowId(row)
          return (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              aria-setsize={query.hasMore ? -1 : query.items.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0 top-0 pb-2"
              style={{ transform: `translateY(${start - top}px)` }}
            >
              <div className={cx('card relative p-3', isCurrent?.(row) && 'border-accent')}>
                <div className="flex items-start gap-2">
                  {bulkActions && (
                    <label className="relative z-[1] -m-3 grid size-12 place-items-center">
                      <span className="sr-only">{t('list.select')}</span>
                      <input
                        type="checkbox"
                        className="check"
                        checked={table.state.rowSelection[id] === true}
                        onChange={() => table.getRow(id).toggleSelected()}
                      />
                    </label>
                  )}
                  <div className="min-w-0 flex-1 font-semibold">
                    {href ? (
                      <AppLink href={href} data-row className="after:absolute after:inset-0">
                        {title?.cell(row)}
                      </AppLink>
                    ) : (
                      title?.cell(row)
                    )}
                  </div>
                  <div className="flex flex-wrap justify-end gap-1">
                    {marks.map((column) => (
                      <span key={column.id}>{column.cell(row)}</span>
                    ))}
                  </div>
                </div>
                <dl className="mt-1.5 grid gap-0.5 text-sm">
                  {lines.map((column) => (
                    <Line key={column.id} column={column} row={row} />
                  ))}
                </dl>
              </div>
            </li>
          )
        })}
      </ul>
      {query.isFetchingMore && (
        <p role="status" className="py-3 text-center text-muted">
          {t('list.loadingMore')}
        </p>
      )}
    </>
  )
}

function Line<T>({ column, row }: { column: Column<T>; row: T }) {
  return (
    <div className="flex gap-2">
      <dt className="shrink-0 text-muted">{column.header}</dt>
      <dd className="min-w-0 flex-1 text-end">{column.cell(row)}</dd>
    </div>
  )
}
