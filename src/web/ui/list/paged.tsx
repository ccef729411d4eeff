import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { InfiniteList } from '../../app/api/infinite.ts'
import { Button } from '../button.tsx'
import { SkeletonRows } from '../skeleton.tsx'
import { ErrorState } from '../states.tsx'

interface PagedProps<T> {
  list: InfiniteList<T>
  /** What to show when there is nothing. */
  empty: ReactNode
  /** How many rows to keep the place of while the first page comes. */
  rows?: number
  children: (items: T[]) => ReactNode
}

/** The states of a list read page by page: what is coming, a refusal, nothing; then the items, and more of them on demand. */
export function Paged<T>({ list, empty, rows, children }: PagedProps<T>) {
  const { t } = useTranslation()
  if (list.isPending) return <SkeletonRows rows={rows} />
  const refusal = list.problem && <ErrorState compact={list.items.length > 0} error={list.problem} retry={list.retry} />
  if (list.items.length === 0) return refusal ?? empty
  return (
    <>
      {children(list.items)}
      {refusal}
      {list.hasMore && (
        <div className="p-3 text-center">
          <Button pending={list.isFetchingMore} onClick={list.fetchMore}>
            {t('list.more')}
          </Button>
        </div>
      )}
    </>
  )
}
