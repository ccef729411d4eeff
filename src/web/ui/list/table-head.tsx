import { useTranslation } from 'react-i18next'
import { cx } from '../class-names.ts'
import { Icon } from '../icon.tsx'
import { ariaSort, nextSort } from './columns.ts'
import type { RowsProps } from './table-rows.tsx'

const cell = 'sticky top-0 z-[1] border-b border-border bg-surface-secondary px-3 text-xs font-semibold text-muted'

export function TableHead<T>({ columns, sort, onSort, bulkActions, table }: RowsProps<T>) {
  const { t } = useTranslation()
  return (
    <>
      <colgroup>
        {bulkActions && <col style={{ width: '2.5rem' }} />}
        {columns.map(({ id, width }) => (
          <col key={id} style={{ width }} />
        ))}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          {bulkActions && (
            <th scope="col" className={cx(cell, 'pe-0')}>
              <input
                type="checkbox"
                className="check block"
                aria-label={t('list.selectAll')}
                checked={table.getIsAllRowsSelected()}
                ref={(element) => {
                  if (element) element.indeterminate = table.getIsSomeRowsSelected() && !table.getIsAllRowsSelected()
                }}
                onChange={() => table.toggleAllRowsSelected()}
              />
            </th>
          )}
          {columns.map((column) => {
            const order = ariaSort(sort, column.sort)
            const { sort: field } = column
            return (
              <th
                key={column.id}
                scope="col"
                aria-sort={order}
                className={cx(cell, column.numeric ? 'text-end' : 'text-start')}
              >
                {field && onSort ? (
                  <button
                    type="button"
                    onClick={() => onSort(nextSort(sort, field))}
                    className={cx(
                      'inline-flex min-h-9 cursor-pointer items-center gap-1 hover:text-foreground',
                      order && 'text-foreground',
                    )}
                  >
                    {column.header}
                    <Icon
                      name={order === 'descending' ? 'down' : 'up'}
                      size={12}
                      className={cx(!order && 'opacity-0 in-[button:hover]:opacity-50')}
                    />
                  </button>
                ) : (
                  <span className="inline-flex min-h-9 items-center">{column.header}</span>
                )}
              </th>
            )
          })}
        </tr>
      </thead>
    </>
  )
}
