import { QueryClient } from '@tanstack/react-query'
import { asProblem, type Problem } from './problem.ts'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: Problem
  }
}

/** Worth asking again: the network, an overloaded server; never a refusal. */
function passing(problem: Problem): boolean {
  return problem.status === 0 || problem.status >= 502
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 10 * 60_000,
      retry: (failures, error) => failures < 2 && passing(asProblem(error)),
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})

/** Forgets what was read under each of `prefixes` (`/work-orders` covers every path below it) and reads what is on screen again. */
export function invalidate(prefixes: readonly string[]): Promise<void> {
  return queryClient.invalidateQueries({
    predicate: ({ queryKey: [, path] }) =>
      typeof path === 'string' && prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`)),
  })
}
