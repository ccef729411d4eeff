import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { listKey, readPage } from './client.ts'
import type { ItemOf, ListPath, QueryOf } from './paths.ts'
import type { Problem } from './problem.ts'

/** What a list on screen needs to know about its query; `DataTable` takes it whole. */
export interface InfiniteList<T> {
  items: T[]
  isPending: boolean
  /** Items of the previous filter are shown while those of the new one come. */
  isStale: boolean
  isFetchingMore: boolean
  hasMore: boolean
  fetchMore: () => void
  problem: Problem | null
  retry: () => void
}

interface PageOfItems {
  items: unknown[]
  nextCursor?: string | null
}

/** A list by keyset pages. `filter` is what the URL holds: the parameters of the request, as they are sent. */
export function useInfinite<P extends ListPath>(
  path: P,
  filter: Omit<QueryOf<P>, 'cursor'>,
  options: { enabled?: boolean; path?: Record<string, string> } = {},
): InfiniteList<ItemOf<P>> {
  const result = useInfiniteQuery({
    queryKey: listKey(path, { params: { path: options.path, query: filter } }),
    queryFn: ({ pageParam, signal }) => {
      const init = { params: { path: options.path, query: { ...filter, cursor: pageParam } } }
      return readPage(path, init, signal) as Promise<PageOfItems>
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    enabled: options.enabled,
    select: ({ pages }) => pages.flatMap((page) => page.items) as ItemOf<P>[],
  })
  return {
    items: result.data ?? [],
    isPending: result.isPending,
    isStale: result.isPlaceholderData,
    isFetchingMore: result.isFetchingNextPage,
    hasMore: result.hasNextPage,
    fetchMore: () => {
      if (result.hasNextPage && !result.isFetching) void result.fetchNextPage()
    },
    problem: result.error,
    retry: () => void result.refetch(),
  }
}
