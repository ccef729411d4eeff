import { AppLink } from '../app-link.tsx'
import { cx } from '../class-names.ts'
import { Leads, Line, Meta } from './card.tsx'
import type { Column } from './columns.ts'

interface StackedRowsProps<T> {
  label: string
  rows: readonly T[]
  columns: readonly Column<T>[]
  rowKey: (row: T) => string
  rowHref?: (row: T) => string
}

/** What can be pressed by itself lies over the link of the row. */
const above = '[&_a]:relative [&_a]:z-[1] [&_button]:relative [&_button]:z-[1]'

/**
 * The rows of a short table on a phone, one under the other: what the row is about, and every other column as its heading and
 * value. A press anywhere follows the row, except on a link or button of its own.
 */
export function StackedRows<T>({ label, rows, columns, rowKey, rowHref }: StackedRowsProps<T>) {
  const title = columns.find(({ card }) => card === 'title') ?? columns[0]!
  const others = columns.filter((column) => column !== title)
  // A column of menus has no heading to show: its button stands beside the title.
  const placeOf = ({ card, quiet }: Column<T>) => card ?? (quiet ? 'mark' : 'line')
  const placed = (place: ReturnType<typeof placeOf>) => others.filter((column) => placeOf(column) === place)
  return (
    <ul aria-label={label} className="divide-y divide-separator">
      {rows.map((row) => {
        const href = rowHref?.(row)
        return (
          <li key={rowKey(row)} className={cx('relative px-4 py-3', href && 'active:bg-surface-secondary')}>
            <div className="flex flex-wrap items-start justify-end gap-x-2 gap-y-1">
              <div className="min-w-0 flex-1 basis-32 font-medium [overflow-wrap:anywhere]">
                {href ? (
                  <AppLink href={href} className="after:absolute after:inset-0">
                    {title.cell(row)}
                  </AppLink>
                ) : (
                  title.cell(row)
                )}
              </div>
              {placed('mark').map((column) => (
                <div key={column.id} className={above}>
                  {column.cell(row)}
                </div>
              ))}
            </div>
            <Leads columns={placed('lead')} row={row} />
            <Meta columns={placed('meta')} row={row} />
            <dl className={cx('mt-1 grid gap-0.5 text-sm', above)}>
              {placed('line').map((column) => (
                <Line key={column.id} column={column} row={row} />
              ))}
            </dl>
          </li>
        )
      })}
    </ul>
  )
}
