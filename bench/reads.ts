import { readFileSync } from 'node:fs'
import { headings, ms, row, say, signIn } from './client.ts'
import { startProduct } from './product.ts'

interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  schema: { type?: string; format?: string; enum?: string[] }
}
interface Operation {
  parameters?: Parameter[]
  responses: Record<string, { content?: Record<string, unknown> }>
}
interface Document {
  paths: Record<string, { get?: Operation }>
}

/** Slower than this (ms, the better of two) is shown. */
const shown = 100
/** Whose records stand elsewhere than in the list their address is below. */
const listOf: Record<string, string> = { '/predictions/units': '/assets?kind=UNIT' }
/** Parameters that name a record, by where its first is found. */
const recordOf: Record<string, string> = {
  ...{ assetId: '/assets?kind=UNIT', siteId: '/sites', unitSiteId: '/sites', typeId: '/asset-types' },
  ...{
    assetTypeId: '/asset-types',
    assigneeId: '/people?role=OPERATOR',
    personId: '/people',
    ownerId: '/assets?kind=UNIT',
  },
  ...{ workOrderId: '/work-orders', checklistId: '/checklists', planId: '/plans', supplierId: '/suppliers' },
}

/**
 * Asks every JSON read of the contract, once plain and once with each value of each filter, and shows what is slow. One
 * request at a time: what is measured is the work of a question, not of a crowd.
 */
export async function slowReads(_url: URL, env: Record<string, string>): Promise<void> {
  const product = await startProduct(8190, { ...env, FAENA_ROLES: 'api' })
  const token = await signIn(product.port)
  const { paths } = JSON.parse(readFileSync('docs/api/openapi.json', 'utf8')) as Document
  const ask = async (path: string) => {
    const from = performance.now()
    const answer = await fetch(`http://127.0.0.1:${product.port}${path}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const body = await answer.text()
    return { status: answer.status, took: performance.now() - from, body }
  }
  const firsts = new Map<string, Promise<string | undefined>>()
  const firstOf = (list: string) => {
    const known = firsts.get(list)
    if (known) return known
    const first = ask(`/api/v1${list}`).then(({ status, body }) =>
      status === 200 ? (JSON.parse(body).items?.[0]?.id as string | undefined) : undefined,
    )
    firsts.set(list, first)
    return first
  }
  const valuesOf = async ({ name, schema }: Parameter): Promise<string[]> => {
    if (schema.enum) return schema.enum
    if (schema.type === 'boolean') return ['true']
    if (schema.format === 'date') return [dayOf(/from$/i.test(name) ? -365 : 0)]
    if (name === 'q' || name === 'search') return ['bomba']
    const record = recordOf[name] && (await firstOf(recordOf[name]))
    return record ? [record] : []
  }

  const found: { path: string; first: number; again: number }[] = []
  const broken: string[] = []
  let asked = 0
  for (const [template, { get }] of Object.entries(paths)) {
    if (!get?.responses['200']?.content?.['application/json']) continue
    for (const path of await addresses(template, get.parameters ?? [])) {
      const first = await ask(path)
      if (first.status >= 500) broken.push(path)
      if (first.status !== 200) continue
      asked += 1
      const again = first.took > shown ? (await ask(path)).took : first.took
      found.push({ path: path.slice('/api/v1'.length), first: first.took, again })
    }
  }
  headings(['read', 'first ms', 'again ms'])
  for (const { path, first, again } of found.toSorted((a, b) => b.again - a.again)) {
    if (again > shown) row([path, ms(first), ms(again)])
  }
  say(`\n${asked} reads asked; ${broken.length} broke${broken.map((path) => `\n${path}`).join('')}`)
  await product.stop()

  async function addresses(template: string, parameters: Parameter[]): Promise<string[]> {
    let bases = [template]
    for (const parameter of parameters.filter((one) => one.in === 'path')) {
      const hole = `{${parameter.name}}`
      const list = template.slice('/api/v1'.length, template.indexOf(hole) - 1)
      const record = parameter.schema.enum ? undefined : await firstOf(listOf[list] ?? list)
      const values = parameter.schema.enum ?? (record ? [record] : [])
      bases = bases.flatMap((base) => values.map((value) => base.replace(hole, value)))
    }
    const queries = parameters.filter((one) => one.in === 'query')
    const plain = new URLSearchParams()
    for (const one of queries.filter((query) => query.required)) plain.set(one.name, (await valuesOf(one))[0] ?? '')
    const optional = queries.filter((one) => !one.required)
    const year: [string, string][] = []
    for (const one of optional.filter(({ schema }) => schema.format === 'date')) {
      year.push([one.name, (await valuesOf(one))[0]!])
    }
    const isPeriod = year.length === 2
    const spans = [plain, ...(isPeriod ? [withValues(plain, year)] : year.map((one) => withValues(plain, [one])))]
    const base = isPeriod ? spans[1]! : plain
    const filters: [string, string][] = []
    for (const one of optional.filter(({ schema }) => schema.format !== 'date')) {
      for (const value of await valuesOf(one)) filters.push([one.name, value])
    }
    // What is grouped differs with every address; a filter does to one what it does to the next.
    const of = (address: string, place: number) => {
      const chosen = filters.filter(([name]) => place === 0 || name === 'groupBy')
      const all = [...spans, ...chosen.map((one) => withValues(base, [one]))]
      return all.map((query) => (query.size > 0 ? `${address}?${query.toString()}` : address))
    }
    return bases.flatMap(of)
  }
}

function withValues(query: URLSearchParams, values: readonly [string, string][]): URLSearchParams {
  const all = new URLSearchParams(query)
  for (const [name, value] of values) all.set(name, value)
  return all
}

const dayOf = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
