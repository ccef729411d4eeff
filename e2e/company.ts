import type { Product } from './product.ts'

interface Record {
  id: string
  version: number
}
interface Named extends Record {
  code: string
}

export interface Company {
  site: Record
  unit: Named
  operator: Record & { email: string; password: string }
  order: (title: string, more?: object) => Promise<Record & { number: string }>
  /** One more mechanic, whose password is still the administrator's. */
  colleague: (name: string) => Promise<Newcomer>
}

interface Newcomer extends Record {
  email: string
  temporaryPassword: string
}

/** One site, one backhoe and one mechanic whose password is their own already. */
export async function foundCompany({ call, as }: Product): Promise<Company> {
  const site = await call<Record>('POST', '/sites', { code: 'MINA', name: 'Mina Norte' })
  const { items: types } = await call<{ items: Named[] }>('GET', '/asset-types')
  const backhoe = types.find(({ code }) => code === 'BACKHOE')!
  const asset = { code: 'RE-01', name: 'Retroexcavadora 01', typeId: backhoe.id, siteId: site.id }
  const unit = await call<Named>('POST', '/assets', asset)
  const colleague = (name: string) => {
    const email = `${name.split(' ')[0]!.toLowerCase()}@faena.example`
    return call<Newcomer>('POST', '/people', { name, email, role: 'OPERATOR', siteIds: [site.id] })
  }
  const { id, version, email, temporaryPassword } = await colleague('Rosa Mecánica')
  const password = 'una frase solo de Rosa'
  const own = await as({ email, password: temporaryPassword })
  await own('POST', '/me/password', { current: temporaryPassword, next: password })
  const { items: orderTypes } = await call<{ items: Named[] }>('GET', '/order-types')
  const preventive = orderTypes.find(({ code }) => code === 'PREVENTIVE')!
  return {
    site,
    unit,
    operator: { id, version, email, password },
    colleague,
    order: (title, more = {}) =>
      call('POST', '/work-orders', {
        title,
        assetId: unit.id,
        typeId: preventive.id,
        priority: 'MEDIUM',
        assigneeId: id,
        ...more,
      }),
  }
}
