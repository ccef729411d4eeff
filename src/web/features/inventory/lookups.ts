import { useMemo } from 'react'
import { api, query } from '../../app/api/client.ts'
import { asProblem } from '../../app/api/problem.ts'
import type { Lookup, Option } from '../../ui/form/option.ts'

/** Parts by number, description or bin. */
export const partLookup: Lookup = {
  name: 'part',
  async search(text, signal) {
    const { data, error } = await api.GET('/parts', { params: { query: { q: text || undefined, limit: 20 } }, signal })
    if (!data) throw asProblem(error)
    return data.items.map(({ id, number, description, bins }) => ({
      value: id,
      label: `${number} · ${description}`,
      detail: bins.join(', ') || null,
    }))
  },
  async labelOf(id, signal) {
    const { data, error } = await api.GET('/parts/{id}', { params: { path: { id } }, signal })
    if (!data) throw asProblem(error)
    return `${data.number} · ${data.description}`
  },
}

export function useSupplierOptions(enabled = true): Option[] {
  const { data } = query.useQuery('get', '/suppliers', {}, { staleTime: 60_000, enabled })
  return useMemo(() => (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })), [data])
}

/** Sites in reach as options, children under their parents: each is a warehouse. */
export function useSiteOptions(): (Option & { depth: number })[] {
  const { data } = query.useQuery('get', '/sites', {}, { staleTime: 5 * 60_000 })
  return useMemo(() => (data?.items ?? []).map(({ id, name, depth }) => ({ value: id, label: name, depth })), [data])
}

export function useAssetTypeOptions(): Option[] {
  const { data } = query.useQuery('get', '/asset-types', {}, { staleTime: 5 * 60_000 })
  return useMemo(() => (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })), [data])
}
