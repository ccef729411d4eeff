import { useEffect } from 'react'
import type { InfiniteList } from '../../app/api/infinite.ts'

const ahead = 10

/** Asks for the next page a little before the last row comes into sight. */
export function useMoreAtEnd(
  query: Pick<InfiniteList<unknown>, 'items' | 'hasMore' | 'fetchMore' | 'problem'>,
  last: number,
) {
  const near = query.hasMore && !query.problem && last >= query.items.length - ahead
  const { fetchMore } = query
  // biome-ignore lint/correctness/useExhaustiveDependencies: fetchMore is new in every render; asking once per page is enough
  useEffect(() => {
    if (near) fetchMore()
  }, [near, query.items.length])
}
