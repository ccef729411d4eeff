import type { ReactNode } from 'react'
import { AppLink } from '../app-link.tsx'
import { cx } from '../class-names.ts'
import { usePhone } from '../use-media.ts'
import type { Column } from './columns.ts'
import { StackedRows } from './stacked-rows.tsx'
import { useRowPress } from './use-row-press.ts'

interface SimpleTableProps<T> {
  label: string
  rows: readonly T[]
  columns: readonly Column<T>[]
  rowKey: (row: T) => string
  rowHref?: (row: T) => string
  /** A last row: the sum. */
  foot?: ReactNode
  /** One reads down its columns (months, candidates, percentiles): it stays a table on a phone. So does one with a sum. */
  compared?: boolean
}

/** More columns than these do not fit on a phone. */
const fitting = 3

/**
 * A short table, all of it at once: the parts of an order, the rows behind a number. On a phone its rows stand one under the
 * other when its columns do not fit; one whose columns are compared scrolls sideways instead.
 */
export function SimpleTable<T>(props: SimpleTableProps<T>) {
  const stacked = usePhone() && props.columns.length > fitting && !props.foot && !props.compared
  return stacked ? <StackedRows {...props} /> : <Rows {...props} />
}

function Rows<T>({ label, rows, columns, rowKey, rowHref, foot }: SimpleTableProps<T>) {
  const press = useRowPress()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by the keyboard
    <section tabIndex={0} aria-label={label} className="relative overflow-x-auto">
      <table className="w-full border-separate border-spacing-0">
        <thead>
          <tr>
            {columns.map(({ id, header, quiet, numeric, width }) => (
              <th
                key={id}
                scope="col"
                style={{ width }}
                className={cx(
                  'border-b border-border px-3 py-2 text-xs font-semibold text-muted',
                  numeric ? 'text-end' : 'text-start',
                )}
              >
                {quiet ? <span className="sr-only">{header}</span> : header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const href = rowHref?.(row)
            return (
              <tr
                key={rowKey(row)}
                onClick={href ? (event) => press(event, href) : undefined}
                className={cx(href && 'cursor-pointer hover:bg-surface-secondary')}
              >
                {columns.map((column, at) => (
                  <td
                    key={column.id}
                    className={cx(
                      'border-b border-separator px-3 py-2',
                      column.numeric && 'numeric',
                      at === 0 && 'min-w-32',
                    )}
                  >
                    {at === 0 && href ? (
                      <AppLink href={href} className="font-medium hover:underline">
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
        </tbody>
        {foot && <tfoot>{foot}</tfoot>}
      </table>
    </section>
  )
}
