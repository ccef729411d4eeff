import { api } from '../../app/api/client.ts'
import { asProblem } from '../../app/api/problem.ts'
import type { Lookup } from '../../ui/form/option.ts'

/** Units and components by code, name or plate. */
export const assetLookup: Lookup = {
  name: 'asset',
  async search(text, signal) {
    const { data, error } = await api.GET('/assets', { params: { query: { q: text || undefined, limit: 20 } }, signal })
    if (!data) throw asProblem(error)
    return data.items.map(({ id, code, name, site }) => ({
      value: id,
      label: `${code} · ${name}`,
      detail: site.name,
    }))
  },
  async labelOf(id, signal) {
    const { data, error } = await api.GET('/assets/{id}', { params: { path: { id } }, signal })
    if (!data) throw asProblem(error)
    return `${data.code} · ${data.name}`
  },
}
