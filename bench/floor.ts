import { createServer } from 'node:http'
import pg from 'pg'
import type { Statement } from './wire.ts'

/** The least a server could do: the statements of each operation through `pg` and `node:http`, rows as JSON, nothing else. */
const { url, operations }: { url: string; operations: Record<string, Statement[]> } = JSON.parse(process.argv[2]!)
const pool = new pg.Pool({ connectionString: url, max: 20 })
// The database is dropped at the end, under the idle connections.
pool.on('error', () => {})
const names = new Map<string, string>()
const nameOf = (text: string) => {
  if (!names.has(text)) names.set(text, `s${names.size}`)
  return names.get(text)!
}

const server = createServer(async (request, response) => {
  const statements = operations[decodeURIComponent(request.url?.slice(1) ?? '')] ?? []
  let rows: unknown[] = []
  for (const { text, values } of statements) {
    rows = (await pool.query({ name: nameOf(text), text, values })).rows
  }
  const body = JSON.stringify(rows)
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
  response.end(body)
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as { port: number }).port))
