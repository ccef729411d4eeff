import { connect, type Socket } from 'node:net'

/** What one request looks like on the wire; `body` is JSON. */
export interface Shot {
  method: 'GET' | 'POST'
  path: string
  body?: object
  headers?: Record<string, string>
}

export interface LoadResult {
  connections: number
  requests: number
  /** Answers other than 2xx. */
  failures: number
  /** The first such answer, as it came. */
  refusal: string | null
  perSecond: number
  /** Milliseconds. */
  p50: number
  p95: number
  p99: number
}

export interface LoadOptions {
  port: number
  connections: number
  /** Stops after this long (ms) or this many requests, whichever comes first. */
  duration: number
  requests?: number
  headers?: Record<string, string>
  next: (n: number) => Shot
}

function render(shot: Shot, headers: Record<string, string>): string {
  const body = shot.body ? JSON.stringify(shot.body) : ''
  const all: Record<string, string> = {
    host: '127.0.0.1',
    ...headers,
    ...shot.headers,
    ...(body ? { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) } : {}),
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  return `${shot.method} ${shot.path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`
}

/** The length of the complete answer at the start of `data`, or 0 while it is incomplete. */
function answerLength(data: Buffer): number {
  const headEnd = data.indexOf('\r\n\r\n')
  if (headEnd < 0) return 0
  const head = data.toString('latin1', 0, headEnd).toLowerCase()
  const length = /content-length: (\d+)/.exec(head)
  if (length) {
    const total = headEnd + 4 + Number(length[1])
    return data.length >= total ? total : 0
  }
  if (!head.includes('transfer-encoding: chunked')) return headEnd + 4
  const end = data.indexOf('\r\n0\r\n\r\n', headEnd)
  return end < 0 ? 0 : end + 7
}

export const percentile = (sorted: number[], p: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? 0

export const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!

/** One request at a time on each of `connections` kept-open sockets to this machine. */
export async function load(options: LoadOptions): Promise<LoadResult> {
  const { port, connections, duration, requests = Number.POSITIVE_INFINITY, headers = {}, next } = options
  const latencies: number[] = []
  let sent = 0
  let failures = 0
  let refusal: string | null = null
  const started = performance.now()
  const over = () => sent >= requests || performance.now() - started >= duration

  await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket: Socket = connect(port, '127.0.0.1')
      socket.setNoDelay(true)
      await new Promise<void>((resolve, reject) => {
        let pending: Buffer = Buffer.alloc(0)
        let at = 0
        const shoot = () => {
          if (over()) {
            socket.end()
            return resolve()
          }
          at = performance.now()
          socket.write(render(next(sent++), headers))
        }
        socket.on('connect', shoot)
        socket.on('error', reject)
        socket.on('close', () => resolve())
        socket.on('data', (chunk) => {
          pending = pending.length > 0 ? Buffer.concat([pending, chunk]) : chunk
          const length = answerLength(pending)
          if (length === 0) return
          latencies.push(performance.now() - at)
          if (pending[9] !== 0x32) {
            failures++
            refusal ??= pending.toString('utf8', 0, length)
          }
          pending = pending.subarray(length)
          shoot()
        })
      })
    }),
  )
  const seconds = (performance.now() - started) / 1000
  latencies.sort((a, b) => a - b)
  return {
    connections,
    requests: latencies.length,
    failures,
    refusal,
    perSecond: Math.round(latencies.length / seconds),
    p50: percentile(latencies, 0.5),
    p95: percentile(latencies, 0.95),
    p99: percentile(latencies, 0.99),
  }
}
