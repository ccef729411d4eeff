import type { ReactNode } from 'react'
import { Page } from './page.tsx'
import { SkeletonForm } from './skeleton.tsx'
import { Loaded, type Reading } from './states.tsx'

interface RecordPageProps<T> {
  query: Omit<Reading<T>, 'refetch'> & { refetch: () => Promise<{ data: T | undefined }> }
  /** The title until the record has come. */
  loading: string
  narrow?: boolean
  /** The page itself; `refetch` reads the record again. */
  children: (record: NonNullable<T>, refetch: () => Promise<T | undefined>) => ReactNode
}

/** The page of one record: its place while it comes, the refusal when it does not. */
export function RecordPage<T>({ query, loading, narrow, children }: RecordPageProps<T>) {
  return (
    <Loaded
      query={query}
      skeleton={
        <Page title={loading} narrow={narrow}>
          <SkeletonForm />
        </Page>
      }
    >
      {(record) => children(record, async () => (await query.refetch()).data)}
    </Loaded>
  )
}
