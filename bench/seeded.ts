import { login, say } from './client.ts'
import { faena } from './product.ts'
import { withClient, withScratch } from './scratch.ts'

export interface Size {
  /** A PostgreSQL server whose user may create databases. */
  database: string
  assets: string
  orders: string
}

/** A database of its own with the simulated fleet and one administrator, for as long as `work` takes. */
export async function withFleet(
  { database, assets, orders }: Size,
  work: (url: URL, env: Record<string, string>) => Promise<void>,
): Promise<void> {
  await withScratch(database, async ({ env, url }) => {
    const began = performance.now()
    faena(['seed', '--demo', '--assets', assets, '--orders', orders], env)
    say(`Seeded ${orders} orders in ${((performance.now() - began) / 1000).toFixed(1)} s\n`)
    faena(['create-admin', '--email', login.email, '--password-stdin'], env, login.password)
    await withClient(url, (client) => client.query('VACUUM ANALYZE'))
    await work(url, { ...env })
  })
}
