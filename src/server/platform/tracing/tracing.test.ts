import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, prepareFolder, type TestDatabase, testServer } from '../../testing/database.ts'
import { faena, startServer } from '../../testing/process.ts'

interface Value {
  stringValue?: string
  intValue?: number
  arrayValue?: { values: Value[] }
}
interface Pair {
  key: string
  value: Value
}
interface ReceivedSpan {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  attributes: Pair[]
  status: { code?: number }
}

const plain = ({ stringValue, intValue, arrayValue }: Value): unknown =>
  stringValue ?? (intValue === undefined ? arrayValue?.values.map(plain) : Number(intValue))
const read = (pairs: Pair[]) => Object.fromEntries(pairs.map(({ key, value }) => [key, plain(value)]))

/** What an OpenTelemetry collector is to Faena: it takes spans over HTTP as JSON. */
async function startCollector() {
  const spans: (Omit<ReceivedSpan, 'attributes'> & { attributes: Record<string, unknown> })[] = []
  const services = new Set<unknown>()
  const server = createServer(async (request, response) => {
    const { resourceSpans } = (await json(request)) as {
      resourceSpans: { resource: { attributes: Pair[] }; scopeSpans: { spans: ReceivedSpan[] }[] }[]
    }
    for (const { resource, scopeSpans } of resourceSpans) {
      services.add(read(resource.attributes)['service.name'])
      for (const span of scopeSpans.flatMap((scope) => scope.spans)) {
        spans.push({ ...span, attributes: read(span.attributes) })
      }
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    services,
    stop: () => server.close(),
  }
}

const login = { email: 'ada@faena.example', password: 'nieve en la cordillera' }
const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
const callerSpan = '00f067aa0ba902b7'

describe('traces', () => {
  const folder = mkdtempSync(join(tmpdir(), 'faena-traces-'))
  let database: TestDatabase | null = null
  let where: Record<string, string>
  beforeAll(async () => {
    database = testServer ? await openTestDatabase() : null
    if (!database) await prepareFolder(join(folder, 'database'))
    where = { DATA_DIR: folder, ...(database ? { DATABASE_URL: database.url! } : {}) }
    const made = faena(folder, where, ['create-admin', '--email', login.email, '--password-stdin'], login.password)
    expect(made.status).toBe(0)
  })
  afterAll(async () => {
    await database?.drop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Signs in and makes a site and an order for somebody, in the trace of a caller. */
  async function journey(code: string, env: Record<string, string>) {
    const { child, exited, ready } = startServer(folder, { ...where, ...env })
    const base = `http://127.0.0.1:${await ready}/api/v1`
    let headers: Record<string, string> = {}
    const send = async (path: string, body?: object) => {
      const answer = await fetch(`${base}${path}`, {
        method: body ? 'POST' : 'GET',
        headers: body ? { 'content-type': 'application/json', ...headers } : headers,
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      return { status: answer.status, requestId: answer.headers.get('x-request-id'), body: await answer.json() }
    }
    const session = await send('/auth/login', login)
    headers = { authorization: `Bearer ${session.body.accessToken}`, traceparent: `00-${traceId}-${callerSpan}-01` }
    const { body: site } = await send('/sites', { code, name: 'Mina secreta' })
    const { body: types } = await send('/asset-types')
    const unit = { code, name: 'Retro', typeId: types.items[0].id, siteId: site.id }
    const { body: asset } = await send('/assets', unit)
    const { body: kinds } = await send('/order-types')
    const mechanic = { name: 'Rosa', email: `${code}@faena.example`, role: 'OPERATOR', siteIds: [site.id] }
    const { body: person } = await send('/people', mechanic)
    const typeId = kinds.items.find((kind: { code: string }) => kind.code === 'INSPECTION').id
    const title = 'Revisar la manguera'
    const order = await send('/work-orders', {
      title,
      assetId: asset.id,
      typeId,
      priority: 'LOW',
      assigneeId: person.id,
    })
    return {
      order,
      async end() {
        child.kill('SIGTERM')
        return exited
      },
    }
  }

  it('follow a request to its statements and to the job that comes of it, without what people wrote', async () => {
    const collector = await startCollector()
    const { order, end } = await journey('UNO', {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_SERVICE_NAME: 'faena-prueba',
    })
    expect(order.status).toBe(201)
    const ours = () => collector.spans.filter((span) => span.traceId === traceId)
    const job = () => ours().find(({ name }) => name === 'process notice.tell')
    await expect.poll(job).toBeDefined()
    expect((await end()).code).toBe(0)
    collector.stop()

    expect([...collector.services]).toEqual(['faena-prueba'])
    const requests = ours().filter(({ parentSpanId }) => parentSpanId === callerSpan)
    const request = requests.find(({ name }) => name === 'POST /api/v1/work-orders')!
    expect(request.attributes).toEqual({
      'http.request.method': 'POST',
      'http.route': '/api/v1/work-orders',
      'http.response.status_code': 201,
      'http.response.header.x-request-id': [order.requestId],
      'url.scheme': 'http',
    })
    const below = (spanId: string) => ours().filter(({ parentSpanId }) => parentSpanId === spanId)
    const statements = below(request.spanId).map(({ name }) => name)
    expect(statements).toEqual(expect.arrayContaining(database ? ['BEGIN', 'INSERT', 'COMMIT'] : ['INSERT']))
    expect(job()!.parentSpanId).toBe(request.spanId)
    expect(job()!.attributes['messaging.destination.name']).toBe('notice.tell')
    expect(below(job()!.spanId).map(({ name }) => name)).toContain('INSERT')
    expect(JSON.stringify(collector.spans)).not.toMatch(/secreta|manguera|faena\.example|cordillera/)
  })

  it('never disturb a request when nobody takes them, and say so once', async () => {
    const { order, end } = await journey('DOS', { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://127.0.0.1:9/v1/traces' })
    expect(order.status).toBe(201)
    const { code, stdout } = await end()
    expect(code).toBe(0)
    expect(stdout.match(/traces are not delivered/g)).toHaveLength(1)
  })
})
