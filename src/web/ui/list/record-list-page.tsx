import { type ReactNode, useState } from 'react'
import { Button } from '../button.tsx'
import { Page, type PageProps } from '../page.tsx'
import { SkeletonRows } from '../skeleton.tsx'
import { Loaded, type Reading } from '../states.tsx'

interface RecordListPageProps<T> extends Omit<PageProps, 'actions' | 'fill' | 'children'> {
  query: Reading<{ items: T[] }>
  /** Names the button that opens the dialog of a new record. */
  add: string
  /** Above the list: what of it is shown. */
  filter?: ReactNode
  /** When there is nothing; takes the button that adds. */
  empty: (add: ReactNode) => ReactNode
  row: (record: T, edit: () => void) => ReactNode
  /** Of one record, or of a new one. */
  dialog: (record: T | null, close: () => void) => ReactNode
  /** What the page shows besides. */
  children?: ReactNode
}

/** A short list, read at once, whose records are added and edited in a dialog. */
export function RecordListPage<T>(props: RecordListPageProps<T>) {
  const { query, add, filter, empty, row, dialog, children, ...page } = props
  const [open, setOpen] = useState<{ record: T | null } | null>(null)
  const button = (
    <Button variant="primary" icon="plus" onClick={() => setOpen({ record: null })}>
      {add}
    </Button>
  )
  return (
    <Page {...page} actions={button}>
      {filter}
      <Loaded query={query} skeleton={<SkeletonRows rows={5} />}>
        {({ items }) =>
          items.length === 0 ? (
            empty(button)
          ) : (
            <ul className="card divide-y divide-separator">
              {items.map((record) => row(record, () => setOpen({ record })))}
            </ul>
          )
        }
      </Loaded>
      {open && dialog(open.record, () => setOpen(null))}
      {children}
    </Page>
  )
}
