import { useTranslation } from 'react-i18next'
import { Button } from '../button.tsx'
import { Popover } from '../popover.tsx'
import type { Column } from './columns.ts'
import type { ListTable } from './use-list-table.ts'

export function ColumnChooser<T>({ columns, table }: { columns: readonly Column<T>[]; table: ListTable }) {
  const { t } = useTranslation()
  const choosable = columns.filter(({ hideable }, index) => index > 0 && hideable !== false)
  if (choosable.length === 0) return null
  return (
    <Popover
      label={t('list.columns')}
      align="end"
      className="min-w-48 p-2"
      trigger={(props) => (
        <Button variant="ghost" size="sm" icon="columns" {...props}>
          {t('list.columns')}
        </Button>
      )}
    >
      {choosable.map(({ id, header }) => (
        <label key={id} className="menu-item text-sm">
          <input
            type="checkbox"
            className="check"
            checked={table.state.columnVisibility[id] !== false}
            onChange={({ target }) => table.getColumn(id)?.toggleVisibility(target.checked)}
          />
          {header}
        </label>
      ))}
    </Popover>
  )
}
