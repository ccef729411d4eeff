import {
  columnVisibilityFeature,
  type RowSelectionState,
  rowSelectionFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useMemo, useState } from 'react'
import type { Column } from './columns.ts'

const features = tableFeatures({ columnVisibilityFeature, rowSelectionFeature })

function remembered(key: string): Record<string, boolean> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, boolean>
  } catch {
    return {}
  }
}

/** Which columns are shown (remembered on this device under `name`) and which rows are selected. */
export function useListTable<T>(name: string, rows: T[], columns: readonly Column<T>[], rowId: (row: T) => string) {
  const key = `faena.columns.${name}`
  const [columnVisibility, setVisibility] = useState<Record<string, boolean>>(() => ({
    ...Object.fromEntries(columns.filter(({ hidden }) => hidden).map(({ id }) => [id, false])),
    ...remembered(key),
  }))
  const [rowSelection, setSelection] = useState<RowSelectionState>({})
  const definitions = useMemo(
    () => columns.map(({ id, header, hideable }) => ({ id, header, enableHiding: hideable !== false })),
    [columns],
  )
  const table = useTable({
    features,
    data: rows as object[],
    columns: definitions,
    getRowId: (row) => rowId(row as T),
    state: { columnVisibility, rowSelection },
    onColumnVisibilityChange: (change) => {
      const next = typeof change === 'function' ? change(columnVisibility) : change
      setVisibility(next)
      try {
        localStorage.setItem(key, JSON.stringify(next))
      } catch {
        // Storage refused by the browser: the choice lasts as long as the page.
      }
    },
    onRowSelectionChange: setSelection,
  })
  return table
}

export type ListTable = ReturnType<typeof useListTable<unknown>>
