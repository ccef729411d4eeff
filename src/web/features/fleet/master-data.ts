import { query } from '../../app/api/client.ts'
import type { Option } from '../../ui/form/option.ts'

/** Sites in reach as options, children under their parents. */
export function useSiteOptions(): (Option & { depth: number })[] {
  const { data } = query.useQuery('get', '/sites', {}, { staleTime: 5 * 60_000 })
  return (data?.items ?? []).map(({ id, name, depth }) => ({ value: id, label: name, depth }))
}

export function useTypeOptions(): Option[] {
  const { data } = query.useQuery('get', '/asset-types', {}, { staleTime: 5 * 60_000 })
  return (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))
}
