import { call, signIn } from './client.ts'
import type { Shot } from './load.ts'
import { startProduct } from './product.ts'
import { type Statement, tap } from './wire.ts'

export interface Operation {
  name: string
  shots: (n: number) => Shot
  /** Writes change what they repeat, so their statements cannot be replayed beside them. */
  write?: boolean
  /** At most so many requests, as each needs a record of its own. */
  requests?: number
}

/** What one request of each kind executes, read on the wire; the first of each warms what is cached. */
export async function statementsOf(
  url: URL,
  env: Record<string, string>,
  operations: (port: number, token: string) => Promise<Operation[]>,
): Promise<Record<string, Statement[]>> {
  const relay = await tap({ host: url.hostname, port: Number(url.port || 5432) })
  const through = new URL(url)
  through.hostname = '127.0.0.1'
  through.port = String(relay.port)
  const product = await startProduct(8191, { ...env, DATABASE_URL: through.href })
  const token = await signIn(product.port)
  const found: Record<string, Statement[]> = {}
  for (const { name, shots, write } of await operations(product.port, token)) {
    for (const n of [0, 1]) {
      relay.take()
      const shot = shots(n)
      await call(product.port, token, shot.method, shot.path.slice('/api/v1'.length), shot.body)
      found[name] = relay.take().filter(({ text }) => write || !/pgboss|jobs\./.test(text))
    }
  }
  await product.stop()
  relay.close()
  return found
}
