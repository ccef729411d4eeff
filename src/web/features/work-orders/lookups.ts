import { useTranslation } from 'react-i18next'
import { api, query } from '../../app/api/client.ts'
import { asProblem } from '../../app/api/problem.ts'
import type { Lookup, Option } from '../../ui/form/option.ts'

async function names(search: string | undefined, cursor: string | undefined, signal: AbortSignal) {
  const { data, error } = await api.GET('/people/names', { params: { query: { search, cursor, limit: 200 } }, signal })
  if (!data) throw asProblem(error)
  return data
}

/** Active people by name: who an order can be given to. */
export const personLookup: Lookup = {
  name: 'person',
  async search(text, signal) {
    const { items } = await names(text || undefined, undefined, signal)
    return items.slice(0, 20).map(({ id, name }) => ({ value: id, label: name }))
  },
  async labelOf(id, signal) {
    let cursor: string | undefined
    do {
      const page = await names(undefined, cursor, signal)
      const found = page.items.find((person) => person.id === id)
      if (found) return found.name
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    return ''
  },
}

/** Orders by number or title, for naming the one that another repeats. */
export const orderLookup = (assetId: string): Lookup => ({
  name: `workOrder:${assetId}`,
  async search(text, signal) {
    const filter = { assetId, q: text || undefined, limit: 20 }
    const { data, error } = await api.GET('/work-orders', { params: { query: filter }, signal })
    if (!data) throw asProblem(error)
    return data.items.map(({ id, number, title }) => ({ value: id, label: number, detail: title }))
  },
  async labelOf(id, signal) {
    const { data, error } = await api.GET('/work-orders/{id}', { params: { path: { id } }, signal })
    if (!data) throw asProblem(error)
    return data.number
  },
})

interface Named {
  nameEs: string
  nameEn: string
}

/** The name of master data in the person's language. */
export function useName(): (named: Named) => string {
  const { i18n } = useTranslation()
  return (named) => (i18n.language === 'en' ? named.nameEn : named.nameEs)
}

export function useOrderTypes() {
  return query.useQuery('get', '/order-types', {}, { staleTime: 5 * 60_000 }).data?.items ?? []
}

export function useOrderTypeOptions(): Option[] {
  const name = useName()
  return useOrderTypes().map((type) => ({ value: type.id, label: name(type) }))
}
