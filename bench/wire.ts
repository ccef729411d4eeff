import { connect, createServer, type Socket } from 'node:net'

export interface Statement {
  text: string
  values: (string | null)[]
}

export interface Tap {
  port: number
  /** Statements executed since the last call. */
  take(): Statement[]
  close(): void
}

/**
 * A relay before PostgreSQL that reads along what a client executes: protocol 3.0, messages Q (simple), P (parse), B (bind)
 * and E (execute). Parameters are read where they are sent as text, as `pg` does.
 */
export async function tap(target: { host: string; port: number }): Promise<Tap> {
  let seen: Statement[] = []
  const server = createServer((client: Socket) => {
    const upstream = connect(target.port, target.host)
    const listener = reader((statement) => seen.push(statement))
    client.on('data', (chunk) => {
      listener(chunk)
      upstream.write(chunk)
    })
    upstream.on('data', (chunk) => client.write(chunk))
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('close', () => other.destroy())
      one.on('error', () => other.destroy())
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as { port: number }).port,
    take() {
      const taken = seen
      seen = []
      return taken
    },
    close: () => server.close(),
  }
}

function reader(executed: (statement: Statement) => void): (chunk: Buffer) => void {
  let pending: Buffer = Buffer.alloc(0)
  let started = false
  const texts = new Map<string, string>()
  let bound: Statement = { text: '', values: [] }
  return (chunk) => {
    pending = Buffer.concat([pending, chunk])
    for (;;) {
      // The start-up message alone has no letter before its length.
      const head = started ? 1 : 0
      if (pending.length < head + 4) return
      const end = head + pending.readInt32BE(head)
      if (pending.length < end) return
      const kind = started ? String.fromCharCode(pending[0]!) : ''
      const body = pending.subarray(head + 4, end)
      pending = pending.subarray(end)
      started = true
      if (kind === 'Q') executed({ text: textAt(body, 0).text, values: [] })
      else if (kind === 'P') {
        const name = textAt(body, 0)
        texts.set(name.text, textAt(body, name.next).text)
      } else if (kind === 'B') bound = readBind(body, texts)
      else if (kind === 'E') executed(bound)
    }
  }
}

function textAt(body: Buffer, at: number): { text: string; next: number } {
  const end = body.indexOf(0, at)
  return { text: body.toString('utf8', at, end), next: end + 1 }
}

function readBind(body: Buffer, texts: Map<string, string>): Statement {
  const statement = textAt(body, textAt(body, 0).next)
  let at = statement.next
  at += 2 + 2 * body.readInt16BE(at)
  const count = body.readInt16BE(at)
  at += 2
  const values: (string | null)[] = []
  for (let i = 0; i < count; i++) {
    const length = body.readInt32BE(at)
    at += 4
    values.push(length < 0 ? null : body.toString('utf8', at, at + length))
    at += Math.max(0, length)
  }
  return { text: texts.get(statement.text) ?? '', values }
}
